/** Coverage of several log sources: one that died beside another of its type, one that nearly all hangs on, late records, flags, young records. */
import fc from 'fast-check';
import { compareCoverage } from '../../../../cards/coverage-comparison.ts';
import type { Check, CheckCode, CoverageResult } from '../../../../contract/coverage.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import type { SentQuery, TimeWindow } from '../../../../contract/run.ts';
import { aliases } from '../../../../app/detection/aql/columns.ts';
import { catchRate } from '../../../../app/detection/coverage/catch-rate.ts';
import { mostClauseGroups } from '../../../../app/detection/coverage/clauses-query.ts';
import { lookAtCoverage } from '../../../../app/detection/coverage/look.ts';
import type { DetectionPorts } from '../../../../app/ports/detection.ts';
import { drained } from '../../../../app/ports/steps.ts';
import type { ConsoleStore, EventRow } from '../../../../sandbox/sql/store.ts';
import { portsOverStore } from '../../../sandbox/data/detection-over-store.ts';
import { english } from '../../../support/words.ts';
import { noonMs } from '../builders.ts';
import { event, logSource, openStore } from '../small-store.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const window: TimeWindow = { startMs: noonMs - 4 * hourMs, stopMs: noonMs };
const [first, second] = [62, 63];

const opened: ConsoleStore[] = [];
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

/** A console with two firewalls of one type. */
async function consoleWith(rows: readonly EventRow[]): Promise<ConsoleStore> {
  const store = await openStore(rows);
  opened.push(store);
  const logSources = [logSource(first, 'fw-01'), logSource(second, 'fw-02')];
  await store.setDimensions({ ...store.dimensions, logSources });
  return store;
}

/** Sessions of a log source, evenly over a time. */
const sessions = (
  logSourceId: number,
  count: number,
  { startMs, stopMs }: TimeWindow,
  change: Parameters<typeof event>[0] = {},
): EventRow[] =>
  Array.from({ length: count }, (_, at) =>
    event({
      ...{ logSourceId, sent: 100, sourcePort: 40_000 + at },
      startMs: startMs + Math.floor((at * (stopMs - startMs)) / count),
      ...change,
    }),
  );

async function look(
  ports: DetectionPorts,
  over: TimeWindow = window,
): Promise<CoverageResult & { readonly queries: readonly SentQuery[] }> {
  const queries: SentQuery[] = [];
  const result = await lookAtCoverage({ window: over, settings: defaultSettings }, ports, {
    signal: new AbortController().signal,
    onQuery: (query) => queries.push(query),
    pace: (steps) => Promise.resolve(drained(steps)),
  });
  return { ...result, queries };
}

const over = (store: ConsoleStore) => portsOverStore(store, noonMs);

/** The same, with rows of the search by clauses as another console would give them. */
const withRows = (
  ports: DetectionPorts,
  change: (rows: readonly unknown[]) => readonly unknown[],
): DetectionPorts => ({
  ...ports,
  search: {
    search: async function* (query, ...rest) {
      const pages = ports.search.search(query, ...rest);
      const rows: unknown[] = [];
      for (;;) {
        const page = await pages.next();
        if (page.done) {
          yield query.name === 'coverage-clauses' ? change(rows) : rows;
          return page.value;
        }
        rows.push(...page.value);
      }
    },
  },
});

const checkOf = ({ checks }: CoverageResult, code: CheckCode): Check | undefined =>
  checks.find((check) => check.code === code);

test('of two firewalls of one type the one that died is found, although the type still delivers', async () => {
  const diedMs = noonMs - 70 * minuteMs;
  const store = await consoleWith([
    ...sessions(first, 240, window),
    ...sessions(second, 170, { ...window, stopMs: diedMs }),
  ]);
  const result = await look(over(store));
  expect(new Set(result.sources.map(({ type }) => type)).size).toBe(1);
  expect(checkOf(result, 'silence')).toMatchObject({
    verdict: 'weak',
    evidence: { logSources: 2, silent: [{ id: second, name: 'fw-02', cadenceMs: minuteMs }] },
  });
  const [living, dead] = result.sources;
  expect([living?.name, living?.passed, dead?.name, dead?.passed]).toEqual([
    ...['fw-01', 240, 'fw-02', 170],
  ]);
  expect(noonMs - (living?.lastMs ?? 0)).toBeLessThanOrEqual(minuteMs);
  expect(dead?.lastMs).toBe(diedMs - minuteMs);
});

test('that nearly all comes from one firewall is said before it is switched off, and then it is named', async () => {
  const half = noonMs - 2 * hourMs;
  const on = { ...window, stopMs: half };
  const off = { ...window, startMs: half };
  const store = await consoleWith([
    ...sessions(first, 279, on),
    ...sessions(second, 21, on),
    ...sessions(second, 21, off),
  ]);
  const [before, after, whole] = [
    await look(over(store), on),
    await look(over(store), off),
    await look(over(store)),
  ];
  const said = checkOf(before, 'sole-source');
  if (said?.code !== 'sole-source' || said.evidence === null) throw new Error('it is said');
  expect(said.verdict).toBe('weak');
  expect(english.coverage.checks['sole-source'].sentence(said.evidence)).toBe(
    '93% of what the rule can see comes from fw-01; it is one of 2 log sources.',
  );
  const { worse } = compareCoverage({ window: on, result: before }, { window: off, result: after });
  expect(JSON.stringify(worse)).toContain('fw-01');
  expect(checkOf(whole, 'silence')).toMatchObject({ evidence: { silent: [{ name: 'fw-01' }] } });
});

test.each([
  ['Bytes Sent', 'BytesSent'],
  ['BytesSent', 'Bytes Sent'],
])('of two spellings the one that is filled is read: %s, not %s', async (full, empty) => {
  const store = await consoleWith([]);
  await store.addProperties([
    { name: 'Bytes Sent', type: 'numeric', enabled: true, useForRuleEngine: true },
  ]);
  const filled = { properties: { [full]: 2_000_000 } };
  await store.insertEvents(sessions(first, 4, window).map((row) => ({ ...row, ...filled })));
  const result = await look(over(store));
  expect(checkOf(result, 'sent-bytes')).toMatchObject({
    verdict: 'ok',
    evidence: { filled: 4, records: 4, properties: [full] },
  });
  const read = (name: string) => result.properties.find((property) => property.name === name);
  expect(read(full)).toMatchObject({ isRead: true, filled: [{ filled: 4, records: 4 }] });
  expect(read(empty)).toMatchObject({ isRead: false, filled: [{ filled: 0, records: 4 }] });
});

describe('late records', () => {
  test.each([
    // Looking back 6 minutes every 5, the example of a rule of Elastic's.
    [0, 1],
    [1, 1],
    [2, 0.8],
    [3, 0.6],
    [6, 0],
    [9, 0],
  ])('of %d minutes: a look back of 6 every 5 catches %d', (lag, caught) => {
    expect(
      catchRate(lag * minuteMs, { lookBackMs: 6 * minuteMs, intervalMs: 5 * minuteMs }),
    ).toBeCloseTo(caught, 12);
  });

  test('are caught as runs would, one after another, on generated lags', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 120 }),
        (interval, overlap, lag) => {
          const lookBack = interval + overlap;
          // One record a minute, as many as some runs look at; a run at m sees what was received in [m - lookBack, m) and is stored.
          const times = Array.from({ length: interval }, (_, at) => 1_000 * interval + at + 0.5);
          const isCaught = (time: number) =>
            Array.from({ length: 400 }, (_, n) => (900 + n) * interval).some(
              (run) => time >= run - lookBack && time < run && time + lag < run,
            );
          const share = times.filter(isCaught).length / times.length;
          expect(catchRate(lag, { lookBackMs: lookBack, intervalMs: interval })).toBeCloseTo(
            share,
            9,
          );
        },
      ),
      { seed: 14 },
    );
  });

  test('are told for each log source, and apart from clocks that are off', async () => {
    const late = (ms: number) => (row: EventRow) => ({ ...row, endMs: row.startMs + ms });
    const store = await consoleWith([
      ...sessions(first, 30, window).map(late(24 * minuteMs)),
      ...sessions(first, 10, window).map(late(64 * minuteMs)),
      ...sessions(second, 20, window).map((row) => ({
        ...row,
        deviceMs: row.startMs - 7 * minuteMs,
      })),
    ]);
    const result = await look(over(store));
    expect(result.sources.map(({ name, lag, caught }) => [name, lag, caught])).toEqual([
      ['fw-01', { meanMs: 34 * minuteMs, mostMs: 64 * minuteMs }, (240 - 34) / 240],
      ['fw-02', { meanMs: 0, mostMs: 0 }, 1],
    ]);
    expect(checkOf(result, 'lag')).toMatchObject({
      verdict: 'weak',
      evidence: { name: 'fw-01', mostMs: 64 * minuteMs },
    });
    expect(checkOf(result, 'clock-skew')).toMatchObject({
      verdict: 'weak',
      evidence: { name: 'fw-02', mostMs: 7 * minuteMs },
    });
  });
});

describe('coalescing', () => {
  // One record stands for all that are folded.
  test.each([
    [0, 'ok'],
    [5, 'ok'],
    [6, 'weak'],
  ] as const)('that folded %d of 100 connections is %s, and said', async (coalesced, verdict) => {
    const rows = sessions(first, 100 - coalesced, window).map((row, at) =>
      at === 0 ? { ...row, eventCount: 1 + coalesced } : row,
    );
    expect(checkOf(await look(over(await consoleWith(rows))), 'coalescing')).toMatchObject({
      verdict,
      evidence: { coalesced, connections: 100 },
    });
  });
});

describe('flags of the pipeline', () => {
  const flagged = (rows: readonly unknown[]) =>
    rows.map((row) => {
      const cells = row as Readonly<Record<string, unknown>>;
      const isSecond = cells[aliases.logSource] === second;
      return isSecond
        ? { ...cells, [aliases.unparsed]: true, [aliases.cutShort]: 'true' }
        : { ...cells, [aliases.forPerformance]: 1 };
    });
  const rows = [...sessions(first, 3, window), ...sessions(second, 5, window)];

  test('are counted, and the log sources named, those with most first', async () => {
    const result = await look(withRows(over(await consoleWith(rows)), flagged));
    expect(checkOf(result, 'pipeline')).toEqual({
      ...{ code: 'pipeline', verdict: 'weak', unknown: null },
      evidence: {
        ...{ unparsed: 5, forPerformance: 3, logOnly: 0, truncated: 5, records: 8 },
        sources: [
          { id: second, name: 'fw-02' },
          { id: first, name: 'fw-01' },
        ],
      },
    });
  });

  test('that the console does not list are not asked for, and not 0', async () => {
    const ports = over(await consoleWith(rows));
    const listing = (names: readonly string[]): DetectionPorts => ({
      ...ports,
      facts: {
        ...ports.facts,
        eventFields: async (signal) =>
          (await ports.facts.eventFields(signal)).filter(({ name }) => !names.includes(name)),
      },
    });
    const some = await look(listing(['istruncated', 'islogonly']));
    expect(some.queries[0]?.aql).toContain('isunparsed');
    expect(some.queries[0]?.aql).not.toMatch(/istruncated|islogonly/);
    expect(checkOf(some, 'pipeline')).toMatchObject({
      verdict: 'ok',
      evidence: { unparsed: 0, forPerformance: 0, logOnly: null, truncated: null },
    });
    const none = await look(
      listing(['istruncated', 'islogonly', 'isunparsed', 'storedforperformance']),
    );
    expect(checkOf(none, 'pipeline')).toMatchObject({ unknown: 'not-there', evidence: null });
  });
});

test('of more groups than are read nothing is said to be missing, and nothing to be in order that hangs on the others', async () => {
  const store = await consoleWith(sessions(first, 120, window, { destinationPort: 443 }));
  const others = (rows: readonly unknown[]) => [
    ...rows,
    ...Array.from({ length: mostClauseGroups - rows.length }, (_, at) => ({
      ...{ [aliases.logSource]: 1_000 + at, [aliases.records]: 1 },
      ...{ [aliases.firstSeen]: window.startMs, [aliases.lastSeen]: window.startMs },
    })),
  ];
  const [whole, part] = [await look(over(store)), await look(withRows(over(store), others))];
  expect(checkOf(whole, 'records')).toMatchObject({ verdict: 'missing' });
  expect(part.isCut).toBe(true);
  expect(part.checks.filter(({ verdict }) => verdict === 'missing')).toEqual([]);
  for (const code of ['records', 'window-covered'] as const)
    expect(checkOf(part, code)).toEqual({
      ...{ code, verdict: 'cannot-know', unknown: 'truncated', evidence: null },
    });
  expect(checkOf(part, 'flows')).toEqual(checkOf(whole, 'flows'));

  const seen = await consoleWith([
    ...sessions(first, 120, window),
    ...sessions(first, 3, window, { category: 9001 }),
  ]);
  const told = await look(withRows(over(seen), others));
  const verdicts = new Map(told.checks.map(({ code, verdict }) => [code, verdict]));
  // What is there is there; that all is in order, or silent, is not known.
  expect([verdicts.get('records'), verdicts.get('categories')]).toEqual(['ok', 'weak']);
  for (const code of ['direction', 'domains', 'coalescing', 'silence', 'lag', 'pipeline'] as const)
    expect([code, verdicts.get(code)]).toEqual([code, 'cannot-know']);
});

describe('how far back records reach', () => {
  const late = { ...window, startMs: noonMs - 2 * hourMs };

  test('is in order where those on the ports begin with the time', async () => {
    const store = await consoleWith([
      ...sessions(first, 120, window),
      ...sessions(second, 5, late),
    ]);
    expect(checkOf(await look(over(store)), 'window-covered')).toMatchObject({
      verdict: 'ok',
      evidence: { firstMs: window.startMs, late: [] },
    });
  });

  test('is weak where one of them begins later, however far back all others reach', async () => {
    const store = await consoleWith([
      ...sessions(first, 120, window, { destinationPort: 443 }),
      ...sessions(second, 120, late),
    ]);
    expect(checkOf(await look(over(store)), 'window-covered')).toMatchObject({
      verdict: 'weak',
      evidence: {
        firstMs: window.startMs,
        late: [{ id: second, name: 'fw-02', firstMs: late.startMs }],
      },
    });
  });

  test('cannot be known where nothing at all is older: deleted, or never there', async () => {
    const store = await consoleWith(sessions(first, 120, late));
    expect(checkOf(await look(over(store)), 'window-covered')).toMatchObject({
      ...{ verdict: 'cannot-know', unknown: 'too-new' },
      evidence: { firstMs: late.startMs },
    });
  });
});
