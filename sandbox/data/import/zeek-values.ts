import { wholeNumber, byteRange } from './values.ts';

/** A field of a Zeek record by its name with dots; absent where Zeek wrote "unset". */
export type ZeekFields = (name: string) => unknown;

/** The smallest headers of a packet: IPv4 and TCP, IPv4 and UDP (RFC 791, 9293, 768). */
const headers = { tcp: 40, other: 28 } as const;
const ipHeader = 20;
/** Largest IP packet (RFC 791, 3.1). */
const largestPacket = 65_535;

/** A counter as stored, and whether it is another than the row claims. */
export type Counter = { readonly bytes: number | null; readonly isCorrected: boolean };

/**
 * Payload bytes of one side. Zeek takes them from TCP sequence numbers, which a reset or lost packets throw off; the
 * bytes of the IP packets (`*_ip_bytes`) were really seen. A payload above them is not believed: stored is the most that the packets can
 * have held. A claim that not even the largest packets could hold is kept, because the detection knows and marks it (docs/detection.md).
 * `*_ip_bytes` below the headers of its own packets tells nothing.
 */
export function payloadOf(field: ZeekFields, side: 'orig' | 'resp', isTcp: boolean): Counter {
  const [bytes, packets, ipBytes] = [`${side}_bytes`, `${side}_pkts`, `${side}_ip_bytes`].map(
    (name) => wholeNumber(name, field(name), byteRange),
  );
  if (bytes === undefined || bytes === null || bytes === 0)
    return { bytes: bytes ?? null, isCorrected: false };
  if (packets === undefined || packets === null || ipBytes === undefined || ipBytes === null) {
    return withoutGap(bytes, wholeNumber('missed_bytes', field('missed_bytes'), byteRange) ?? 0);
  }
  const isSane = ipBytes >= packets * ipHeader;
  const isMarkedLater = packets > 0 && bytes > packets * largestPacket;
  if (!isSane || isMarkedLater || bytes <= ipBytes) return { bytes, isCorrected: false };
  const seen = ipBytes - packets * (isTcp ? headers.tcp : headers.other);
  return { bytes: packets === 0 ? null : Math.max(0, seen), isCorrected: true };
}

/** Share of a payload that lies in gaps (`missed_bytes`, of both sides) from which on the gap is a jump of the sequence numbers. */
const jumpShare = 0.9;

function withoutGap(bytes: number, missed: number): Counter {
  const isJump = missed <= bytes && missed > bytes * jumpShare;
  return isJump ? { bytes: bytes - missed, isCorrected: true } : { bytes, isCorrected: false };
}

/** The log source of a Zeek record: its sensor where the record names it, so that rotated files are one. */
export function sensorOf(field: ZeekFields): string {
  for (const name of ['_system_name', 'sensor', 'sensorname']) {
    const value = field(name);
    if (typeof value === 'string' && value.trim() !== '') return `Zeek (${value.trim()})`;
  }
  return 'Zeek';
}
