/**
 * What an analyst asks after a run: the events and the activity of a finding, pivots from it, and why there is
 * no finding. Every query speaks of the minutes of the run and is written from the same facts.
 */
export { absenceQuery, readAbsence } from './absence.ts';
export { activityQuery, readActivity } from './activity.ts';
export { evidenceQuery, readEvidence } from './evidence.ts';
export { pivotQueries, type PivotTarget } from './pivots.ts';
export { channelsQuery, readChannels } from './stitching/picture.ts';
export type { RunFacts } from './query.ts';
export { flowActivityQuery, isDrawnFromFlows, readFlowActivity } from './flows/activity.ts';
export { flowEvidenceQuery, readFlowEvidence } from './flows/evidence.ts';
