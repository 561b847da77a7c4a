import type { SkipReason } from '../../../contract/run.ts';
import { cellsOf, countIn, nameIn, packetsIn, portIn, timeIn } from '../rows/cells.ts';
import { aliases } from '../aql/columns.ts';
import { transportFor } from '../rule/rule.ts';
import { flowReporterId } from '../flows/reporters.ts';
import { flowAddressIn, flowBytesIn } from '../flows/rows.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';

/** Reads a row of a flow query of `recordQueries`, one whole flow, as one record of a connection that is over. */
export function readFlowRecord(row: unknown): ConnectionRecord | SkipReason {
  const cells = cellsOf(row);
  if (!cells) return 'not-a-row';
  const source = flowAddressIn(cells, aliases.source, aliases.sourceV6);
  if (source === null) return 'no-source';
  const destination = flowAddressIn(cells, aliases.destination, aliases.destinationV6);
  if (destination === null) return 'no-destination';
  const told = countIn(cells[aliases.transport]);
  if (told === null) return 'not-asked-for';
  const destinationPort = portIn(cells[aliases.destinationPort]);
  const firstMs = timeIn(cells[aliases.firstSeen]);
  const lastMs = timeIn(cells[aliases.lastSeen]);
  if (firstMs === null || lastMs === null) return 'no-time';
  const { sentBytes, receivedBytes, sentImpossible, receivedImpossible } = flowBytesIn(cells);
  return {
    domainId: countIn(cells[aliases.domain]) ?? 0,
    source,
    sourcePort: portIn(cells[aliases.sourcePort]),
    destination,
    destinationPort,
    protocolId: transportFor(destinationPort, told),
    phase: 'closed',
    isPermit: false,
    logSourceId: flowReporterId(nameIn(cells[aliases.flowSource]) ?? '', 'flow'),
    timeMs: Math.max(firstMs, lastMs),
    startMs: Math.min(firstMs, lastMs),
    connections: 1,
    sentBytes: sentImpossible ? null : sentBytes,
    receivedBytes: receivedImpossible ? null : receivedBytes,
    totalBytes: null,
    sentPackets: packetsIn(cells[aliases.sentPackets]),
  };
}
