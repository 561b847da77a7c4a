import { findDisabled } from '../../../../app/detection/searching/disabled.ts';
import type { EventSearch } from '../../../../app/ports/search.ts';
import type { ConsoleStore } from '../../../../sandbox/sql/store.ts';
import { portsOverStore } from '../../../sandbox/data/detection-over-store.ts';
import { noonMs } from '../builders.ts';
import { openStore, repeat } from '../small-store.ts';

const minuteMs = 60_000;
const names = ['BytesSent', 'Old', 'Packets Sent'];
const never = new AbortController().signal;

/** Asks for the hours before; says of which time each search was. */
async function asked(store: ConsoleStore, window: { startMs: number; stopMs: number }) {
  const { search } = portsOverStore(store, noonMs);
  const minutes: number[] = [];
  const counted: EventSearch = {
    search: (query, ...rest) => {
      const [, from, to] = /START (\d+) STOP (\d+)/.exec(query.aql) ?? [];
      minutes.push((Number(to) - Number(from)) / minuteMs);
      return search.search(query, ...rest);
    },
  };
  return { disabled: await findDisabled({ names, window }, counted, never), minutes };
}

async function withStore(startMs: number, use: (store: ConsoleStore) => Promise<void>) {
  const store = await openStore(repeat(4, { startMs, sent: 100 }));
  try {
    await store.addProperties([
      { name: 'Old', type: 'numeric', enabled: false, useForRuleEngine: true },
      { name: 'Packets Sent', type: 'numeric', enabled: true, useForRuleEngine: true },
    ]);
    await use(store);
  } finally {
    store.close();
  }
}

const hours = { startMs: noonMs - 120 * minuteMs, stopMs: noonMs };

test('disabled is what empties an answer, not what is filled in no record', () =>
  withStore(noonMs - 2 * minuteMs, async (store) => {
    const { disabled, minutes } = await asked(store, hours);
    expect(disabled).toEqual(['Old']);
    expect(minutes).toEqual([5, 5, 5, 5]);
  }));

test('where the last minutes are empty, the whole window tells', () =>
  withStore(noonMs - 60 * minuteMs, async (store) => {
    const { disabled, minutes } = await asked(store, hours);
    expect(disabled).toEqual(['Old']);
    expect(minutes).toEqual([5, 5, 5, 5, 120, 120, 120, 120]);
  }));

test('where there is nothing at all, nothing tells', () =>
  withStore(noonMs - 300 * minuteMs, async (store) => {
    expect((await asked(store, hours)).disabled).toBeNull();
  }));
