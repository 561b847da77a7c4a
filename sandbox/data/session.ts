/**
 * One connection as it happened on the wire, before any device wrote about it.
 * `sent` and `received` are bytes from and to the source (the end that opened it); packets are derived from
 * the bytes where a story does not say otherwise. Times are epoch ms, `durationMs` from first to last packet.
 */
export type Session = {
  readonly startMs: number;
  readonly durationMs: number;
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly transport: 'tcp' | 'udp';
  readonly sent: number;
  readonly received: number;
  readonly user: string | null;
  readonly packets?: { readonly sent: number; readonly received: number };
};

/** IP protocol numbers (IANA) of the two transports. */
export const protocolNumbers = { tcp: 6, udp: 17 } as const;

/** Payload that a full Ethernet frame carries over TCP on IPv4 (1500 − 20 − 20 bytes). */
const segmentBytes = 1460;

/** Packets each way: the story's own, else full segments plus those that open and close a connection. */
export function packetsOf(session: Session): { readonly sent: number; readonly received: number } {
  if (session.packets) return session.packets;
  const overhead = session.transport === 'tcp' ? 4 : 0;
  return {
    sent: Math.ceil(session.sent / segmentBytes) + overhead,
    received: Math.ceil(session.received / segmentBytes) + (session.received > 0 ? overhead : 0),
  };
}

/** When the last packet of a session was seen, epoch ms. */
export function endOf(session: Session): number {
  return session.startMs + session.durationMs;
}

/** Sum of one counter over sessions. */
export function sumOf(sessions: readonly Session[], counter: 'sent' | 'received'): number {
  return sessions.reduce((total, session) => total + session[counter], 0);
}
