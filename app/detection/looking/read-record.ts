import type { SkipReason } from '../../../contract/run.ts';
import { cellsOf, countIn, hostIn, packetsIn, portIn, timeIn, type Cells } from '../rows/cells.ts';
import { aliases } from '../aql/columns.ts';
import { phaseOf } from '../rows/rows.ts';
import { isTransportTold, rule, transportFor } from '../rule/rule.ts';
import { readFtpLine } from '../stitching/ftp-line.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';

/**
 * Reads a row of `recordQueries`; an IPv4-mapped address is the IPv4 host. A counter that its packets cannot
 * have held is left out. A command that a sensor read is a session in progress, over TCP, whatever its own
 * category and transport.
 */
export function readRecord(row: unknown): ConnectionRecord | SkipReason {
  const cells = cellsOf(row);
  if (!cells) return 'not-a-row';
  const source = hostIn(cells[aliases.source]);
  if (source === null) return 'no-source';
  const destination = hostIn(cells[aliases.destination]);
  if (destination === null) return 'no-destination';
  const category = countIn(cells[aliases.category]) ?? -1;
  const line = isDenied(category) ? null : readFtpLine(cells);
  const phase = phaseOf(category) ?? (line ? 'progress' : null);
  const protocolId = line ? 6 : transportIn(cells);
  if (phase === null || protocolId === null) return 'not-asked-for';
  const timeMs = timeIn(cells[aliases.time]);
  if (timeMs === null) return 'no-time';
  return {
    domainId: countIn(cells[aliases.domain]) ?? 0,
    source,
    sourcePort: portIn(cells[aliases.sourcePort]),
    destination,
    destinationPort: portIn(cells[aliases.destinationPort]),
    protocolId,
    phase,
    isPermit: rule.categories.permit.includes(category),
    logSourceId: countIn(cells[aliases.logSource]) ?? 0,
    timeMs,
    startMs: null,
    connections: Math.max(1, countIn(cells[aliases.eventCount]) ?? 1),
    sentBytes: possible(cells, aliases.sent, aliases.sentPackets),
    receivedBytes: possible(cells, aliases.received, aliases.receivedPackets),
    totalBytes: countIn(cells[aliases.total]),
    sentPackets: packetsIn(cells[aliases.sentPackets]),
    ...(line?.announces ? { announces: line.announces } : {}),
  };
}

/** Where a record tells no transport, that of its port; of ports without a meaning TCP, over which FTP has its data. */
function transportIn(cells: Cells): number | null {
  const told = countIn(cells[aliases.transport]);
  if (told === null) return null;
  const transport = transportFor(portIn(cells[aliases.destinationPort]), told);
  return isTransportTold(transport) ? transport : 6;
}

function isDenied(category: number): boolean {
  return rule.categories.denied.includes(category);
}

function possible(cells: Cells, bytesAlias: string, packetsAlias: string): number | null {
  const bytes = countIn(cells[bytesAlias]);
  const packets = countIn(cells[packetsAlias]);
  if (bytes === null || packets === null) return bytes;
  // A device that counts no packets writes 0 beside any bytes.
  return packets > 0 && bytes > packets * rule.thresholds.bytesPerPacket.value ? null : bytes;
}
