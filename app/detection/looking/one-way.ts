import { withViews } from '../connections/assemble.ts';
import type { AssembledConnection } from '../connections/connection.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';
import { turned } from '../connections/turned.ts';
import { isFlowReporter } from '../flows/reporters.ts';
import { rule } from '../rule/rule.ts';
import { channelRule } from '../stitching/channel-rule.ts';

/** Says of a log source or flow source, by its id, whether it sees one direction only. */
export type IsOneWay = (reporterId: number) => boolean;

/** Records without what their reporter cannot know: what came back, where it sees one direction only. */
export function withoutUnseen(
  records: readonly ConnectionRecord[],
  isOneWay: IsOneWay,
): ConnectionRecord[] {
  return records.map((record) =>
    isOneWay(record.logSourceId) ? { ...record, receivedBytes: null } : record,
  );
}

/**
 * Which reporters of these records see one direction only, by the sign that `ReporterHabits` goes by: of a few records
 * it tells less than of all.
 */
export function oneWayIn(records: readonly ConnectionRecord[]): IsOneWay {
  const { unansweredBytes } = rule.thresholds;
  const answered = new Set<number>();
  const unanswered = new Set<number>();
  for (const { logSourceId, protocolId, sentBytes, receivedBytes } of records)
    if ((receivedBytes ?? 0) > 0) answered.add(logSourceId);
    else if (protocolId === 6 && (sentBytes ?? 0) > unansweredBytes.value)
      unanswered.add(logSourceId);
  return (id) => unanswered.has(id) && !answered.has(id);
}

/**
 * Whether it is a flow to the port that FTP servers open data connections from, which only sensors of one direction
 * reported: such a flow has the sender as its source, so it may be what the client sent on a connection that the server
 * opened. A log source, and a sensor that sees both directions, say who opened it.
 */
export function mayBeActiveHalf(
  { destinationPort, protocolId, logSourceIds }: AssembledConnection,
  isOneWay: IsOneWay,
): boolean {
  return (
    protocolId === 6 &&
    destinationPort === channelRule.activePort &&
    logSourceIds.every((id) => isFlowReporter(id) && isOneWay(id))
  );
}

/**
 * Connections for stitching, with these halves of them as the server opened them. What others saw of the same ports at
 * the same time, the other half too, is the same connection.
 */
export function withHalvesTurned(
  connections: readonly AssembledConnection[],
  halves: readonly AssembledConnection[],
): readonly AssembledConnection[] {
  if (halves.length === 0) return connections;
  const own = new Set(halves);
  const others = connections.filter((connection) => !own.has(connection));
  return withViews(others, halves.map(turned));
}
