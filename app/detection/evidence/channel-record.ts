import type { Phase } from '../rows/rows.ts';

/**
 * One record that a log source wrote about a connection. `timeMs` (epoch ms) is when QRadar took it in: near
 * the start for an opening record, near the end for a closing one. Bytes are the opener's; `null` where the
 * record has none or they cannot be true. `connections` is above 1 where coalescing folded others into it.
 */
export type ChannelRecord = {
  readonly domainId: number;
  readonly source: string;
  readonly sourcePort: number | null;
  readonly destination: string;
  readonly destinationPort: number | null;
  /** IANA protocol number. */
  readonly protocolId: number;
  readonly phase: Phase;
  readonly logSourceId: number;
  readonly timeMs: number;
  readonly connections: number;
  readonly sentBytes: number | null;
  readonly receivedBytes: number | null;
  readonly totalBytes: number | null;
  /** The data port that a sensor read in this control session, and who listens there. */
  readonly announces?: { readonly listener: 'client' | 'server'; readonly port: number };
};

/** Whether a record carries any byte counter. */
export function isCounted({ sentBytes, receivedBytes, totalBytes }: ChannelRecord): boolean {
  return sentBytes !== null || receivedBytes !== null || totalBytes !== null;
}

/** The two hosts of a record and their domain as one text, whichever of them opened the connection. */
export function hostsOf({
  domainId,
  source,
  destination,
}: Pick<ChannelRecord, 'domainId' | 'source' | 'destination'>): string {
  const hosts = source < destination ? [source, destination] : [destination, source];
  return [domainId, ...hosts].join(' ');
}
