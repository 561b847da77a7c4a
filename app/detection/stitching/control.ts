import { channelRule, controlFamily, type ChannelFamily } from './channel-rule.ts';
import { isUnanswered, timeOf, type Connection } from '../connections/connection.ts';
import type { Stretch } from './windows.ts';

/**
 * A control session with both of its times, epoch ms. `assumed` names the end that was not logged and is set
 * to the longest it can be; `null`: both were logged.
 */
export type ControlSession = {
  readonly connection: Connection;
  readonly family: ChannelFamily;
  readonly startMs: number;
  readonly endMs: number;
  readonly assumed: 'start' | 'end' | null;
};

/** How far the times of a data connection may lie outside of its session. */
export type Tolerance = 'none' | 'grace' | 'skew';

/** The family of a connection that is a control session which came about; `null` for any other. */
export function sessionFamily(connection: Connection): ChannelFamily | null {
  const family = controlFamily(connection.destinationPort, connection.protocolId);
  if (family === 'tftp') return connection.sentBytes === 0 ? null : family;
  return family === null || isUnanswered(connection) ? null : family;
}

/**
 * Control sessions of one client with one server, in order of their start. An end that was not logged is
 * assumed: an hour away at most, and not beyond the neighbouring session, which covers that time by itself.
 * A TFTP session is its request.
 */
export function controlSessions(
  connections: readonly Connection[],
  family: ChannelFamily,
): ControlSession[] {
  const sorted = connections.map((connection) => ({ connection, at: endOf(connection) }));
  sorted.sort((a, b) => a.at - b.at);
  let lastEndMs = -Infinity;
  const ended = sorted.map(({ connection }): ControlSession => {
    const { startMs, endMs } = connection;
    const previousMs = lastEndMs;
    lastEndMs = Math.max(lastEndMs, endOf(connection));
    if (family === 'tftp') return { connection, family, ...requestOf(connection), assumed: null };
    if (startMs !== null)
      return {
        connection,
        family,
        startMs,
        endMs: endMs ?? startMs,
        assumed: endMs === null ? 'end' : null,
      };
    const end = endOf(connection);
    const from = Math.max(end - channelRule.assumedMs, Math.min(previousMs, end));
    const seenMs = connection.firstSeenMs ?? end;
    return { connection, family, startMs: Math.min(from, seenMs), endMs: end, assumed: 'start' };
  });
  return withAssumedEnds(ended.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs));
}

/** The time in which data connections of a session may be logged. */
export function windowOf(
  session: Pick<ControlSession, 'startMs' | 'endMs'>,
  tolerance: Tolerance,
): Stretch {
  const { graceMs, earlyMs, skewMs } = channelRule;
  const { startMs, endMs } = session;
  if (tolerance === 'none') return { fromMs: startMs, toMs: endMs };
  if (tolerance === 'grace') return { fromMs: startMs - earlyMs, toMs: endMs + graceMs };
  return { fromMs: startMs - skewMs, toMs: endMs + graceMs + skewMs };
}

function withAssumedEnds(sessions: readonly ControlSession[]): ControlSession[] {
  let nextStartMs = Infinity;
  return sessions
    .toReversed()
    .map((session) => {
      const followingMs = nextStartMs;
      nextStartMs = session.startMs;
      if (session.assumed !== 'end') return session;
      const { startMs } = session;
      return { ...session, endMs: Math.min(startMs + channelRule.assumedMs, followingMs) };
    })
    .toReversed();
}

function requestOf(connection: Connection) {
  return { startMs: timeOf(connection), endMs: timeOf(connection) };
}

function endOf(connection: Connection): number {
  return connection.endMs ?? timeOf(connection);
}
