/** Coverage over a real store: which clause drops what, which property is filled, and what a change would show. */
import { compareCoverage } from '../../../../cards/coverage-comparison.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import type { Check, CheckCode, CoverageResult } from '../../../../contract/coverage.ts';
import type { Settings } from '../../../../contract/session.ts';
import { lookAtCoverage } from '../../../../app/detection/coverage/look.ts';
import { drained } from '../../../../app/ports/steps.ts';
import type { SentQuery } from '../../../../contract/run.ts';
import type { ConsoleStore, EventRow } from '../../../../sandbox/sql/store.ts';
import { detectOverStore, portsOverStore } from '../../../sandbox/data/detection-over-store.ts';
import { noonMs } from '../builders.ts';
import { event, flow, openStore, repeat } from '../small-store.ts';

const opened: ConsoleStore[] = [];
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

const window = { startMs: noonMs - 2 * 3_600_000, stopMs: noonMs };

async function look(
  rows: readonly EventRow[],
  settings: Partial<Settings> = {},
  prepare: (store: ConsoleStore) => Promise<void> = () => Promise.resolve(),
  moreProperties: readonly string[] = [],
): Promise<CoverageResult & { readonly queries: readonly SentQuery[] }> {
  const store = await openStore([], [flow()]);
  opened.push(store);
  await store.addProperties(
    moreProperties.map((name) => ({
      name,
      type: 'numeric',
      enabled: true,
      useForRuleEngine: true,
    })),
  );
  await store.insertEvents(rows);
  await prepare(store);
  const queries: SentQuery[] = [];
  const result = await lookAtCoverage(
    { window, settings: { ...defaultSettings, ...settings } },
    portsOverStore(store, noonMs),
    {
      signal: new AbortController().signal,
      onQuery: (query) => queries.push(query),
      pace: (steps) => Promise.resolve(drained(steps)),
    },
  );
  return { ...result, queries };
}

const checkOf = ({ checks }: CoverageResult, code: CheckCode): Check | undefined =>
  checks.find((check) => check.code === code);

test('three searches tell everything, and each clause says what it dropped', async () => {
  const result = await look([
    ...repeat(4, { sent: 2_000_000, received: 100 }),
    ...repeat(3, { destinationPort: 80 }),
    ...repeat(2, { direction: 'R2R' }),
    ...repeat(5, { category: 9001 }),
    event({ destination: '10.9.9.9' }),
  ]);
  expect(result.queries.map(({ name }) => name)).toEqual([
    'coverage-clauses',
    'coverage-cards',
    'coverage-flows',
  ]);
  expect(result.funnel.map(({ clause, came, passed }) => [clause, came, passed])).toEqual([
    ['port', 15, 12],
    ['direction', 12, 10],
    ['category', 10, 5],
    ['destination', 5, 4],
    ['sent-bytes', 4, 4],
  ]);
  expect(result.funnel[2]?.dropped).toMatchObject([{ label: '9001', records: 5 }]);
  expect(result.cardsNow).toEqual({ cards: 1, high: 0 });
  expect(checkOf(result, 'records')).toMatchObject({ verdict: 'ok', evidence: { records: 4 } });
  expect(checkOf(result, 'categories')).toMatchObject({
    verdict: 'weak',
    evidence: { known: 4, unknown: 5 },
  });
  expect(checkOf(result, 'direction')).toMatchObject({
    verdict: 'weak',
    evidence: { outbound: 9, otherwise: 2 },
  });
  expect(checkOf(result, 'flows')).toMatchObject({ verdict: 'ok', evidence: { flows: 1 } });
});

test('nothing on the ports is missing, and what nothing tells of is not', async () => {
  const result = await look(repeat(4, { destinationPort: 443 }));
  expect(checkOf(result, 'records')).toMatchObject({
    verdict: 'missing',
    evidence: { records: 0, ofAll: 4 },
  });
  const verdicts = ['sole-source', 'silence', 'sent-bytes', 'coalescing', 'lag'] as const;
  for (const code of verdicts)
    expect(checkOf(result, code)).toMatchObject({
      verdict: 'cannot-know',
      unknown: 'nothing-to-tell-by',
      evidence: null,
    });
});

test('a property that the settings do not name, a category and a pack are repairs with their cards', async () => {
  const { repairs, cardsNow } = await look(
    [
      ...repeat(4, { source: '10.0.0.1', sent: 5_000_000 }),
      ...repeat(4, { source: '10.0.0.2', category: 9001, sent: 30_000_000 }),
      ...repeat(4, { source: '10.0.0.3', destinationPort: 22, sent: 1 }),
    ],
    { properties: { ...defaultSettings.properties, sent: ['Bytes Sent'] } },
  );
  expect(cardsNow).toEqual({ cards: 1, high: 0 });
  expect(repairs).toMatchObject([
    {
      changes: [{ kind: 'property', name: 'BytesSent' }],
      cards: 1,
      high: 1,
      sources: ['10.0.0.1'],
    },
    { changes: [{ kind: 'category', id: 9001 }], cards: 1, high: 0, sources: ['10.0.0.2'] },
    { changes: [{ kind: 'property' }, { kind: 'category' }], cards: 2, high: 2 },
    { changes: [{ kind: 'port-pack', pack: 'ssh' }], cards: 1, sources: ['10.0.0.3'] },
    { changes: [{ kind: 'property' }, { kind: 'category' }, { kind: 'port-pack' }], cards: 3 },
  ]);
});

test('where no change nor two show anything, those that are needed together do, and no other', async () => {
  const { repairs } = await look([
    ...repeat(4, { direction: 'R2R', category: 9001, destinationPort: 22 }),
    event({ category: 9002 }),
  ]);
  expect(repairs).toMatchObject([
    {
      changes: [
        { kind: 'category', id: 9001 },
        { kind: 'port-pack', pack: 'ssh' },
        { kind: 'direction', direction: 'R2R' },
      ],
      cards: 1,
      isApplicable: true,
      sources: ['10.0.0.5'],
    },
  ]);
});

test('what the console does not have in its hierarchy still tells of bytes, categories and silence', async () => {
  const result = await look([
    ...repeat(110, { direction: 'R2R', startMs: window.startMs - 60_000, category: 9001 }).map(
      (row, at) => ({ ...row, startMs: window.startMs + at * 20_000, eventCount: 2 }),
    ),
    event({ destinationPort: 443, logSourceId: 63 }),
  ]);
  expect(checkOf(result, 'records')).toMatchObject({ verdict: 'missing' });
  expect(checkOf(result, 'direction')).toMatchObject({ verdict: 'missing' });
  expect(checkOf(result, 'categories')).toMatchObject({ verdict: 'missing' });
  expect(checkOf(result, 'sent-bytes')).toMatchObject({ evidence: { filled: 0, records: 110 } });
  expect(checkOf(result, 'coalescing')).toMatchObject({ evidence: { coalesced: 110 } });
  expect(checkOf(result, 'silence')).toMatchObject({ evidence: { silent: [{ id: 62 }] } });
});

test('a property whose name says that it counts bytes sent is measured, whatever the settings name', async () => {
  const { repairs, properties } = await look(
    repeat(4, {}).map((row) => ({ ...row, properties: { 'Octets Out': 5_000_000 } })),
    {},
    undefined,
    ['Octets Out'],
  );
  expect(properties).toMatchObject([
    { name: 'BytesSent', isRead: true, filled: [{ filled: 0, records: 4 }] },
    { name: 'BytesReceived' },
    { name: 'Octets Out', meaning: 'sent', isRead: false, filled: [{ filled: 4, records: 4 }] },
  ]);
  expect(repairs).toMatchObject([{ changes: [{ name: 'Octets Out' }], cards: 1, high: 1 }]);
});

test('a disabled property does not hide that there are records', async () => {
  const result = await look(repeat(4, { sent: 100 }), {}, (store) =>
    store.addProperties([
      { name: 'Bytes Sent', type: 'numeric', enabled: false, useForRuleEngine: true },
    ]),
  );
  expect(checkOf(result, 'records')).toMatchObject({ verdict: 'ok', evidence: { records: 4 } });
  expect(checkOf(result, 'sent-bytes')).toMatchObject({ verdict: 'ok', evidence: { filled: 4 } });
  expect(result.cardsNow).toEqual({ cards: 1, high: 0 });
});

test('nor does a disabled property of packets, which only the search for cards names', async () => {
  const result = await look(repeat(4, { sent: 100 }), {}, (store) =>
    store.addProperties([
      { name: 'Packets Sent', type: 'numeric', enabled: false, useForRuleEngine: true },
    ]),
  );
  expect(result.cardsNow).toEqual({ cards: 1, high: 0 });
});

test('a category that is added is then found by a run, and changes nothing else of its query', async () => {
  const rows = repeat(4, { category: 9001, sent: 30_000_000 });
  const store = await openStore(rows);
  opened.push(store);
  const before = await detectOverStore(store, { nowMs: noonMs });
  const after = await detectOverStore(store, { nowMs: noonMs, settings: { categories: [9001] } });
  expect(before.findings).toEqual([]);
  expect(after.findings).toMatchObject([
    { source: '10.0.0.5', connections: 4, risk: 'HIGH', estimated: false },
  ]);
  const known = await detectOverStore(store, { nowMs: noonMs, settings: { categories: [4003] } });
  expect(known.queries).toEqual(before.queries);
});

test('yesterday and today, with one property disabled since: one line', async () => {
  const rows = repeat(120, { sent: 2_000_000, received: 100 });
  const before = await look(rows);
  const after = await look(rows, {}, (store) =>
    store.addProperties([
      { name: 'BytesSent', type: 'numeric', enabled: false, useForRuleEngine: true },
    ]),
  );
  const comparison = compareCoverage({ window, result: before }, { window, result: after });
  expect(comparison).toMatchObject({
    worse: [{ kind: 'check', code: 'sent-bytes', before: 'ok', names: ['BytesSent'] }],
    ...{ better: [], unclear: [], incomparable: null },
  });
  expect([before.overall, after.overall]).toEqual(['weak', 'missing']);
});

test('a domain of which the rule sees nothing is named, whatever it sees of others', async () => {
  const seen = repeat(4, { sent: 1 });
  const blind = repeat(4, { domainId: 3, direction: 'R2R' });
  const inside = repeat(4, { domainId: 4, destination: '10.9.9.9' });
  expect(checkOf(await look([...seen, ...blind, ...inside]), 'domains')).toMatchObject({
    verdict: 'weak',
    evidence: { domains: 2, blind: [{ id: 3 }] },
  });
  expect(checkOf(await look(seen), 'domains')).toMatchObject({
    verdict: 'ok',
    evidence: { domains: 1, blind: [] },
  });
  expect(checkOf(await look(blind), 'domains')).toMatchObject({ verdict: 'missing' });
  expect(checkOf(await look(inside), 'domains')).toMatchObject({ unknown: 'nothing-to-tell-by' });
});
