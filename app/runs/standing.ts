import type { Run } from '../../contract/run.ts';
import type { DetectionPlan } from '../detection/detect.ts';

/** Where a job stands, without its findings; `error` is set when it `failed`. */
export type Standing = Pick<
  Run,
  | 'state'
  | 'step'
  | 'percent'
  | 'examined'
  | 'rows'
  | 'startedMs'
  | 'finishedMs'
  | 'waiting'
  | 'limits'
  | 'flows'
  | 'skipped'
  | 'properties'
  | 'missingCategories'
  | 'queries'
> & { readonly error: unknown };

/** What a plan, or a result, says of what is asked. */
export function plannedIn({ properties, missingCategories, queries, flows }: DetectionPlan) {
  return {
    properties,
    missingCategories: [...missingCategories],
    queries: [...queries],
    flows,
  };
}

/** Before the console has said anything. */
export function standingAt(startedMs: number): Standing {
  return {
    state: 'running',
    step: 'facts',
    percent: 0,
    examined: 0,
    rows: 0,
    startedMs,
    finishedMs: null,
    waiting: null,
    limits: [],
    flows: 'off',
    skipped: [],
    properties: {
      sent: null,
      received: null,
      total: null,
      packetsSent: null,
      packetsReceived: null,
      dataPort: null,
      dataHost: null,
      dataMode: null,
      command: null,
      fileName: null,
    },
    missingCategories: [],
    queries: [],
    error: null,
  };
}
