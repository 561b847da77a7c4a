/**
 * What an analyst asks after a run: the events and the activity of a finding, pivots from it, and why there is
 * no finding. Every query speaks of the minutes of the run and is written from the same facts.
 */
export { absenceQuery, readAbsence } from './absence.ts';
export { activityQuery, readActivity } from './activity.ts';
export { contributingEventsQuery, readContributingEvents } from './contributing-events.ts';
export { pivotQueries, type PivotTarget } from './pivots.ts';
export { channelsQuery, readChannels } from './channel-picture.ts';
export type { RunContext } from '../aql/query.ts';
export { flowActivityQuery, isDrawnFromFlows, readFlowActivity } from './flow-activity.ts';
export { flowRecordsQuery, readFlowRecords } from './flow-records.ts';
