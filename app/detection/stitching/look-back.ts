import { candidacyOf, type Ends } from './candidate.ts';
import { serviceKey, timeOf, type Connection } from '../connections/connection.ts';
import type { ControlSession } from './control.ts';

/**
 * Moves assumed starts back over the session's own transfers: a device that logs ends alone says nothing of the begin,
 * and a session that is kept alive lasts for hours. As far as the session that ended before, at most. Only ports that
 * only data connections have, or that were used once, count as transfers: a service that is polled would stretch a
 * session over the whole day.
 * Sessions of one client and one server, and the other connections between the two in order of time; answers
 * the sessions in the order of their start.
 */
export function lookBack(
  sessions: readonly ControlSession[],
  others: readonly Connection[],
  ends: Ends,
): ControlSession[] {
  if (sessions.every(({ assumed }) => assumed !== 'start')) return [...sessions];
  const transfers = transferTimes(others, ends);
  let lastEndMs = -Infinity;
  const reached = sessions
    .toSorted((a, b) => a.endMs - b.endMs)
    .map((session) => {
      const startMs =
        session.assumed === 'start' ? startOver(transfers, session, lastEndMs) : session.startMs;
      lastEndMs = Math.max(lastEndMs, session.endMs);
      return { ...session, startMs };
    });
  return reached.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

/** Walks back from an end over transfers to the earliest. Stretches are disjoint. */
function startOver(
  transfers: Float64Array,
  { startMs, endMs }: ControlSession,
  earliestMs: number,
): number {
  let openMs = endMs;
  for (let index = countBelow(transfers, endMs) - 1; index >= 0; index--) {
    const timeMs = transfers[index] ?? -Infinity;
    if (timeMs <= earliestMs) break;
    openMs = timeMs;
  }
  return Math.min(startMs, openMs);
}

function transferTimes(others: readonly Connection[], ends: Ends): Float64Array {
  const uses = new Map<string, number>();
  for (const connection of others) {
    const key = serviceKey(connection);
    uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return Float64Array.from(
    others
      .filter((connection) => {
        const candidacy = candidacyOf(connection, ends);
        if (candidacy?.family !== 'ftp') return false;
        return candidacy.confidence === 'port' || uses.get(serviceKey(connection)) === 1;
      })
      .map(timeOf),
  );
}

/** Number of values below a limit, in an ascending list. */
function countBelow(values: Float64Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
