/**
 * What an analyst asks of a finding after a run: its events, its activity, and pivots from it. Every query
 * speaks of the minutes of the run and is written from the same facts.
 */
export { activityQuery, readActivity } from './activity.ts';
export { evidenceQuery, readEvidence } from './evidence.ts';
export { pivotQueries, type PivotTarget } from './pivots.ts';
export type { RunFacts } from './query.ts';
