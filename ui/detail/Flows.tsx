import { useState } from 'react';
import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { messages } from '../messages/messages.ts';
import { RecordPages, firstPage } from './RecordPages.tsx';
import { FlowTable } from './FlowTable.tsx';
import { useFlows } from './useFlows.ts';

type FlowsProps = { readonly finding: Finding; readonly card: Card; readonly run: Run };

const words = messages.flows.detail;

/** The flows of a finding, in pages as Ariel holds them; why there are none where the run asked none. */
export function Flows(props: FlowsProps) {
  const { flows } = props.run;
  return (
    <>
      <h3 className="tw-detail__title">{words.title}</h3>
      {flows === 'used' ? <FlowPages {...props} /> : <p>{words.notAsked[flows]}</p>}
    </>
  );
}

function FlowPages({ finding, card, run }: FlowsProps) {
  const [range, setRange] = useState(firstPage);
  const pages = useFlows(run.id, finding.id, range);
  return (
    <>
      <p>{words.note}</p>
      <RecordPages pages={pages} range={range} words={words} onRange={setRange}>
        {({ total, flows }) =>
          total === 0 ? (
            <p>{words.none}</p>
          ) : (
            <FlowTable flows={flows} finding={finding} card={card} />
          )
        }
      </RecordPages>
    </>
  );
}
