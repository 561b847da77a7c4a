/** Two checks of coverage held against each other: a cause is one line, and what was cut off is not gone. */
import { compareCoverage } from '../../cards/coverage-comparison.ts';
import { overallOf, verdictCounts } from '../../cards/coverage-verdicts.ts';
import type { Check, CoverageResult, Verdict } from '../../contract/coverage.ts';
import { aCoverageResult } from '../ui/coverage/coverage-records.ts';

const hour = { startMs: 0, stopMs: 3_600_000 };
const day = { startMs: 0, stopMs: 86_400_000 };

const source = (id: number, passed = 840) => ({
  ...{ id, name: `fw-0${id}`, type: null, onPorts: 900, passed, share: 0.5 },
  ...{ withSentBytes: 0, lag: null, caught: null, firstMs: 0, lastMs: 1 },
});
const property = (name: string, filled: number, id = 1, isRead = true) => ({
  ...{ name, meaning: 'sent' as const, isRead },
  filled: [{ id, name: `fw-0${id}`, filled, records: 840 }],
});
const bytes = (verdict: Verdict): Check =>
  verdict === 'cannot-know'
    ? { code: 'sent-bytes', verdict, unknown: 'no-answer', evidence: null }
    : {
        ...{ code: 'sent-bytes', verdict, unknown: null },
        evidence: { filled: 1, records: 840, properties: [] },
      };
const silence = (...ids: number[]): Check => ({
  ...{ code: 'silence', verdict: ids.length === 0 ? 'ok' : 'weak', unknown: null },
  evidence: {
    silent: ids.map((id) => ({ id, name: `fw-0${id}`, lastMs: 1, cadenceMs: 1 })),
    logSources: 2,
  },
});

const whole = (changes: Partial<CoverageResult>) =>
  aCoverageResult({
    ...{ checks: [silence(), bytes('ok')], sources: [source(1), source(2)] },
    properties: [property('Bytes Sent', 840)],
    ...changes,
  });
const compare = (before: CoverageResult, after: CoverageResult, window = hour) =>
  compareCoverage({ window: hour, result: before }, { window, result: after });

test('the same twice has changed in nothing', () => {
  expect(compare(whole({}), whole({}))).toEqual({
    ...{ worse: [], better: [], unclear: [], incomparable: null },
  });
});

test('a property that is gone is one line with the check that fell, and turned around it is better', () => {
  const [before, after] = [
    whole({}),
    whole({ checks: [silence(), bytes('missing')], properties: [] }),
  ];
  const line = { kind: 'check', code: 'sent-bytes', names: ['Bytes Sent'] };
  expect(compare(before, after)).toMatchObject({
    worse: [{ ...line, before: 'ok', after: 'missing' }],
    better: [],
  });
  expect(compare(after, before)).toMatchObject({
    worse: [],
    better: [{ ...line, before: 'missing', after: 'ok' }],
  });
});

test('where the check stays as it was, a property that is filled no more is a line of its own', () => {
  const after = whole({ properties: [property('Bytes Sent', 100)] });
  expect(compare(whole({}), after).worse).toEqual([
    { kind: 'property', name: 'Bytes Sent', meaning: 'sent', logSources: ['fw-01'] },
  ]);
});

test('neither a property that nobody reads nor one of a log source that is gone is lost', () => {
  const unread = whole({ properties: [property('Octets', 840, 1, false)] });
  expect(compare(unread, whole({ properties: [] })).worse).toEqual([]);
  const gone = whole({ sources: [source(2)], properties: [] });
  expect(compare(whole({}), gone).worse).toEqual([{ kind: 'log-source', id: 1, name: 'fw-01' }]);
});

test('a further log source that fell silent is new, although the check was weak before', () => {
  const [before, after] = [whole({ checks: [silence(1)] }), whole({ checks: [silence(1, 2)] })];
  expect(compare(before, after).worse).toEqual([{ kind: 'log-source', id: 2, name: 'fw-02' }]);
  const fell = compare(whole({ checks: [silence()] }), after).worse;
  expect(fell).toMatchObject([{ kind: 'check', code: 'silence', names: ['fw-01', 'fw-02'] }]);
});

test('what one of the two cannot know is neither worse nor better', () => {
  const { worse, better, unclear } = compare(whole({}), whole({ checks: [bytes('cannot-know')] }));
  expect([worse, better]).toEqual([[], []]);
  expect(unclear).toEqual([{ code: 'sent-bytes', before: 'ok', after: 'cannot-know' }]);
});

test('what hangs on a check that one of the two cannot know is neither lost nor found', () => {
  const records = (verdict: 'ok' | 'cannot-know'): Check =>
    verdict === 'ok'
      ? {
          ...{ code: 'records', verdict, unknown: null },
          evidence: { records: 1, logSources: 1, ofAll: 1 },
        }
      : { code: 'records', verdict, unknown: 'refused', evidence: null };
  const unknownSilence: Check = {
    ...{ code: 'silence', verdict: 'cannot-know', unknown: 'nothing-to-tell-by', evidence: null },
  };
  const before = whole({ checks: [records('ok'), silence(1), bytes('ok')] });
  const blind = whole({
    checks: [records('cannot-know'), unknownSilence, bytes('cannot-know')],
    ...{ sources: [], properties: [] },
  });
  const withoutBytes = whole({ checks: [silence(1), bytes('cannot-know')], properties: [] });
  for (const after of [blind, withoutBytes]) {
    expect(compare(before, after)).toMatchObject({ worse: [], better: [] });
    expect(compare(after, before)).toMatchObject({ worse: [], better: [] });
  }
});

test.each([
  ['cut', whole({ sources: [], properties: [], isCut: true }), hour],
  ['other-length', whole({ sources: [], properties: [] }), day],
] as const)('log sources are not compared: %s', (reason, after, window) => {
  expect(compare(whole({}), after, window)).toMatchObject({ worse: [], incomparable: reason });
});

test.each([
  [['ok', 'cannot-know', 'weak', 'missing'], 'missing'],
  [['ok', 'cannot-know', 'weak'], 'weak'],
  [['ok', 'cannot-know'], 'cannot-know'],
  [['ok', 'ok'], 'ok'],
  [[], 'cannot-know'],
] as const)('%j come to %s', (all, overall) => {
  const checks = all.map((verdict) => ({ verdict }));
  expect(overallOf(checks)).toBe(overall);
  const counts = verdictCounts(checks);
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(all.length);
});
