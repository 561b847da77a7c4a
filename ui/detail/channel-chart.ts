import type { ChannelPicture, PictureConnection } from '../../contract/channels.ts';

/** The drawing's own units; it stretches to the panel's width, its height are pixels. */
export const width = 600;
export const laneHeight = 10;
const laneGap = 4;
/** Lanes of data connections beyond this would push the table out of sight; what is left shares the last. */
const mostLanes = 12;
/** A connection is seen however short it is. */
const least = 4;

/** A bar on the drawing. */
type Placed = {
  readonly key: number;
  readonly x: number;
  readonly span: number;
  readonly y: number;
};

export type Chart = {
  readonly sessions: readonly (Placed & { readonly assumed: boolean })[];
  readonly connections: readonly (Placed & { readonly connection: PictureConnection })[];
  readonly height: number;
  /** What is drawn, epoch ms: from the first session or connection to the last. */
  readonly startMs: number;
  readonly stopMs: number;
};

/**
 * Sessions in the first lane, data connections below, each in the first lane where it hides no other. Only
 * the time in which there is something is drawn, so that a transfer of minutes is seen in a run of days.
 */
export function chartOf({ sessions, connections, window }: ChannelPicture): Chart {
  const spans = [...sessions, ...connections.map(spanOf)];
  const startMs = spans.reduce((least, span) => Math.min(least, span.startMs), window.stopMs);
  const stopMs = spans.reduce((most, span) => Math.max(most, span.endMs), startMs + 1);
  const scale = (width - least) / (stopMs - startMs);
  const place = (span: Span) => ({
    x: (span.startMs - startMs) * scale,
    span: Math.max(least, (span.endMs - span.startMs) * scale),
  });
  const free: number[] = [];
  const placed = connections.map((connection, key) => {
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
    startMs,
    stopMs,
  };
}

type Span = { readonly startMs: number; readonly endMs: number };

function spanOf({ startMs, endMs }: PictureConnection): Span {
  const from = startMs ?? endMs ?? 0;
  return { startMs: from, endMs: endMs ?? from };
}

function laneFor(x: number, free: readonly number[]): number {
  const lane = free.findIndex((from) => from <= x);
  if (lane >= 0) return lane;
  return Math.min(free.length, mostLanes - 1);
}
