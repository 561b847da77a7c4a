/** The attack range on a console that was never set up for the rule, and beside the live feed. */
import {
  breakDeployment,
  faults,
  parsedWhereBroken,
} from '../../../sandbox/data/broken-deployment.ts';
import { AttackRange } from '../../../sandbox/data/range/attack-range.ts';
import { loadScenario } from '../../../sandbox/data/scenarios.ts';
import { ConsoleStore } from '../../../sandbox/sql/store.ts';
import { startConsole } from '../../../sandbox/start.ts';
import { searchOver } from '../../support/ariel.ts';
import { injectAttack } from '../../support/attack-range.ts';
import { ManualClock } from '../api/support.ts';

const endMs = Date.UTC(2026, 2, 4, 15, 0);
const nowMs = endMs + 600_000;

describe('on the broken deployment', () => {
  let store: ConsoleStore;
  let range: AttackRange;
  beforeAll(async () => {
    store = await ConsoleStore.open({ threads: 1 });
    await loadScenario(store, { name: 'broken-deployment', scale: 0, endMs });
    const clock = new ManualClock(nowMs);
    range = new AttackRange({ store, clock, parsed: parsedWhereBroken, log: () => undefined });
  });
  afterAll(async () => {
    await range.close();
    store.close();
  });
  const stored = (columns: string, where: string) =>
    store.rows(`SELECT ${columns} FROM events WHERE starttime >= ${endMs} AND ${where}`);

  test('records arrive as all records do there: other counters, another category, no direction', async () => {
    const { signals } = await range.inject({ technique: 'ftp-upload' }, 'admin');
    expect(signals.every(({ records }) => records > 0)).toBe(true);
    const sessions = await stored(
      'DISTINCT category, eventdirection AS direction, "property bytes sent" IS NULL AS empty, "property octets out" > 0 AS filled',
      `logsourceid = ${faults.miscategorised.id}`,
    );
    expect(sessions).toEqual([
      { category: faults.category, direction: 'R2R', empty: true, filled: true },
    ]);
  });

  test('every log source coalesces', async () => {
    const order = { technique: 'ftps', sessions: 8, coalesced: true };
    const { signals } = await range.inject(order, 'admin');
    const process = signals.find(({ signal }) => signal === 'process');
    expect(process).toMatchObject({ records: 4, events: 8 });
    const close = await range.inject({ technique: 'smb-pipe', sessions: 1 }, 'admin');
    expect(close.signals).toMatchObject([{ records: 1 }, { records: 1 }]);
  });

  test('the firewall inside is silent, and stays it', async () => {
    const before = store.dimensions.logSources.find(({ id }) => id === faults.silent.id);
    const { signals } = await range.inject(
      { technique: 'smb-internet', twin: true, target: '10.20.1.15' },
      'admin',
    );
    expect(signals.at(-1)).toMatchObject({
      signal: 'firewall-control',
      records: 0,
      whyNot: 'silent-firewall',
    });
    expect(store.dimensions.logSources.find(({ id }) => id === faults.silent.id)).toEqual(before);
  });

  test('a record reads as those that were there when the console was broken', async () => {
    const whole = await ConsoleStore.open({ threads: 1 });
    try {
      await loadScenario(whole, { name: 'stories', scale: 0, endMs });
      const clock = new ManualClock(nowMs);
      const at = new AttackRange({ store: whole, clock, log: () => undefined });
      const order = { technique: 'ftp-upload', marker: 'same-run', sessions: 2 };
      await at.inject(order, 'admin');
      // The same records first, then broken, as a scenario is.
      await breakDeployment(whole, endMs);
      await range.inject(order, 'admin');
      const columns =
        'starttime, sourceaddress, destinationport, category, eventdirection, payload, "property bytes sent" AS sent, "property octets out" AS out';
      const where = `starttime >= ${endMs} AND payload LIKE '%28.201.9.33%' AND logsourceid = ${faults.miscategorised.id}`;
      const sql = `SELECT ${columns} FROM events WHERE ${where} ORDER BY payload`;
      const expected = await whole.rows(sql);
      expect(expected).toHaveLength(4);
      const payloads = new Set(expected.map(({ payload }) => payload));
      const here = await store.rows(sql);
      expect(here.filter(({ payload }) => payloads.has(payload))).toEqual(expected);
    } finally {
      whole.close();
    }
  });
});

test('beside a live feed both write', async () => {
  const token = 'token-of-the-service';
  const running = await startConsole({ scenario: 'stories', app: 'none', token, liveRate: 1 });
  try {
    const { url } = running.console;
    const runs = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        injectAttack(url, token, { technique: 'ftp-upload', marker: `live-${index}` }),
      ),
    );
    const { fromMs, untilMs } = runs[0] ?? { fromMs: 0, untilMs: 0 };
    const [row] = await searchOver(
      url,
      token,
      `SELECT COUNT(*) AS n FROM events WHERE UTF8(payload) ILIKE '%live-%' START ${fromMs} STOP ${untilMs + 60_000}`,
    );
    // Of each the file and the process, four times.
    expect(row).toEqual({ n: 8 * 8 });
  } finally {
    await running.close();
  }
});
