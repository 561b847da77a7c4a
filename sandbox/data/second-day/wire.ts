import { endOf, type Session } from '../session.ts';
import type { TransferMode } from '../transfer.ts';

/** A stretch of time, epoch ms; `stopMs` is no part of it. */
export type Span = { readonly startMs: number; readonly stopMs: number };

/** Bytes from and to the end that opened a connection. */
export type Counted = { readonly sent: number; readonly received: number };

/** A connection whose bytes ran evenly during `busy`, and not at all before and after it. */
export type Wire = Session & { readonly busy: Span };

/** One use of a file-transfer service that really happened: its session and the connections that carried its files. */
export type Use = {
  readonly story: string;
  readonly mode: TransferMode;
  readonly control: Wire;
  readonly data: readonly Wire[];
};

/** What a connection had moved at a moment (epoch ms), whole bytes. */
export function movedUntil({ busy, sent, received }: Wire, atMs: number): Counted {
  const share = (atMs - busy.startMs) / (busy.stopMs - busy.startMs);
  const done = Math.min(1, Math.max(0, share));
  return { sent: Math.floor(sent * done), received: Math.floor(received * done) };
}

/** What a connection moved between two moments. */
export function movedBetween(wire: Wire, fromMs: number, untilMs: number): Counted {
  const before = movedUntil(wire, fromMs);
  const after = movedUntil(wire, untilMs);
  return { sent: after.sent - before.sent, received: after.received - before.received };
}

/** The connection as it was at a moment: what it did later is not there yet. */
export function asOf(wire: Wire, atMs: number): Wire {
  if (endOf(wire) <= atMs) return wire;
  return { ...wire, durationMs: atMs - wire.startMs, ...movedUntil(wire, atMs) };
}

/** Whether a connection was open at any moment of a span. */
export function wasOpenIn(wire: Wire, { startMs, stopMs }: Span): boolean {
  return wire.startMs < stopMs && endOf(wire) >= startMs;
}

/** A session's connection, then those of its files. */
export function wiresOf({ control, data }: Use): Wire[] {
  return [control, ...data];
}
