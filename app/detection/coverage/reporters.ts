import type { CoverageProperty, CoverageSource } from '../../../contract/coverage.ts';
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
        firstMs: own.reduce((least, { firstMs }) => Math.min(least, firstMs), Infinity),
        lastMs: own.reduce((most, { lastMs }) => Math.max(most, lastMs), 0),
      };
    })
    .sort((a, b) => b.passed - a.passed || b.onPorts - a.onPorts || a.id - b.id);
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
