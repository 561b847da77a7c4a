import { defaultSettings } from '../../../../contract/default-settings.ts';
import type { Profile } from '../../../../contract/finding.ts';
import type { Settings } from '../../../../contract/session.ts';
import { aliases } from '../../../../app/detection/aql/columns.ts';
import { absenceQuery, readAbsence } from '../../../../app/detection/after/absence.ts';
import { compileAql } from '../../../../sandbox/sql/compile.ts';
import { noonMs, runFacts } from '../builders.ts';
import { event, openStore, repeat } from '../small-store.ts';

/** What a store with these events answers to the query, over the hours before noon. */
async function absenceOf(
  profile: Profile,
  events: Parameters<typeof openStore>[0],
  settings: Settings = defaultSettings,
) {
  const store = await openStore(events);
  try {
    const run = runFacts({
      profile,
      window: { startMs: noonMs - 6 * 3_600_000, stopMs: noonMs },
      properties: { ...runFacts().properties, sent: ['BytesSent'], packetsSent: [] },
      settings,
    });
    const { sql, params } = compileAql(absenceQuery(run).aql, {
      nowMs: noonMs,
      timeZone: 'UTC',
      defaultWindowMs: 60_000,
      allowedDomains: null,
      facts: store,
    });
    return readAbsence(await store.rows(sql, params), run);
  } finally {
    store.close();
  }
}

const inbound = { direction: 'R2L', source: '93.184.216.34', destination: '10.0.0.5' } as const;

test('counts events by direction: allowed, denied and what is no connection', async () => {
  const absence = await absenceOf('corrected', [
    ...repeat(5, { ...inbound, category: 4008 }),
    ...repeat(2, { ...inbound, category: 4016, eventCount: 4 }),
    ...repeat(3, { ...inbound, category: 4003 }),
    event({ ...inbound, category: 3003 }),
    ...repeat(2, { category: 4014 }),
    event({ ...inbound, destinationPort: 443 }),
    event({ ...inbound, startMs: noonMs - 7 * 3_600_000 }),
  ]);
  expect(absence).toEqual({
    ports: [20, 21, 69, 139, 445, 990],
    directions: [
      { direction: 'R2L', allowed: 13, denied: 3, other: 1 },
      { direction: 'L2R', allowed: 2, denied: 0, other: 0 },
    ],
    fitting: null,
  });
});

test('of the source profile counts the outbound records that its query could see', async () => {
  const fitting = { category: 4014, sent: 10 };
  const absence = await absenceOf('source', [
    ...repeat(3, { ...fitting, eventCount: 5 }),
    ...repeat(4, { ...fitting, sent: null }),
    ...repeat(5, { ...fitting, category: 4002 }),
    ...repeat(6, { ...fitting, ...inbound }),
  ]);
  expect(absence.fitting).toBe(3);
  expect(absence.directions).toEqual([
    { direction: 'L2R', allowed: 24, denied: 0, other: 0 },
    { direction: 'R2L', allowed: 6, denied: 0, other: 0 },
  ]);
});

test('looks at the ports of the packs that are set, which the source query does not know', async () => {
  const settings: Settings = { ...defaultSettings, portPacks: ['ssh'] };
  const events = [event({ ...inbound, destinationPort: 22 })];
  const corrected = await absenceOf('corrected', events, settings);
  expect(corrected.ports).toContain(22);
  expect(corrected.directions).toHaveLength(1);
  expect(await absenceOf('source', events, settings)).toMatchObject({
    ports: [20, 21, 69, 139, 445, 990],
    directions: [],
  });
});

test('nothing comes of nothing', async () => {
  expect(await absenceOf('source', [])).toMatchObject({ directions: [], fitting: 0 });
});

test('a direction that QRadar does not have is unknown, and what cannot be read counts as nothing', () => {
  const row = {
    [aliases.direction]: 'L2X',
    [aliases.category]: '4008.0',
    [aliases.connections]: 2.0,
  };
  const rows = ['text', null, { ...row, [aliases.connections]: -1 }, { ...row }, {}];
  expect(readAbsence(rows, runFacts()).directions).toEqual([
    { direction: 'unknown', allowed: 2, denied: 0, other: 0 },
  ]);
});
