import type { CheckCode, CoverageResult, CoverageSource, Verdict } from '../contract/coverage.ts';
import type {
  CoverageChange,
  CoverageComparison,
  IncomparableReason,
} from '../contract/coverage-report.ts';
import type { TimeWindow } from '../contract/run.ts';

/** What is compared of a check. */
export type ComparedCheck = { readonly window: TimeWindow; readonly result: CoverageResult };

/** Fewer records than these tell nothing by staying away: what comes seldom comes in bursts. As for a silence. */
const enoughRecords = 100;
/** From this share on a property counts as filled, as for the check of bytes. */
const wellFilled = 0.5;

/**
 * What changed from one check to a later one. A cause is one line: a property that is filled no more belongs to the check of bytes
 * that it made worse, a log source to the check that fell with it, and each stands alone only where its check stayed as it was.
 */
export function compareCoverage(before: ComparedCheck, after: ComparedCheck): CoverageComparison {
  const incomparable = reasonAgainst(before, after);
  return {
    worse: lost(before.result, after.result, incomparable),
    better: lost(after.result, before.result, incomparable).map(reversed),
    unclear: verdictPairs(before.result, after.result).filter(
      (pair) => pair.before !== pair.after && isUnclear(pair),
    ),
    incomparable,
  };
}

function reasonAgainst(before: ComparedCheck, after: ComparedCheck): IncomparableReason | null {
  if (lengthOf(before) !== lengthOf(after)) return 'other-length';
  return before.result.isCut || after.result.isCut ? 'cut' : null;
}

function lengthOf({ window }: ComparedCheck): number {
  return window.stopMs - window.startMs;
}

type VerdictPair = {
  readonly code: CheckCode;
  readonly before: Verdict;
  readonly after: Verdict;
};

/** Checks that both have, in their order. */
function verdictPairs(before: CoverageResult, after: CoverageResult): VerdictPair[] {
  const known = new Map(before.checks.map(({ code, verdict }) => [code, verdict]));
  return after.checks.flatMap(({ code, verdict }) => {
    const earlier = known.get(code);
    return earlier === undefined ? [] : [{ code, before: earlier, after: verdict }];
  });
}

function isUnclear({ before, after }: VerdictPair): boolean {
  return before === 'cannot-know' || after === 'cannot-know';
}

const badness: Readonly<Record<Verdict, number>> = { ok: 0, 'cannot-know': 0, weak: 1, missing: 2 };

/** What the first has and the second has not. */
function lost(
  first: CoverageResult,
  second: CoverageResult,
  incomparable: IncomparableReason | null,
): CoverageChange[] {
  const fallen = verdictPairs(first, second).filter(
    (pair) => !isUnclear(pair) && badness[pair.before] < badness[pair.after],
  );
  const parts = incomparable === null ? lostParts(first, second) : [];
  const places = parts.map((part) => ({
    part,
    code: checksOf(part).find((code) => fallen.some((pair) => pair.code === code)),
  }));
  return [
    ...fallen.map((pair) => ({
      kind: 'check' as const,
      ...pair,
      names: places.flatMap(({ part, code }) => (code === pair.code ? [part.name] : [])),
    })),
    ...places.flatMap(({ part, code }) => (code === undefined ? [part] : [])),
  ];
}

type Part = Exclude<CoverageChange, { readonly kind: 'check' }>;

/** The checks that fall where a part is lost, the one that says it best first. */
function checksOf(part: Part): readonly CheckCode[] {
  if (part.kind === 'log-source') return ['records', 'silence', 'sole-source'];
  if (part.meaning === 'total') return [];
  return [part.meaning === 'sent' ? 'sent-bytes' : 'received-bytes'];
}

function lostParts(first: CoverageResult, second: CoverageResult): Part[] {
  return [...lostSources(first, second), ...lostProperties(first, second)];
}

/** Whether both came to a verdict: else nothing that hangs on this check is gone. */
function isKnownIn(code: CheckCode, ...results: readonly CoverageResult[]): boolean {
  return results.every(({ checks }) =>
    checks.every((check) => check.code !== code || check.verdict !== 'cannot-know'),
  );
}

/** Log sources whose connections are seen no more, or that fell silent. */
function lostSources(first: CoverageResult, second: CoverageResult): Part[] {
  const seen = new Set(second.sources.flatMap(({ id, passed }) => (passed > 0 ? [id] : [])));
  const wasSilent = new Set(silentIn(first).map(({ id }) => id));
  const gone = first.sources.filter(
    ({ id, passed, onPorts }) => passed > 0 && onPorts >= enoughRecords && !seen.has(id),
  );
  const silent = silentIn(second).filter(({ id }) => !wasSilent.has(id));
  const lostOnes = [
    ...(isKnownIn('records', first, second) ? gone : []),
    ...(isKnownIn('silence', first, second) ? silent : []),
  ];
  const names = new Map(lostOnes.map(({ id, name }) => [id, name]));
  return [...names].map(([id, name]) => ({ kind: 'log-source', id, name }));
}

function silentIn({ checks }: CoverageResult) {
  const check = checks.find(({ code }) => code === 'silence');
  return check?.code === 'silence' ? (check.evidence?.silent ?? []) : [];
}

/** Properties that were read and filled, and are not where their log sources still deliver. */
function lostProperties(first: CoverageResult, second: CoverageResult): Part[] {
  const delivering = new Map<number, CoverageSource>(
    second.sources.map((source) => [source.id, source]),
  );
  return first.properties.flatMap(({ name, meaning, isRead, filled }) => {
    const now = second.properties.find((property) => property.name === name)?.filled ?? [];
    const stillFilled = new Set(now.filter(isWellFilled).map(({ id }) => id));
    const logSources = filled
      .filter((source) => isWellFilled(source) && !stillFilled.has(source.id))
      .filter(({ id }) => (delivering.get(id)?.onPorts ?? 0) > 0)
      .map((source) => source.name);
    const check = meaning === 'received' ? 'received-bytes' : 'sent-bytes';
    return isRead && logSources.length > 0 && isKnownIn(check, first, second)
      ? [{ kind: 'property' as const, name, meaning, logSources }]
      : [];
  });
}

function isWellFilled({ filled, records }: { readonly filled: number; readonly records: number }) {
  return records > 0 && filled / records >= wellFilled;
}

/** A change seen from the other side. */
function reversed(change: CoverageChange): CoverageChange {
  return change.kind === 'check'
    ? { ...change, before: change.after, after: change.before }
    : change;
}
