import { useState } from 'react';
import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords } from './detail-words.ts';
import { RecordPages, firstPage } from './RecordPages.tsx';
import { FlowTable } from './FlowTable.tsx';
import { useFlows } from './useFlows.ts';

type FlowsProps = { readonly finding: Finding; readonly card: Card; readonly run: Run };

/** The flows of a finding, in pages as Ariel holds them; why there are none where the run asked none. */
export function Flows(props: FlowsProps) {
  const { notice } = useWords().flows;
  const text = useDetailWords().flows;
  const { flows } = props.run;
  return (
    <>
      <h3 className="tw-detail__title">{text.title}</h3>
      {flows === 'used' && <FlowPages {...props} />}
      {flows === 'off' && <p>{text.notAsked}</p>}
      {(flows === 'not-allowed' || flows === 'unavailable') && <p>{notice.texts[flows]}</p>}
    </>
  );
}

function FlowPages({ finding, card, run }: FlowsProps) {
  const text = useDetailWords().flows;
  const [range, setRange] = useState(firstPage);
  const pages = useFlows(run.id, finding.id, range);
  return (
    <>
      <p>{text.note}</p>
      <RecordPages pages={pages} range={range} words={text} onRange={setRange}>
        {({ total, flows }) =>
          total === 0 ? (
            <p>{text.none}</p>
          ) : (
            <FlowTable flows={flows} finding={finding} card={card} />
          )
        }
      </RecordPages>
    </>
  );
}
