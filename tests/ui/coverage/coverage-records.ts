import { verdictCounts } from '../../../cards/coverage-verdicts.ts';
import type { Coverage, CoverageResult, CoverageSummary } from '../../../contract/coverage.ts';

const startMs = Date.UTC(2026, 2, 3, 15);
const stopMs = Date.UTC(2026, 2, 4, 15);

/** What a check found on a console without counters of bytes, whose hosts it takes for remote. */
export function aCoverageResult(changes: Partial<CoverageResult> = {}): CoverageResult {
  return {
    overall: 'missing',
    checks: [
      {
        code: 'records',
        verdict: 'ok',
        unknown: null,
        evidence: { records: 840, logSources: 2, ofAll: 9_000 },
      },
      {
        code: 'sent-bytes',
        verdict: 'missing',
        unknown: null,
        evidence: { filled: 0, records: 840, properties: ['Bytes Sent'] },
      },
      { code: 'flows', verdict: 'cannot-know', unknown: 'no-right', evidence: null },
      {
        code: 'window-covered',
        verdict: 'cannot-know',
        unknown: 'too-new',
        evidence: { firstMs: startMs, late: [] },
      },
    ],
    funnel: [
      {
        clause: 'port',
        came: 9_000,
        passed: 900,
        dropped: [{ label: 'fw-01', records: 8_100, aql: 'SELECT 1 FROM events' }],
      },
      { clause: 'direction', came: 900, passed: 0, dropped: [] },
      { clause: 'category', came: 0, passed: 0, dropped: [] },
    ],
    sources: [
      {
        id: 7,
        name: 'fw-01',
        type: 'Check Point',
        onPorts: 900,
        passed: 840,
        share: 1,
        withSentBytes: 0,
        lag: { meanMs: 30_000, mostMs: 90_000 },
        caught: 0.9996,
        firstMs: startMs,
        lastMs: stopMs,
      },
    ],
    properties: [
      {
        name: 'Octets Out',
        meaning: 'sent',
        isRead: false,
        filled: [{ id: 7, name: 'fw-01', filled: 420, records: 840 }],
      },
    ],
    cardsNow: { cards: 0, high: 0 },
    repairs: [
      {
        changes: [
          { kind: 'property', meaning: 'sent', name: 'Octets Out' },
          { kind: 'category', id: 4005, name: 'Misc Network Communication Event' },
          { kind: 'direction', direction: 'R2R' },
        ],
        cards: 2,
        high: 1,
        sources: ['10.0.0.1', '10.0.0.2'],
        isApplicable: true,
      },
      {
        changes: [{ kind: 'direction', direction: 'L2L' }],
        cards: 1,
        high: 0,
        sources: ['10.0.0.3'],
        isApplicable: false,
      },
    ],
    repairsUnknown: null,
    isCut: false,
    ...changes,
  };
}

/** A check that is over. */
export function aCoverage(changes: Partial<Coverage> = {}): Coverage {
  return {
    id: 'c1',
    window: { startMs, stopMs },
    startedMs: stopMs,
    finishedMs: stopMs + 2_000,
    queries: [{ name: 'coverage-clauses', aql: 'SELECT logsourceid FROM events' }],
    result: aCoverageResult(),
    problem: null,
    ...changes,
  };
}

/** What the list of checks says of one. */
export function summaryOf({ result, ...check }: Coverage): CoverageSummary {
  const { id, window, startedMs: begunMs, finishedMs } = check;
  return {
    ...{ id, window, startedMs: begunMs, finishedMs },
    overall: result?.overall ?? null,
    counts: result && verdictCounts(result.checks),
  };
}
