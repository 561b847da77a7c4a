import { activityParts, type ActivityPart } from '../../../contract/finding.ts';
import type { TimeWindow } from '../../../contract/run.ts';

/** The part of a window that a time (epoch ms) falls into: what is before it in the first, what is after it in the last. */
export type PartOf = (timeMs: number) => number;

/** Cuts a window into its `activityParts`. */
export function partsOver({ startMs, stopMs }: TimeWindow): PartOf {
  return (timeMs) => {
    const part = Math.floor(((timeMs - startMs) * activityParts) / (stopMs - startMs));
    return Math.min(Math.max(part, 0), activityParts - 1);
  };
}

/**
 * What happened in the parts of a window, in little memory, because there is one for each pair: three numbers a part,
 * ascending: part, connections, and bytes sent or `unknown`. Parts without either are left out.
 */
export type Activity = readonly number[];

const unknown = -1;

/** One connection, or what one record stands for. */
export function activityOfOne(
  part: number,
  connections: number,
  sentBytes: number | null,
): Activity {
  return [part, connections, sentBytes ?? unknown];
}

/** Adds up what happened, part by part. */
export class ActivitySum {
  readonly #connections = new Float64Array(activityParts);
  readonly #sentBytes = new Float64Array(activityParts).fill(unknown);

  /** Bytes that are not known (`null`) add nothing to those that are. */
  add(part: number, connections: number, sentBytes: number | null): void {
    this.#connections[part] = (this.#connections[part] ?? 0) + connections;
    if (sentBytes === null) return;
    this.#sentBytes[part] = Math.max(this.#sentBytes[part] ?? unknown, 0) + sentBytes;
  }

  result(): Activity {
    const activity: number[] = [];
    for (const [part, connections] of this.#connections.entries()) {
      const sentBytes = this.#sentBytes[part] ?? unknown;
      if (connections > 0 || sentBytes !== unknown) activity.push(part, connections, sentBytes);
    }
    return activity;
  }
}

/** What happened together; `null` where of any it is not known when. */
export function sumOfActivities(activities: readonly (Activity | null)[]): Activity | null {
  const sum = new ActivitySum();
  for (const activity of activities) {
    if (activity === null) return null;
    for (const { part, connections, sentBytes } of partsOf(activity))
      sum.add(part, connections, sentBytes);
  }
  return sum.result();
}

/** As the contract has it. */
export function partsOf(activity: Activity): ActivityPart[] {
  const parts: ActivityPart[] = [];
  for (let at = 0; at + 2 < activity.length; at += 3) {
    const [part = 0, connections = 0, sentBytes = unknown] = activity.slice(at, at + 3);
    parts.push({ part, connections, sentBytes: sentBytes === unknown ? null : sentBytes });
  }
  return parts;
}
