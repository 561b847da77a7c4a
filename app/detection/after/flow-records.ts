import type { Finding } from '../../../contract/finding.ts';
import type { EvidenceFlow } from '../../../contract/details.ts';
import type { SentQuery } from '../../../contract/run.ts';
import { cellsOf, countIn, nameIn, timeIn } from '../rows/cells.ts';
import { aliases } from '../aql/columns.ts';
import { numberLiteral } from '../aql/literals.ts';
import type { RunContext } from '../aql/query.ts';
import { portsAre } from './port-filter.ts';
import { writeStatement } from '../aql/statement.ts';
import { addressColumns, flowHostIs, outboundFlows } from '../flows/query.ts';
import { flowAddressIn, flowKindIn } from '../flows/rows.ts';

/** Flow records asked for at most; the newest are kept. As many as of events. */
const mostFlows = 10_000;

/** The flow records of a finding, newest first; to be read by `readFlowRecords`. */
export function flowRecordsQuery(finding: Finding, run: RunContext): SentQuery {
  return {
    name: 'flow-evidence',
    aql: writeStatement({
      select: [
        `starttime AS ${aliases.time}`,
        `lastpackettime AS ${aliases.endTime}`,
        `flowid AS ${aliases.flowId}`,
        `flowsource AS ${aliases.flowSource}`,
        `flowtype AS ${aliases.flowType}`,
        `APPLICATIONNAME(applicationid) AS ${aliases.application}`,
        ...addressColumns(run),
        `sourceport AS ${aliases.sourcePort}`,
        `destinationport AS ${aliases.destinationPort}`,
        `sourcebytes AS ${aliases.sent}`,
        `destinationbytes AS ${aliases.received}`,
        `sourcepackets AS ${aliases.sentPackets}`,
        `destinationpackets AS ${aliases.receivedPackets}`,
      ],
      from: 'flows',
      where: flowsOfFinding(finding, run),
      orderBy: 'starttime DESC',
      limit: mostFlows,
      window: run.window,
    }),
  };
}

/**
 * Conditions that select the flows behind a finding: its whole key and the filters of the query that found
 * it. Throws `bad-request` for a finding of the source profile, which knows no flows.
 */
export function flowsOfFinding(finding: Finding, run: RunContext): string[] {
  return [
    `domainid = ${numberLiteral(finding.domain.id)}`,
    flowHostIs('source', finding.source, run),
    ...(finding.destination === null ? [] : [flowHostIs('destination', finding.destination, run)]),
    ...portsAre(finding),
    ...outboundFlows(run),
  ];
}

/**
 * Rows of `flowRecordsQuery` as flows, in their order. A row without a time, an address or a port is left
 * out; an end before the beginning is no end.
 */
export function readFlowRecords(rows: readonly unknown[]): EvidenceFlow[] {
  return rows.flatMap((row) => {
    const cells = cellsOf(row);
    if (!cells) return [];
    const startMs = timeIn(cells[aliases.time]);
    const source = flowAddressIn(cells, aliases.source, aliases.sourceV6);
    const destination = flowAddressIn(cells, aliases.destination, aliases.destinationV6);
    const destinationPort = countIn(cells[aliases.destinationPort]);
    if (startMs === null || source === null || destination === null || destinationPort === null)
      return [];
    const endMs = timeIn(cells[aliases.endTime]);
    return [
      {
        startMs,
        endMs: endMs === null || endMs < startMs ? null : endMs,
        flowId: countIn(cells[aliases.flowId]),
        flowSource: nameIn(cells[aliases.flowSource]) ?? '',
        kind: flowKindIn(cells),
        application: nameIn(cells[aliases.application]) ?? '',
        source,
        sourcePort: countIn(cells[aliases.sourcePort]),
        destination,
        destinationPort,
        sentBytes: countIn(cells[aliases.sent]),
        receivedBytes: countIn(cells[aliases.received]),
        sentPackets: countIn(cells[aliases.sentPackets]),
        receivedPackets: countIn(cells[aliases.receivedPackets]),
      },
    ];
  });
}
