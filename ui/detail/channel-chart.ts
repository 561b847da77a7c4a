import type { ChannelPicture, PictureConnection } from '../../contract/channels.ts';
import type { TimeWindow } from '../../contract/run.ts';
import { shareIn } from './bars.ts';
import { spanOf } from './timeline.ts';

/** The drawing's own units; it stretches to the panel's width, its height are pixels. */
export const width = 600;
export const laneHeight = 12;
const laneGap = 4;
/** Lanes of data connections beyond this would push everything else out of sight; what is left shares the last. */
const mostLanes = 12;
/** A connection is seen however short it is. */
const least = 6;

/** A bar on the drawing. */
type Placed = {
  readonly key: number;
  readonly x: number;
  readonly span: number;
  readonly y: number;
};

export type Chart = {
  readonly sessions: readonly (Placed & { readonly assumed: boolean })[];
  /** In order of time, as the arrow keys go through them. */
  readonly connections: readonly (Placed & { readonly connection: PictureConnection })[];
  readonly height: number;
};

/** Sessions in the first lane, data connections below, each in the first lane where it hides no other. */
export function chartOf({ sessions, connections }: ChannelPicture, domain: TimeWindow): Chart {
  const share = shareIn(domain);
  const place = ({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }) => {
    const x = Math.min(share(startMs) * width, width - least);
    return { x, span: Math.max(least, share(endMs) * width - x) };
  };
  const free: number[] = [];
  const inTime = connections.toSorted((a, b) => spanOf(a).startMs - spanOf(b).startMs);
  const placed = inTime.map((connection, key) => {
    const bar = place(spanOf(connection));
    const lane = laneFor(bar.x, free);
    free[lane] = bar.x + bar.span + 1;
    return { key, ...bar, y: (lane + 1) * (laneHeight + laneGap), connection };
  });
  return {
    sessions: sessions.map((session, key) => ({
      key,
      ...place(session),
      y: 0,
      assumed: session.assumed !== null,
    })),
    connections: placed,
    height: (free.length + 1) * (laneHeight + laneGap),
  };
}

function laneFor(x: number, free: readonly number[]): number {
  const lane = free.findIndex((from) => from <= x);
  if (lane >= 0) return lane;
  return Math.min(free.length, mostLanes - 1);
}
