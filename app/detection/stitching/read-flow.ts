import type { SkipReason } from '../../../contract/run.ts';
import { cellsOf, countIn, nameIn, portIn, timeIn } from '../rows/cells.ts';
import { aliases } from '../aql/columns.ts';
import { flowReporterId } from '../flows/reporters.ts';
import { flowAddressIn, flowBytesIn } from '../flows/rows.ts';
import type { ChannelRecord } from '../evidence/channel-record.ts';

/**
 * Reads a row of a flow query of `channelQueries`, one whole flow, as the two records that a log source
 * would write of it: one that opens and one that closes, with its bytes. So flows and events of the same
 * ports at the same time become one connection.
 */
export function readChannelFlow(row: unknown): readonly ChannelRecord[] | SkipReason {
  const cells = cellsOf(row);
  if (!cells) return 'not-a-row';
  const source = flowAddressIn(cells, aliases.source, aliases.sourceV6);
  if (source === null) return 'no-source';
  const destination = flowAddressIn(cells, aliases.destination, aliases.destinationV6);
  if (destination === null) return 'no-destination';
  const protocolId = countIn(cells[aliases.transport]);
  if (protocolId === null) return 'not-asked-for';
  const firstMs = timeIn(cells[aliases.firstSeen]);
  const lastMs = timeIn(cells[aliases.lastSeen]);
  if (firstMs === null || lastMs === null) return 'no-time';
  const { sentBytes, receivedBytes, sentImpossible, receivedImpossible } = flowBytesIn(cells);
  const ends = {
    domainId: countIn(cells[aliases.domain]) ?? 0,
    source,
    sourcePort: portIn(cells[aliases.sourcePort]),
    destination,
    destinationPort: portIn(cells[aliases.destinationPort]),
    protocolId,
    logSourceId: flowReporterId(nameIn(cells[aliases.flowSource]) ?? '', 'flow'),
    connections: 1,
    totalBytes: null,
  };
  return [
    {
      ...ends,
      phase: 'opening',
      timeMs: Math.min(firstMs, lastMs),
      sentBytes: null,
      receivedBytes: null,
    },
    {
      ...ends,
      phase: 'closed',
      timeMs: Math.max(firstMs, lastMs),
      sentBytes: sentImpossible ? null : sentBytes,
      receivedBytes: receivedImpossible ? null : receivedBytes,
    },
  ];
}
