import { answer, unknown, unknownBut, type CheckOf } from './answers.ts';
import { recordsOf } from './clause-outcomes.ts';
import type { ClauseGroup } from './clauses-query.ts';
import { recordsToTell, type CoverageContext } from './coverage-context.ts';

/** What reaches back over the whole time comes within its first tenth. A choice. */
const coveredFrom = 0.1;
/** Log sources that are named, those that begin last first. */
const mostNamed = 5;

/**
 * Whether records reach back over the time chosen. QRadar keeps records by retention buckets, each for log sources of its
 * own, so the first record of all does not tell for those on the ports. Where nothing at all is older, either it was deleted
 * or nothing came yet, and no documented answer of a console tells which (docs/coverage.md): that cannot be known.
 */
export function windowCheck(
  groups: readonly ClauseGroup[],
  { window }: CoverageContext,
): CheckOf<'window-covered'> {
  if (groups.length === 0) return unknown('window-covered', 'nothing-to-tell-by');
  const untilMs = window.startMs + coveredFrom * (window.stopMs - window.startMs);
  const firstMs = firstOf(groups);
  const onPorts = new Set(
    groups.filter(({ port }) => port !== null).map(({ logSource }) => logSource.id),
  );
  const late = [...Map.groupBy(groups, ({ logSource }) => logSource.id)]
    .filter(([id, own]) => onPorts.has(id) && recordsOf(own) >= recordsToTell)
    .flatMap(([, own]) => (own[0] ? [{ ...own[0].logSource, firstMs: firstOf(own) }] : []))
    .filter((source) => source.firstMs > untilMs)
    .sort((a, b) => b.firstMs - a.firstMs || a.id - b.id);
  const evidence = { firstMs, late: late.slice(0, mostNamed) };
  if (firstMs > untilMs) return unknownBut('window-covered', 'too-new', evidence);
  return answer('window-covered', late.length > 0 ? 'weak' : 'ok', evidence);
}

function firstOf(groups: readonly ClauseGroup[]): number {
  return groups.reduce((least, group) => Math.min(least, group.firstMs), Infinity);
}
