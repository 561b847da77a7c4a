import { aliases } from '../../../../app/detection/aql/columns.ts';
import {
  notLookedAtQueries,
  readNotLookedAt,
} from '../../../../app/detection/after/not-looked-at.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import type { Settings } from '../../../../contract/session.ts';
import type { SentQuery } from '../../../../contract/run.ts';
import { compileAql } from '../../../../sandbox/sql/compile.ts';
import { noonMs, runFacts } from '../builders.ts';
import { event, flow, openStore, repeat } from '../small-store.ts';

/** What a store answers to the queries, over the hours before noon. */
async function aroundOf(
  events: Parameters<typeof openStore>[0],
  flows: Parameters<typeof openStore>[1] = [],
  settings: Settings = defaultSettings,
) {
  const store = await openStore(events, flows);
  try {
    const window = { startMs: noonMs - 6 * 3_600_000, stopMs: noonMs };
    const run = runFacts({ window, settings });
    const rowsOf = async ({ aql }: SentQuery) => {
      const { sql, params } = compileAql(aql, {
        nowMs: noonMs,
        timeZone: 'UTC',
        defaultWindowMs: 60_000,
        allowedDomains: null,
        facts: store,
      });
      return store.rows(sql, params);
    };
    const query = notLookedAtQueries(run, settings.flows);
    const rows = {
      events: await rowsOf(query.events),
      flows: query.flows && (await rowsOf(query.flows)),
    };
    return readNotLookedAt(rows, run);
  } finally {
    store.close();
  }
}

const withoutFlows: Settings = { ...defaultSettings, flows: false };

test('counts by direction what goes to the Internet on the ports of the run, and nothing else', async () => {
  const { ports, directions } = await aroundOf(
    [
      ...repeat(5, { category: 4016, eventCount: 2 }),
      ...repeat(2, { category: 4003 }),
      ...repeat(3, { category: 4008, direction: 'R2R', source: '198.18.0.9' }),
      event({ category: 3003, direction: 'L2L' }),
      event({ destination: '10.9.9.9', direction: 'L2L' }),
      event({ destinationPort: 443 }),
      event({ startMs: noonMs - 7 * 3_600_000 }),
    ],
    [
      flow(),
      flow({ startMs: noonMs - 50 * 60_000 }),
      flow({ flowId: 2 }),
      flow({ flowId: 3, direction: 'R2R' }),
      flow({ flowId: 4, destination: '10.9.9.9', direction: 'L2L' }),
      flow({ flowId: 5, destinationPort: 443 }),
    ],
  );
  expect(ports).toEqual([20, 21, 69, 139, 445, 990]);
  expect(directions).toEqual([
    { direction: 'L2R', allowed: 10, denied: 2, other: 0, flows: 2 },
    { direction: 'R2L', allowed: 0, denied: 0, other: 0, flows: 0 },
    { direction: 'L2L', allowed: 0, denied: 0, other: 1, flows: 0 },
    { direction: 'R2R', allowed: 3, denied: 0, other: 0, flows: 1 },
  ]);
});

test('says nothing of flows where the run has none', async () => {
  const { directions } = await aroundOf([], [flow()], withoutFlows);
  expect(directions.map(({ flows }) => flows)).toEqual([null, null, null, null]);
});

test('names categories beside the table of the rule, in any direction, most events first', async () => {
  const { categories, moreCategories } = await aroundOf([
    ...repeat(2, { category: 4009 }),
    event({ category: 4009, direction: 'R2R' }),
    event({ category: 3003, eventCount: 9 }),
    event({ category: 4001, eventCount: 3 }),
    event({ category: 4016 }),
    event({ category: 4003 }),
    event({ category: 8052, destination: '10.9.9.9' }),
  ]);
  expect(categories.map(({ id, events }) => [id, events])).toEqual([
    [3003, 9],
    [4001, 3],
    [4009, 3],
  ]);
  expect(moreCategories).toBe(0);
});

test('lists twenty and says how many more there are', async () => {
  const many = Array.from({ length: 23 }, (_, n) => event({ category: 9000 + n }));
  const { categories, moreCategories } = await aroundOf(many);
  expect(categories.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, n) => 9000 + n));
  expect(moreCategories).toBe(3);
});

test('looks at the ports of the packs that are set, and not at own blocks', async () => {
  const settings: Settings = {
    ...defaultSettings,
    portPacks: ['ssh'],
    ownPublicBlocks: ['93.184.217.0/24'],
  };
  const { ports, directions } = await aroundOf(
    [event({ destinationPort: 22 }), event({ destination: '93.184.217.1' })],
    [],
    settings,
  );
  expect(ports).toContain(22);
  expect(directions[0]).toMatchObject({ direction: 'L2R', allowed: 1 });
});

test('reads rows as a console may send them, and takes a direction that QRadar does not have as unknown', () => {
  const row = {
    [aliases.direction]: 'L2X',
    [aliases.category]: '3003.0',
    [aliases.categoryName]: 'Host Login Succeeded',
    [aliases.connections]: 2.0,
  };
  const events = ['text', null, {}, { ...row, [aliases.connections]: -1 }, row];
  const unread = { ...row, [aliases.category]: 'none' };
  const read = readNotLookedAt({ events: [...events, unread], flows: [null] }, runFacts());
  expect(read.directions.at(-1)).toEqual({
    direction: 'unknown',
    allowed: 0,
    denied: 0,
    other: 2,
    flows: 0,
  });
  expect(read.categories).toEqual([{ id: 3003, name: 'Host Login Succeeded', events: 2 }]);
});
