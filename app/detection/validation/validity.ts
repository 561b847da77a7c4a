import type { SeenSource, Validity } from '../../../contract/validation.ts';
import type { DetectionPorts } from '../../ports/detection.ts';
import type { FindingSettings } from '../rule/finding-settings.ts';
import { allRows } from '../searching/all-rows.ts';
import { benchFacts } from './bench-facts.ts';
import { lastDay } from './moments.ts';
import type { Placed } from './recipe.ts';
import { mostSourceGroups, readSourceGroup, sourcesQuery, sourcesSeen } from './sources-query.ts';

/** Log sources that delivered such records within the last day, by one search. Throws what the search throws. */
export async function sourcesNow(
  { placed, settings }: { readonly placed: Placed; readonly settings: FindingSettings },
  nowMs: number,
  { facts, search }: DetectionPorts,
  signal: AbortSignal,
): Promise<SeenSource[]> {
  const window = lastDay(nowMs);
  const known = await benchFacts({ window, settings }, facts, signal);
  const query = sourcesQuery(placed, known.sysmon, known);
  const { rows } = await allRows(search, query, { limit: mostSourceGroups, signal });
  return sourcesSeen(rows.flatMap((row) => readSourceGroup(row) ?? [])) ?? [];
}

/** Those that have come and those that have gone between two days, by id. */
export function changedSources(
  before: readonly SeenSource[],
  now: readonly SeenSource[],
): NonNullable<Validity['changedSources']> {
  const idsOf = (sources: readonly SeenSource[]) => new Set(sources.map(({ id }) => id));
  const [known, present] = [idsOf(before), idsOf(now)];
  return [
    ...now.filter(({ id }) => !known.has(id)).map((source) => ({ ...source, isNew: true })),
    ...before.filter(({ id }) => !present.has(id)).map((source) => ({ ...source, isNew: false })),
  ].sort((a, b) => a.id - b.id);
}
