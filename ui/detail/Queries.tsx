import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords } from './detail-words.ts';
import { Answered } from '../shared/Answered.tsx';
import { Query } from './Query.tsx';
import { useEvents } from './useEvents.ts';
import { useFlows } from './useFlows.ts';

type QueriesProps = { readonly finding: Finding; readonly run: Run };

/** The evidence query comes with its first page, so this asks for the smallest one. */
const onePage = { offset: 0, limit: 1 } as const;

/** Every query of the run and those behind the events and flows of this finding, as Ariel got them. */
export function Queries({ finding, run }: QueriesProps) {
  const { queryName } = useWords().page.run;
  const { query: text, events } = useDetailWords();
  const { answer, retry } = useEvents(run.id, finding.id, onePage);
  return (
    <>
      <h3 className="tw-detail__title">{text.title}</h3>
      <p>{text.note}</p>
      {run.queries.length === 0 && <p>{text.none}</p>}
      {run.queries.map(({ name, aql }) => (
        <Query key={name} name={text.ofRun(queryName(name))} aql={aql} />
      ))}
      <Answered answer={answer} onRetry={retry} asking={events.asking}>
        {(page) => <Query name={text.ofEvidence} aql={page.aql} />}
      </Answered>
      {run.flows === 'used' && <FlowQuery finding={finding} run={run} />}
    </>
  );
}

function FlowQuery({ finding, run }: QueriesProps) {
  const { asking, query } = useDetailWords().flows;
  const { answer, retry } = useFlows(run.id, finding.id, onePage);
  return (
    <Answered answer={answer} onRetry={retry} asking={asking}>
      {(page) => <Query name={query} aql={page.aql} />}
    </Answered>
  );
}
