import type { SkipReason } from '../../../contract/run.ts';
import { unmapped } from '../rule/addresses.ts';
import { addressIn, cellsOf, countIn, nameIn, packetsIn, type Cells } from '../rows/cells.ts';
import { aliases } from '../aql/columns.ts';
import { readKey, type ConnectionRow } from '../rows/rows.ts';
import { rule } from '../rule/rule.ts';
import { flowReporterId, type FlowKind } from './reporters.ts';

/** Reads a row of `flowsQuery` as what one more reporter says of a pair. */
export function readFlow(row: unknown): ConnectionRow | SkipReason {
  const cells = cellsOf(row);
  if (!cells) return 'not-a-row';
  const source = flowAddressIn(cells, aliases.source, aliases.sourceV6);
  const key = readKey(cells, source);
  if (typeof key === 'string') return key;
  const destination = flowAddressIn(cells, aliases.destination, aliases.destinationV6);
  if (destination === null) return 'no-destination';
  const kind = flowKindIn(cells);
  const name = nameIn(cells[aliases.flowSource]) ?? '';
  return {
    ...key,
    destination,
    // Records may name times in any order.
    firstMs: Math.min(key.firstMs, key.lastMs),
    lastMs: Math.max(key.firstMs, key.lastMs),
    phase: 'opening',
    logSourceId: flowReporterId(name, kind),
    logSourceName: name,
    user: null,
    records: key.connections,
    ...(kind === 'flow' ? flowBytesIn(cells) : noBytes),
    sentLargest: countIn(cells[aliases.sentLargest]) ?? 0,
    sentPackets: kind === 'flow' ? packetsIn(cells[aliases.sentPackets]) : null,
    totalBytes: null,
    totalImpossible: false,
  };
}

/**
 * The address of one end: the IPv4 field, or the IPv6 field where that one is empty. An IPv4 address in
 * IPv6 form (RFC 4291, 2.5.5.2) is the IPv4 address, so that its events are found beside it.
 */
export function flowAddressIn(cells: Cells, ipv4: string, ipv6: string): string | null {
  const address = addressIn(cells[ipv4]) ?? addressIn(cells[ipv6]);
  return address === null ? null : unmapped(address);
}

type Sum = { readonly bytes: number | null; readonly packets: number | null };

function counterIn(cells: Cells, bytes: string, packets: string): Sum {
  return { bytes: countIn(cells[bytes]), packets: countIn(cells[packets]) };
}

/** A superflow is many connections in one record, so its bytes are nobody's in particular. */
const noBytes = {
  sentBytes: null,
  sentImpossible: false,
  receivedBytes: null,
  receivedImpossible: false,
} as const;

/**
 * What the sums of flows are worth. Packets without a byte, and flows without either in both directions, are
 * the mark of such as were kept for their content: unknown, not 0.
 */
export function flowBytesIn(
  cells: Cells,
): Pick<ConnectionRow, 'sentBytes' | 'sentImpossible' | 'receivedBytes' | 'receivedImpossible'> {
  const sent = counterIn(cells, aliases.sent, aliases.sentPackets);
  const received = counterIn(cells, aliases.received, aliases.receivedPackets);
  const isEmpty = !sent.bytes && !received.bytes;
  const isKnown = (sum: Sum) => !isEmpty && sum.bytes !== null && (sum.bytes > 0 || !sum.packets);
  return {
    sentBytes: isKnown(sent) ? sent.bytes : null,
    sentImpossible: isImpossible(sent),
    receivedBytes: isKnown(received) ? received.bytes : null,
    receivedImpossible: isImpossible(received),
  };
}

/** More than the packets can have carried, where packets were counted. */
function isImpossible({ bytes, packets }: Sum): boolean {
  return bytes !== null && !!packets && bytes > packets * rule.thresholds.bytesPerPacket.value;
}

/** What a record is: flow type 0 is one flow; 3, 4 and 5 (types A, B, C), and whatever else there may be, are not. */
export function flowKindIn(cells: Cells): FlowKind {
  const type = cells[aliases.flowType];
  return type === null || type === undefined || countIn(type) === 0 ? 'flow' : 'superflow';
}
