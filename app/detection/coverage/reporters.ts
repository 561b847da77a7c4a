import type { CoverageProperty, CoverageSource } from '../../../contract/coverage.ts';
import { catchRate } from './catch-rate.ts';
import { isSession, outcomesIn, recordsOf, toTellBytesBy } from './clause-outcomes.ts';
import type { ClauseGroup } from './clauses-query.ts';
import type { CoverageContext } from './coverage-context.ts';

/** Log sources with records on the ports, those that the rule sees most of first, then by id: a total order. */
export function sourcesOf(
  groups: readonly ClauseGroup[],
  context: CoverageContext,
): CoverageSource[] {
  const outcomesOf = outcomesIn(context);
  const onPorts = groups.filter((group) => outcomesOf(group).port);
  const all = recordsOf(onPorts.filter((group) => isSession(outcomesOf(group))));
  return bySource(onPorts)
    .map(([first, own]) => {
      const sessions = own.filter((group) => isSession(outcomesOf(group)));
      const passed = recordsOf(sessions);
      return {
        ...first.logSource,
        type: first.type,
        onPorts: recordsOf(own),
        passed,
        share: all === 0 ? null : passed / all,
        withSentBytes: recordsOf(sessions.filter((group) => outcomesOf(group)['sent-bytes'])),
        ...lateness(own, context),
        firstMs: own.reduce((least, { firstMs }) => Math.min(least, firstMs), Infinity),
        lastMs: own.reduce((most, { lastMs }) => Math.max(most, lastMs), 0),
      };
    })
    .sort((a, b) => b.passed - a.passed || b.onPorts - a.onPorts || a.id - b.id);
}

/** How late records are stored, and what runs of this length that follow each other see of them. */
function lateness(
  groups: readonly ClauseGroup[],
  { window }: CoverageContext,
): Pick<CoverageSource, 'lag' | 'caught'> {
  const known = groups.flatMap(({ lag, records }) => (lag ? [{ ...lag, records }] : []));
  const records = known.reduce((sum, group) => sum + group.records, 0);
  if (records === 0) return { lag: null, caught: null };
  const meanMs = known.reduce((sum, group) => sum + group.meanMs * group.records, 0) / records;
  const mostMs = known.reduce((most, group) => Math.max(most, group.mostMs), 0);
  const lengthMs = window.stopMs - window.startMs;
  // The share that is caught falls evenly with the lag until nothing is, so that of the mean is the mean of the shares, or less.
  const caught = catchRate(meanMs, { lookBackMs: lengthMs, intervalMs: lengthMs });
  return { lag: { meanMs: Math.round(meanMs), mostMs }, caught };
}

/** Every measured property, and in how many sessions of each log source it is filled (`toTellBytesBy`). */
export function propertiesOf(
  groups: readonly ClauseGroup[],
  context: CoverageContext,
): CoverageProperty[] {
  const sources = bySource(toTellBytesBy(groups, context).told);
  return context.measured.map(({ name, meaning }, at) => ({
    name,
    meaning,
    isRead: context.properties[meaning].includes(name),
    filled: sources.map(([first, own]) => ({
      ...first.logSource,
      filled: recordsOf(own.filter((group) => group.filled[at] === true)),
      records: recordsOf(own),
    })),
  }));
}

function bySource(groups: readonly ClauseGroup[]): [ClauseGroup, ClauseGroup[]][] {
  return [...Map.groupBy(groups, ({ logSource }) => logSource.id).values()].flatMap((own) =>
    own[0] ? [[own[0], own] as [ClauseGroup, ClauseGroup[]]] : [],
  );
}
