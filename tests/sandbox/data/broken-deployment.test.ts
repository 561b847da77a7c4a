/** The console that was never set up for the rule: nothing is found, each fault is named, and the repairs hold. */
import { cardsOf } from '../../../cards/cards.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import type { Check, CheckCode, CoverageResult } from '../../../contract/coverage.ts';
import type { Settings } from '../../../contract/session.ts';
import { lookAtCoverage } from '../../../app/detection/coverage/look.ts';
import { planWindow } from '../../../app/detection/rule/window.ts';
import { drained } from '../../../app/ports/steps.ts';
import { breakDeployment, faults } from '../../../sandbox/data/broken-deployment.ts';
import { writeStretch } from '../../../sandbox/data/live.ts';
import { logSources } from '../../../sandbox/data/log-sources.ts';
import { loadScenario } from '../../../sandbox/data/scenarios.ts';
import { ConsoleStore } from '../../../sandbox/sql/store.ts';
import { withChanges } from '../../../ui/coverage/change-settings.ts';
import { event } from '../../app/detection/small-store.ts';
import { detectOverStore, portsOverStore } from './detection-over-store.ts';

const endMs = Date.UTC(2026, 2, 4, 15, 0);
let store: ConsoleStore;
let first: CoverageResult;

const look = (settings: Settings) =>
  lookAtCoverage(
    { window: planWindow({ lastMinutes: 1440 }, endMs), settings },
    portsOverStore(store, endMs),
    {
      signal: new AbortController().signal,
      onQuery: () => undefined,
      pace: (steps) => Promise.resolve(drained(steps)),
    },
  );
const checkOf = (code: CheckCode): Check | undefined =>
  first.checks.find((check) => check.code === code);
const found = async (settings: Settings) =>
  cardsOf((await detectOverStore(store, { nowMs: endMs, settings })).findings);

beforeAll(async () => {
  store = await ConsoleStore.open();
  const loaded = await loadScenario(store, { name: 'broken-deployment', scale: 0.1, endMs });
  const [counted] = await store.rows('SELECT count(*) AS events FROM events');
  expect(counted).toEqual({ events: loaded.events });
  first = await look(defaultSettings);
});
afterAll(() => store.close());

test('a run finds nothing', async () => {
  expect(await found(defaultSettings)).toEqual([]);
  expect(first.cardsNow).toEqual({ cards: 0, high: 0 });
});

test('each fault is named', () => {
  expect(checkOf('records')).toMatchObject({ verdict: 'missing', evidence: { records: 0 } });
  expect(checkOf('direction')).toMatchObject({ verdict: 'missing', evidence: { outbound: 0 } });
  expect(checkOf('sent-bytes')).toMatchObject({ verdict: 'missing', evidence: { filled: 0 } });
  expect(checkOf('categories')?.verdict).toBe('weak');
  expect(checkOf('coalescing')).toMatchObject({ verdict: 'weak', evidence: { coalesced: 188 } });
  expect(checkOf('silence')).toMatchObject({
    verdict: 'weak',
    evidence: { silent: [{ id: faults.silent.id, name: faults.silent.name }] },
  });
});

test('the property, the category and the direction together bring what is predicted', async () => {
  const repair = first.repairs.find(
    ({ changes, isApplicable }) => isApplicable && changes.length === 3,
  );
  expect(new Set(repair?.changes)).toEqual(
    new Set([
      { kind: 'property', meaning: 'sent', name: faults.sentProperty },
      { kind: 'category', id: faults.category, name: 'Misc Network Communication Event' },
      { kind: 'direction', direction: 'R2R' },
    ]),
  );
  const settings = withChanges(defaultSettings, repair?.changes ?? []);
  expect(await found({ ...settings, flows: false, stitching: false })).toHaveLength(
    repair?.cards ?? -1,
  );
  // Flows and data channels add to it.
  const cards = await found(settings);
  expect(cards.length).toBeGreaterThan(repair?.cards ?? Infinity);
  const sources = new Set(cards.flatMap(({ findings }) => findings.map(({ source }) => source)));
  expect([...sources]).toEqual(expect.arrayContaining(repair?.sources ?? []));
  expect((await look(settings)).cardsNow).toMatchObject({ cards: repair?.cards });
});

test('a log source that coalesces nowhere else does, and what was folded before stays as it is', async () => {
  const day = await ConsoleStore.open({ threads: 1 });
  try {
    await loadScenario(day, { name: 'stories', scale: 0, endMs });
    const startMs = endMs - 3_600_000;
    const own = { logSourceId: logSources.sysmonWindows.id, payload: 'burst', properties: {} };
    const seconds = [0, 1, 2, 3, 4, 5, 11];
    await day.insertEvents(seconds.map((at) => event({ ...own, startMs: startMs + at * 1_000 })));
    const stored = () =>
      day.rows(
        `SELECT (starttime - ${startMs}) // 1000 AS first, (endtime - ${startMs}) // 1000 AS last, eventcount AS events
         FROM events WHERE payload = 'burst' ORDER BY starttime`,
      );
    const folded = [
      { first: 0, last: 0, events: 1 },
      { first: 1, last: 1, events: 1 },
      { first: 2, last: 2, events: 1 },
      { first: 3, last: 5, events: 3 },
      { first: 11, last: 11, events: 1 },
    ];
    await breakDeployment(day, endMs);
    expect(await stored()).toEqual(folded);
    await breakDeployment(day, endMs);
    expect(await stored()).toEqual(folded);
  } finally {
    day.close();
  }
});

test('while the day goes on, the silent firewall stays silent', async () => {
  const count = async (id: number) => {
    const [row] = await store.rows(
      `SELECT count(*) AS events FROM events WHERE logsourceid = ${id} AND starttime >= ${endMs}`,
    );
    return Number(row?.['events']);
  };
  await writeStretch(store, { fromMs: endMs, untilMs: endMs + 3_600_000, rate: 1 });
  expect(await count(faults.silent.id)).toBe(0);
  expect(await count(faults.miscategorised.id)).toBeGreaterThan(0);
});
