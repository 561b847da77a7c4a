import { activityParts, type Finding } from '../../contract/finding.ts';
import type { ChannelPicture, PictureConnection } from '../../contract/channels.ts';
import type { Activity } from '../../contract/details.ts';
import type { TimeWindow } from '../../contract/run.ts';

/** Connections and bytes sent by time, oldest first. */
export type Counted = Pick<Activity, 'bucketMs' | 'buckets'>;

/**
 * When a finding was active as its run counted it, data channel included: no search is needed. `null` where the run
 * knows it from groups of records alone.
 */
export function activityOf({ activity }: Finding, { startMs, stopMs }: TimeWindow): Counted | null {
  if (activity === null) return null;
  const bucketMs = (stopMs - startMs) / activityParts;
  const buckets = activity.map(({ part, connections, sentBytes }) => ({
    startMs: startMs + part * bucketMs,
    connections,
    sentBytes,
  }));
  return { bucketMs, buckets };
}

/**
 * What a search counted, which asks for the finding's own connections only, and the bytes that its data connections sent,
 * each where it ended. `null` where not all of these are known.
 */
export function withChannel(
  { bucketMs, buckets }: Counted,
  { connections, allConnections, partial, window }: ChannelPicture,
): Counted | null {
  if (partial || connections.length < allConnections) return null;
  const byStart = new Map(buckets.map((bucket) => [bucket.startMs, bucket]));
  const firstMs = buckets[0]?.startMs ?? window.startMs;
  for (const connection of connections) {
    if (connection.doubt !== null || connection.sentBytes === null) continue;
    const parts = Math.floor((spanOf(connection).endMs - firstMs) / bucketMs);
    const startMs = firstMs + parts * bucketMs;
    const before = byStart.get(startMs) ?? { startMs, connections: 0, sentBytes: null };
    byStart.set(startMs, {
      ...before,
      sentBytes: (before.sentBytes ?? 0) + connection.sentBytes,
    });
  }
  return { bucketMs, buckets: [...byStart.values()].sort((a, b) => a.startMs - b.startMs) };
}

/** Air on either side of what is looked at closely, as a share of it. */
const margin = 0.04;
const minuteMs = 60_000;

/**
 * The time in which there was something, a little wider, within the window of the run. A data connection may end long
 * after the last record of its session.
 */
export function activeSpan(
  { firstSeenMs, lastSeenMs }: Finding,
  window: TimeWindow,
  picture: ChannelPicture | null,
): TimeWindow {
  const spans = picture === null ? [] : [...picture.sessions, ...picture.connections.map(spanOf)];
  const first = spans.reduce((least, { startMs }) => Math.min(least, startMs), firstSeenMs);
  const last = spans.reduce((most, { endMs }) => Math.max(most, endMs), lastSeenMs);
  const air = Math.max(minuteMs, (last - first) * margin);
  return {
    startMs: Math.max(window.startMs, first - air),
    stopMs: Math.min(window.stopMs, Math.max(last, first) + air),
  };
}

/** Less than this share of the window shows too little of a finding on a picture of all of it. */
const brief = 1 / 4;

/** Whether a finding is better looked at closely first. */
export function isBrief(finding: Finding, window: TimeWindow): boolean {
  const { startMs, stopMs } = activeSpan(finding, window, null);
  return stopMs - startMs < (window.stopMs - window.startMs) * brief;
}

/** Both ends of a data connection (epoch ms); of one whose other end was not logged, the one that was. */
export function spanOf({ startMs, endMs }: PictureConnection): {
  readonly startMs: number;
  readonly endMs: number;
} {
  const from = startMs ?? endMs ?? 0;
  return { startMs: from, endMs: endMs ?? from };
}
