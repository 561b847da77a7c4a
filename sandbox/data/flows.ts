import type { FlowRow } from '../sql/row-columns.ts';
import { applicationOf } from './applications.ts';
import { qids } from './log-sources.ts';
import { hierarchyOf } from './networks.ts';
import { endOf, packetsOf, protocolNumbers, type Session } from './session.ts';

/** A flow collector reports a running session once a minute (docs/qradar-facts.md#flow-records). */
const reportMs = 60_000;
/** From 1 MiB on, a flow counts as a large transfer here; the category's own limit is not published. */
const largeBytes = 1_048_576;

/**
 * Flow records of a session: one for each minute it lasted, all with the same `flowId`, whose bytes and
 * packets add up to those of the session. The collector interleaves both directions evenly.
 */
export function flowsOf(session: Session, domainId: number, flowId: number): FlowRow[] {
  const reports = Math.max(1, Math.ceil(session.durationMs / reportMs));
  const packets = packetsOf(session);
  const share = (total: number, report: number): number =>
    Math.floor((total * (report + 1)) / reports) - Math.floor((total * report) / reports);
  return Array.from({ length: reports }, (_, report): FlowRow => {
    const startMs = session.startMs + report * reportMs;
    const endMs = Math.min(startMs + reportMs, endOf(session));
    return {
      startMs,
      endMs,
      firstPacketMs: session.startMs,
      lastPacketMs: endMs,
      source: session.source,
      sourcePort: session.sourcePort,
      destination: session.destination,
      destinationPort: session.destinationPort,
      protocolId: protocolNumbers[session.transport],
      sourceBytes: share(session.sent, report),
      destinationBytes: share(session.received, report),
      sourcePackets: share(packets.sent, report),
      destinationPackets: share(packets.received, report),
      direction: hierarchyOf(domainId).direction(session.source, session.destination),
      applicationId: applicationOf(session.destinationPort).id,
      flowType: 0,
      flowId,
      domainId,
      category: session.sent + session.received >= largeBytes ? 14033 : 4001,
      qid: qids.flow.qid,
      flowBias: biasOf(session),
      flowInterface: domainId === 0 ? 'edge:span0' : 'branch:span0',
      flowSource: domainId === 0 ? 'qflow-edge' : 'qflow-branch',
    };
  });
}

/** Which way most bytes went; QRadar's own class names are not published (docs/qradar-facts.md#fields). */
function biasOf(session: Session): string {
  if (session.sent > 3 * session.received) return 'Mostly Out';
  if (session.received > 3 * session.sent) return 'Mostly In';
  return 'Near Same';
}
