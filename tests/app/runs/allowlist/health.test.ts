/** How an entry does over weeks of runs, on a real store. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Behaviour } from '../../../../contract/allowlist.ts';
import { createAllowLedger } from '../../../../app/adapters/store/allow-ledger.ts';
import { openStore, type Store } from '../../../../app/adapters/store/open-store.ts';
import type { AllowLedger, KeptEntry } from '../../../../app/ports/allow-ledger.ts';
import type { EntryUse } from '../../../../app/ports/allowlist.ts';
import { EntryViews, weekOf } from '../../../../app/runs/allowlist/entry-view.ts';
import { scopeKey } from '../../../../app/runs/allowlist/reading.ts';
import { noteUses } from '../../../../app/runs/allowlist/use.ts';

const dayMs = 24 * 60 * 60_000;
/** A Monday. */
const beginMs = Date.UTC(2026, 0, 5);
const nothing = { destination: null, port: null, user: null, domainId: null };
const entry: KeptEntry = {
  id: 'e',
  subject: { ...nothing, scope: 'source', source: '10.0.0.1' },
  setName: 'Transfer Watch: allowed source IPs',
  value: '10.0.0.1',
  reason: 'backup',
  secondReason: null,
  author: 'alice',
  origin: 'app',
  createdMs: beginMs,
  expiresMs: null,
  state: 'active',
  endedMs: null,
  endedBy: null,
  changes: [],
  seenBy: null,
};

let folder: string;
let store: Store;
let ledger: AllowLedger;
let nowMs: number;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ledger-'));
  nowMs = beginMs;
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  const report = (_: string, error: unknown) => {
    throw error;
  };
  store = openStore({ folder, clock, report });
  ledger = createAllowLedger({ store, clock });
  ledger.write({ entries: [entry] });
});
afterEach(async () => {
  store.close();
  await rm(folder, { recursive: true });
});

const behaviour = (sentBytes: number | null, windowMs = dayMs): Behaviour => ({
  ...{ windowMs, pairs: 1, connections: 4, sentBytes, hours: null, sourceCount: 1 },
  ...{ destinations: ['93.184.216.34'], destinationCount: 1 },
});

/** A run that ends after so many days, in which the entry named so much; `null`: nothing. Hidden where it changed in nothing. */
function run(
  day: number,
  named: Behaviour | null,
  scope = 'team',
  {
    changes = [],
    madeFor = ledger.healthOf(scopeKey(scope)).get('e')?.madeFor ?? null,
    hid = named !== null && changes.length === 0,
  }: Partial<Pick<EntryUse, 'changes' | 'madeFor' | 'hid'>> = {},
) {
  nowMs = beginMs + day * dayMs;
  const window = { startMs: nowMs - dayMs, stopMs: nowMs };
  const lastMs = named ? nowMs - 1000 : null;
  const uses = [{ id: 'e', behaviour: named, hid, madeFor, lastMs, changes }];
  noteUses(ledger, { scope, window, startedMs: nowMs, uses }, nowMs);
}
const seen = (scope = 'team') =>
  new EntryViews(ledger, scopeKey(scope), nowMs).of({
    kept: ledger.find('e') ?? entry,
    elementId: 1,
    state: 'in-force',
  });

test('hits, the last one, and what it was made for are told as each scope sees them', () => {
  run(0, null);
  expect(seen().health).toEqual({
    ...{ sinceMs: beginMs, hits: 0, lastHitMs: null, madeFor: null, last: null, weeks: [] },
  });
  run(1, behaviour(1000));
  run(2, behaviour(2000));
  run(3, null);
  expect(seen().health).toMatchObject({
    hits: 2,
    lastHitMs: beginMs + 2 * dayMs - 1000,
    madeFor: { sentBytes: 1000 },
    last: null,
  });
  expect(seen('others').health).toMatchObject({ sinceMs: null, hits: 0, madeFor: null });
});

test('never used is what has hidden nothing for a week', () => {
  run(0, null);
  nowMs = beginMs + 7 * dayMs - 1;
  expect(seen().warnings).toEqual([]);
  run(7, null);
  expect(seen().warnings).toEqual(['never-used']);
  run(8, behaviour(1));
  expect(seen().warnings).toEqual([]);
});

test('hides more is what has grown for three weeks in a row', () => {
  for (const [week, bytes] of [1000, 2000, 3000].entries()) run(7 * week + 1, behaviour(bytes));
  expect(seen().warnings).toEqual([]);
  run(22, behaviour(4000));
  expect(seen().warnings).toEqual(['hides-more']);
  expect(seen().health.weeks.map(({ bytesADay }) => bytesADay)).toEqual([1000, 2000, 3000, 4000]);
  run(23, behaviour(500));
  expect(seen().warnings).toEqual(['hides-more']);
  run(29, behaviour(4000));
  expect(seen().warnings).toEqual([]);
});

test('a week in which nothing was hidden ends the row', () => {
  for (const day of [1, 8, 15, 29]) run(day, behaviour(day * 1000));
  expect(seen().warnings).toEqual([]);
});

test('of a week the most of its runs counts, whatever their windows', () => {
  run(1, behaviour(7000, 7 * dayMs));
  run(2, behaviour(900));
  run(3, behaviour(null));
  expect(seen().health.weeks).toEqual([{ weekMs: weekOf(beginMs), bytesADay: 1000 }]);
});

test('a suspension is noted once, and its figures are told to those with the rights that saw them', () => {
  const changes = [{ kind: 'bytes' as const, was: 1, now: 9, most: 3, what: null }];
  const version = ledger.version();
  run(1, behaviour(9), 'team', { changes });
  run(2, behaviour(9), 'others', { changes });
  expect(ledger.find('e')).toMatchObject({ state: 'suspended', endedMs: beginMs + dayMs });
  expect(ledger.actions({ before: null, limit: 10 }).actions).toMatchObject([
    { kind: 'suspend', user: null, entries: ['e'], isUndone: true },
  ]);
  expect(seen().changes).toEqual(changes);
  expect(seen('others').changes).toEqual([]);
  expect(seen().health.hits).toBe(0);
  expect(ledger.version()).not.toBe(version);
});

test('what an entry would have hidden while it is suspended or over is no use of it', () => {
  run(1, behaviour(1000));
  run(2, behaviour(9000), 'team', { hid: false });
  run(2, behaviour(9000), 'others', { hid: false });
  expect(seen().health).toMatchObject({
    ...{ hits: 1, lastHitMs: beginMs + dayMs - 1000, last: { sentBytes: 9000 } },
    weeks: [{ bytesADay: 1000 }],
  });
  expect(seen('others').health).toMatchObject({ hits: 0, madeFor: null, weeks: [] });
});

test('a run that began before somebody confirmed an entry does not suspend it again', () => {
  const changes = [{ kind: 'bytes' as const, was: 1, now: 9, most: 3, what: null }];
  run(1, behaviour(1));
  const { madeFor } = seen().health;
  ledger.write({ forgets: ['e'] });
  run(2, behaviour(9), 'team', { changes, madeFor });
  expect(ledger.find('e')).toMatchObject({ state: 'active', endedMs: null });
  expect(seen().health).toMatchObject({ hits: 1, madeFor: null });
});

test('what it was made for is forgotten in every scope when somebody confirms what it hides', () => {
  run(1, behaviour(1000), 'team');
  run(1, behaviour(500), 'others');
  ledger.write({ forgets: ['e'] });
  run(2, behaviour(8000), 'others');
  expect(seen('team').health).toMatchObject({ hits: 1, madeFor: null });
  expect(seen('others').health).toMatchObject({ hits: 2, madeFor: { sentBytes: 8000 } });
});
