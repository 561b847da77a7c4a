import type { Announcement } from './announcement.ts';
import type { ChannelFamily } from './channel-rule.ts';
import { timeOf, type Connection } from '../connections/connection.ts';
import { windowOf, type ControlSession, type Tolerance } from './control.ts';
import { cursorOver, type Stretch } from './windows.ts';

/** Where a data connection goes: a session by its place in the list (-1: not seen), out of how many. */
export type Place = {
  readonly session: number;
  readonly sessionsOpen: number;
  /** The client's port names the session, so time alone does not have to. */
  readonly isPortKnown: boolean;
};

/**
 * Places connections with the sessions of one client and one server. To be asked in the order of the
 * connections' times. The session that was opened last of those open at the time is taken, then of those
 * within grace, then of those within the difference of two clocks, if no log source saw both.
 */
export function placer(sessions: readonly ControlSession[]) {
  const seers = new Set(sessions.flatMap(({ connection }) => connection.logSourceIds));
  const levels = { ftp: levelsOf(sessions, 'ftp'), tftp: levelsOf(sessions, 'tftp') };
  const sessionOfPort = finderByPort(sessions);

  const byTime = (connection: Connection, family: ChannelFamily): Place | null => {
    const timeMs = timeOf(connection);
    const [open, grace, skew] = levels[family].map((hold) => hold(timeMs));
    const place = open ?? grace ?? (isForeign(connection, seers) ? skew : null) ?? null;
    if (place === null || family === 'ftp') return place;
    // The server answers to the port that the request came from (RFC 1350, 4).
    const named =
      sessionOfPort(connection.destinationPort, family, timeMs) ??
      sessionOfPort(connection.sourcePort, family, timeMs);
    return named ?? place;
  };

  const announced = (connection: Connection, { controlPort }: Announcement): Place => {
    const named = sessionOfPort(controlPort, 'ftp', timeOf(connection));
    return named ?? byTime(connection, 'ftp') ?? unseen;
  };

  /** The session in which a port was announced (-1: not seen); to be asked in order of time. */
  const announcing = ({ controlPort, atMs }: Announcement): number => {
    const named = sessionOfPort(controlPort, 'ftp', atMs);
    const [open, grace] = levels.ftp.map((hold) => hold(atMs));
    return (named ?? open ?? grace ?? unseen).session;
  };

  return { byTime, announced, announcing };
}

const unseen: Place = { session: -1, sessionsOpen: 0, isPortKnown: false };

/** Answers for each tolerance; every one moves on with the times that are asked. */
function levelsOf(sessions: readonly ControlSession[], family: ChannelFamily) {
  return tolerances.map((tolerance) =>
    placesOver(
      sessions
        .map((session, index) => ({ index, session, ...windowOf(session, tolerance) }))
        .filter(({ session }) => session.family === family),
    ),
  );
}

type Numbered = Stretch & { readonly index: number; readonly session: ControlSession };

/** Sessions come in the order of their start, and so do their windows. */
function placesOver(windows: readonly Numbered[]) {
  const held = cursorOver(windows);
  return (timeMs: number): Place | null => {
    const { index, count } = held(timeMs);
    const window = windows[index];
    return window ? { session: window.index, sessionsOpen: count, isPortKnown: false } : null;
  };
}

const tolerances: readonly Tolerance[] = ['none', 'grace', 'skew'];

/** Whether no log source that saw this connection saw any of the sessions, so that clocks may differ. */
function isForeign({ logSourceIds }: Connection, seers: ReadonlySet<number>): boolean {
  if (logSourceIds.length === 0) return seers.size > 0;
  return !logSourceIds.some((id) => seers.has(id));
}

/** Finds the session of a client port that was opened last of those whose window holds a time. */
function finderByPort(sessions: readonly ControlSession[]) {
  const byPort = new Map<string, Numbered[]>();
  sessions.forEach((session, index) => {
    const key = keyOf(session.connection.sourcePort, session.family);
    const window = { index, session, ...windowOf(session, 'skew') };
    const same = byPort.get(key);
    if (same) same.push(window);
    else byPort.set(key, [window]);
  });
  const cursors = new Map([...byPort].map(([key, windows]) => [key, placesOver(windows)]));
  return (port: number | null, family: ChannelFamily, timeMs: number): Place | null => {
    const place = port === null ? null : (cursors.get(keyOf(port, family))?.(timeMs) ?? null);
    return place && { ...place, sessionsOpen: 1, isPortKnown: true };
  };
}

function keyOf(port: number | null, family: ChannelFamily): string {
  return `${family} ${port ?? ''}`;
}
