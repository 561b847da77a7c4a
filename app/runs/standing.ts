import type { AllowedInRun, Run } from '../../contract/run.ts';
import { noProperties } from '../detection/aql/properties.ts';
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
  | 'passedOver'
  | 'refusedConstructs'
  | 'missingCategories'
  | 'queries'
  | 'hostSignals'
> & {
  readonly error: unknown;
  /** The allowlist as it was read; `null` before. */
  readonly allowlist: Pick<AllowedInRun, 'entries' | 'suspended' | 'drift'> | null;
};

/** What a plan, or a result, says of what is asked. */
export function plannedIn(plan: DetectionPlan) {
  const { properties, passedOver, refusedConstructs, missingCategories, queries, flows } = plan;
  return {
    properties,
    passedOver: [...passedOver],
    refusedConstructs: [...refusedConstructs],
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
    properties: noProperties,
    passedOver: [],
    refusedConstructs: [],
    missingCategories: [],
    queries: [],
    error: null,
    allowlist: null,
  };
}
