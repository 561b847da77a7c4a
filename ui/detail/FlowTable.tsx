import { TableCell, TableRow } from '@carbon/react';
import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import type { EvidenceFlow } from '../../contract/details.ts';
import { useDetailWords } from './detail-words.ts';
import { Moment } from '../shared/Moment.tsx';
import { Name } from '../shared/Name.tsx';
import { Qualifier } from '../shared/Qualifier.tsx';
import { PivotTrigger } from '../pivots/PivotTrigger.tsx';
import { BytesCell, CountCell, NotKnown } from './Known.tsx';
import { RecordTable } from './RecordTable.tsx';

type FlowTableProps = {
  readonly flows: readonly EvidenceFlow[];
  readonly finding: Finding;
  readonly card: Card;
};

/** One page of flow records; addresses start pivots as everywhere else. */
export function FlowTable({ flows, finding, card }: FlowTableProps) {
  const text = useDetailWords().flows;
  return (
    <RecordTable region={text.title} label={text.label} columns={text.columns}>
      {flows.map((flow, index) => (
        // A flow id names many records; the page is replaced as a whole.
        <FlowRow key={index} flow={flow} finding={finding} card={card} />
      ))}
    </RecordTable>
  );
}

type FlowRowProps = { readonly flow: EvidenceFlow; readonly finding: Finding; readonly card: Card };

function FlowRow({ flow, finding, card }: FlowRowProps) {
  const text = useDetailWords().flows;
  const pivot = (field: 'source' | 'destination') => (
    <PivotTrigger
      target={{ field, value: flow[field], domainId: finding.domain.id, finding, card }}
    />
  );
  return (
    <TableRow>
      <TableCell>
        <Moment ms={flow.startMs} />
      </TableCell>
      <TableCell>{flow.endMs === null ? <NotKnown /> : <Moment ms={flow.endMs} />}</TableCell>
      <TableCell className="tw-mono">{flow.flowId ?? <NotKnown />}</TableCell>
      <TableCell>
        {flow.flowSource === '' ? <NotKnown /> : <Name text={flow.flowSource} />}
        {flow.kind === 'superflow' && <Qualifier>{text.superflow}</Qualifier>}
      </TableCell>
      <TableCell>
        {flow.application === '' ? <NotKnown /> : <Name text={flow.application} />}
      </TableCell>
      <TableCell className="tw-mono">
        {pivot('source')}
        {flow.sourcePort !== null && `:${flow.sourcePort}`}
      </TableCell>
      <TableCell className="tw-mono">
        {pivot('destination')}
        {`:${flow.destinationPort}`}
      </TableCell>
      <BytesCell value={flow.sentBytes} />
      <BytesCell value={flow.receivedBytes} />
      <CountCell value={flow.sentPackets} />
      <CountCell value={flow.receivedPackets} />
    </TableRow>
  );
}
