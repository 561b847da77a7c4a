import type { Phase } from '../rows/rows.ts';

/**
 * One record that a log source wrote about a connection, or a flow that a flow source reported of it. `timeMs` (epoch
 * ms) is when QRadar took it in: near the start for an opening record, near the end for a closing one; of a flow it is
 * the last packet's time. Bytes are the opener's; `null` where the
 * record has none or they cannot be true. `connections` is above 1 where coalescing folded others into it.
 */
export type ConnectionRecord = {
  readonly domainId: number;
  readonly source: string;
  readonly sourcePort: number | null;
  readonly destination: string;
  readonly destinationPort: number | null;
  /** IANA protocol number. */
  readonly protocolId: number;
  readonly phase: Phase;
  /** Only allows a connection, and does not say that one was opened. */
  readonly isPermit: boolean;
  readonly logSourceId: number;
  readonly timeMs: number;
  /** Time of a flow's first packet, epoch ms; `null` for an event, which does not tell its begin. */
  readonly startMs: number | null;
  readonly connections: number;
  readonly sentBytes: number | null;
  readonly receivedBytes: number | null;
  readonly totalBytes: number | null;
  /** Packets that the opener sent; `null` where they are not counted. */
  readonly sentPackets: number | null;
  /** The data port that a sensor read in this control session, and who listens there. */
  readonly announces?: { readonly listener: 'client' | 'server'; readonly port: number };
};

/** The byte counters of a record or a connection. */
export const counterNames = ['sentBytes', 'receivedBytes', 'totalBytes'] as const;
export type CounterName = (typeof counterNames)[number];
export type Counters = Pick<ConnectionRecord, CounterName>;

/** Whether a record says that any byte was moved. */
export function isCounted(counters: Counters): boolean {
  return counterNames.some((name) => (counters[name] ?? 0) > 0);
}

/** The two hosts of a record and their domain as one text, whichever of them opened the connection. */
export function hostsOf({
  domainId,
  source,
  destination,
}: Pick<ConnectionRecord, 'domainId' | 'source' | 'destination'>): string {
  const hosts = source < destination ? [source, destination] : [destination, source];
  return [domainId, ...hosts].join(' ');
}
