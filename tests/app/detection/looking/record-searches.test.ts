import { aliases } from '../../../../app/detection/aql/columns.ts';
import { longestQuery } from '../../../../app/detection/aql/statement.ts';
import { hostsOf } from '../../../../app/detection/connections/connection-record.ts';
import { recordSearches } from '../../../../app/detection/looking/record-searches.ts';
import { arielRow, connectionRow, fold, noonMs, runFacts } from '../builders.ts';

const context = runFacts();
/** No host was logged in another form. */
const spelled = (host: string) => host;
const hostOf = (n: number) => `10.1.${n >> 8}.${n & 255}`;
/** Answered control sessions of so many sources to one server. */
const sources = (count: number) =>
  fold(Array.from({ length: count }, (_, n) => connectionRow({ source: hostOf(n) })));
const searchesOf = (count: number, longest: number = longestQuery.inBody, withFlows = false) =>
  recordSearches(sources(count), context, { withFlows, hints: new Map(), spelled, longest });

const recordRow = (change: Readonly<Record<string, unknown>> = {}) => ({
  ...arielRow(),
  [aliases.source]: hostOf(0),
  [aliases.sourcePort]: 40_000,
  [aliases.eventCount]: 1,
  [aliases.time]: noonMs,
  ...change,
});

test('no pair, no search', () => {
  const none = recordSearches(fold([]), context, {
    withFlows: true,
    hints: new Map(),
    spelled,
    longest: longestQuery.inBody,
  });
  expect(none).toMatchObject({ searches: [], isLong: false, limits: [] });
});

test('each search of events has a twin of flows where those are asked, and all of them are optional', () => {
  const names = (withFlows: boolean) =>
    searchesOf(3, longestQuery.inBody, withFlows).searches.map(({ query, isOptional }) => [
      query.name,
      isOptional,
    ]);
  expect(names(false)).toEqual([['records', 'whenever']]);
  expect(names(true)).toEqual([
    ['records', 'whenever'],
    ['flow-records', 'whenever'],
  ]);
});

test('a query is long where a request line cannot carry it', () => {
  expect(searchesOf(3).isLong).toBe(false);
  expect(searchesOf(400).isLong).toBe(true);
  expect(searchesOf(400, longestQuery.inRequestLine).isLong).toBe(false);
});

test('of how many pairs data is asked is told where that is not all', () => {
  expect(searchesOf(20).limits).toEqual([]);
  const [limit, ...more] = searchesOf(3_000, longestQuery.inRequestLine).limits;
  expect(more).toEqual([]);
  expect(limit).toMatchObject({ kind: 'channels' });
  expect(limit?.limit).toBeGreaterThan(50);
  expect(limit?.limit).toBeLessThan(3_000);
});

test('a record that two searches bring is folded once, by the first that asks for it', () => {
  const transfers = fold([
    ...Array.from({ length: 400 }, (_, n) => connectionRow({ source: hostOf(n) })),
  ]);
  const { searches, folded } = recordSearches(transfers, context, {
    withFlows: false,
    hints: new Map(),
    spelled,
    longest: longestQuery.inRequestLine,
  });
  expect(searches).toHaveLength(2);
  for (const { fold: add } of searches)
    for (let n = 0; n < 400; n++)
      expect(add(recordRow({ [aliases.source]: hostOf(n) }))).toBeNull();
  const hosts = [...folded.records.all()].map(({ source }) => source);
  expect(new Set(hosts).size).toBe(hosts.length);
  expect(hosts.length).toBeGreaterThan(100);
});

test('a row that was not asked for is not folded, and one that is none says so', () => {
  const { searches, folded } = searchesOf(1);
  const add = searches[0]?.fold;
  expect(add?.(recordRow({ [aliases.source]: '10.200.0.1' }))).toBeNull();
  expect(add?.('text')).toBe('not-a-row');
  expect(add?.(recordRow({ [aliases.time]: null }))).toBe('no-time');
  expect([...folded.records.all()]).toEqual([]);
});

test('a cut marks the hosts that were read, no others', () => {
  const { searches, folded } = searchesOf(2);
  searches[0]?.fold(recordRow());
  const [record] = folded.records.all();
  if (!record) throw new Error('nothing was folded');
  const other = { ...record, source: hostOf(1) };
  searches[0]?.onEnd?.({ isCut: false });
  expect(folded.isPartial(record)).toBe(false);
  searches[0]?.onEnd?.({ isCut: true });
  expect(folded.isPartial(record)).toBe(true);
  expect(
    folded.isPartial({ ...record, source: record.destination, destination: record.source }),
  ).toBe(true);
  expect(hostsOf(other)).not.toBe(hostsOf(record));
  expect(folded.isPartial(other)).toBe(false);
});
