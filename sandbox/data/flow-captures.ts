import type { FlowRow } from '../sql/row-columns.ts';
import { flowsOf } from './flows.ts';
import { packetsOf, type Session } from './session.ts';

/**
 * How a collector came by its flows:
 * - `full`: it saw every packet;
 * - `sampled`: one packet in `oneIn`, and nothing scales the counters up again;
 * - `content`: alternate reports carry content and no counters (docs/qradar-facts.md#flow-records);
 * - `superflow`: a sweep of one source over many destinations, folded into one record of type A.
 */
export type FlowCapture =
  | { readonly kind: 'full' }
  | { readonly kind: 'sampled'; readonly oneIn: number }
  | { readonly kind: 'content' }
  | { readonly kind: 'superflow' };

/** Sessions that the flow collector of a domain saw; `full` when nothing else is said. */
export type FlowsSeen = {
  readonly domainId: number;
  readonly sessions: readonly Session[];
  readonly capture?: FlowCapture;
};

/** Flow type of a sweep, "Type A" (docs/qradar-facts.md#flow-types). */
const typeA = 3;

/** Writes the records of one flow under its id. */
type Flow = (flowId: number) => readonly FlowRow[];

/** One entry for each flow that the collector reported, in the order of the sessions. */
export function capturedFlows({ domainId, sessions, capture }: FlowsSeen): Flow[] {
  switch (capture?.kind) {
    case 'sampled':
      return sessions.flatMap((session) => sampled(session, domainId, capture.oneIn));
    case 'content':
      return sessions.map((session) => (flowId) => withContent(flowsOf(session, domainId, flowId)));
    case 'superflow':
      return superflow(sessions, domainId);
    default:
      return sessions.map((session) => (flowId) => flowsOf(session, domainId, flowId));
  }
}

/** Counters of one packet in so many; a connection of which no packet was drawn leaves no flow. */
function sampled(session: Session, domainId: number, oneIn: number): Flow[] {
  const packets = packetsOf(session);
  const seen: Session = {
    ...session,
    sent: Math.floor(session.sent / oneIn),
    received: Math.floor(session.received / oneIn),
    packets: {
      sent: Math.floor(packets.sent / oneIn),
      received: Math.floor(packets.received / oneIn),
    },
  };
  const drawn = packetsOf(seen);
  if (drawn.sent + drawn.received === 0) return [];
  return [(flowId) => flowsOf(seen, domainId, flowId)];
}

/** The same reports, each followed by one that has the captured content and counts nothing. */
function withContent(reports: readonly FlowRow[]): FlowRow[] {
  return reports.flatMap((report) => [
    report,
    {
      ...report,
      sourceBytes: 0,
      destinationBytes: 0,
      sourcePackets: 0,
      destinationPackets: 0,
      sourcePayload: 'captured content',
    },
  ]);
}

/**
 * One record with the counters of all. What it has as destination is not published; here it is the first
 * address of the sweep.
 */
function superflow(sessions: readonly Session[], domainId: number): Flow[] {
  const [first] = sessions;
  const last = sessions.at(-1);
  if (!first || !last) return [];
  const packets = sessions.map(packetsOf);
  const whole: Session = {
    ...first,
    // Within one report: a superflow is not continued.
    durationMs: Math.min(last.startMs - first.startMs, 60_000),
    sent: sessions.reduce((sum, { sent }) => sum + sent, 0),
    received: 0,
    packets: { sent: packets.reduce((sum, { sent }) => sum + sent, 0), received: 0 },
  };
  return [
    (flowId) => flowsOf(whole, domainId, flowId).map((report) => ({ ...report, flowType: typeA })),
  ];
}
