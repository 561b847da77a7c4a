import { clauses, type Clause } from '../../../contract/coverage.ts';
import { phaseOf } from '../rows/rows.ts';
import { addedCategories, directionsAsked, portsAsked } from '../rule/settable.ts';
import { rule } from '../rule/rule.ts';
import type { ClauseGroup } from './clauses-query.ts';
import type { CoverageContext } from './coverage-context.ts';

/** Whether a group passes each clause, whatever the others say of it. */
export type Outcomes = Readonly<Record<Clause, boolean>>;

/** What clauses look at, of a group of records or of a single one. */
export type ClauseValues = Pick<
  ClauseGroup,
  'port' | 'direction' | 'category' | 'isOutside' | 'filled'
>;

/** How the rule of a context looks at groups and at single records. */
export function outcomesIn(context: CoverageContext): (values: ClauseValues) => Outcomes {
  const ports = new Set(portsAsked(context.settings));
  const directions: ReadonlySet<string> = new Set(directionsAsked(context.settings));
  const added = new Set(addedCategories(context.settings));
  const sent = indexesOf(context, 'sent');
  return (group) => ({
    port: group.port !== null && ports.has(group.port),
    direction: directions.has(group.direction),
    category: phaseOf(group.category) !== null || added.has(group.category),
    destination: group.isOutside,
    'sent-bytes': sent.some((at) => group.filled[at] === true),
  });
}

/** Places in `filled` of the properties that are read for this meaning. */
export function indexesOf(
  { measured, properties }: CoverageContext,
  meaning: 'sent' | 'received' | 'total',
): number[] {
  return measured.flatMap(({ name }, at) => (properties[meaning].includes(name) ? [at] : []));
}

/** Whether a group passes every clause before this one. */
export function comesTo(clause: Clause, outcomes: Outcomes): boolean {
  return clauses.slice(0, clauses.indexOf(clause)).every((before) => outcomes[before]);
}

/** Whether the rule counts the group: a connection that was allowed, outbound, on a port, to the outside. */
export function isSession(outcomes: Outcomes): boolean {
  return comesTo('sent-bytes', outcomes);
}

/** Whether a device on the way refused it. */
export function isRefused({ category }: Pick<ClauseValues, 'category'>): boolean {
  return rule.categories.denied.includes(category);
}

/**
 * Whether the rule would count the group if it knew its category and its network: on a port, to the outside, not known to
 * come from outside, and refused by nobody.
 */
export function mayBeSession(group: ClauseGroup, outcomes: Outcomes): boolean {
  const mayGoOut = outcomes.direction || isFromNowhere(group);
  return outcomes.port && outcomes.destination && mayGoOut && !isRefused(group);
}

/** Whether the console knows neither end for its own, as where the network hierarchy lacks the network of the source. */
export function isFromNowhere({ direction }: ClauseGroup): boolean {
  return direction === 'R2R' || direction === 'unknown';
}

/**
 * The groups that tell whether counters of bytes are filled: sessions, and where nothing gets that far those that may be
 * some. `read`: whether a property of bytes sent that is read is filled in a group.
 */
export function toTellBytesBy(groups: readonly ClauseGroup[], context: CoverageContext) {
  const outcomesOf = outcomesIn(context);
  const sessions = groups.filter((group) => isSession(outcomesOf(group)));
  const told =
    sessions.length > 0
      ? sessions
      : groups.filter((group) => mayBeSession(group, outcomesOf(group)));
  return { told, read: (group: ClauseGroup) => outcomesOf(group)['sent-bytes'] };
}

/** Records of some groups together. */
export function recordsOf(groups: readonly ClauseGroup[]): number {
  return groups.reduce((sum, { records }) => sum + records, 0);
}
