import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { messages } from '../messages/messages.ts';
import { Answered } from '../shared/Answered.tsx';
import { Query } from './Query.tsx';
import { useEvents } from './useEvents.ts';
import { useFlows } from './useFlows.ts';

type QueriesProps = { readonly finding: Finding; readonly run: Run };

const words = messages.detail.query;

/** The evidence query comes with its first page, so this asks for the smallest one. */
const onePage = { offset: 0, limit: 1 } as const;

/** Every query of the run and those behind the events and flows of this finding, as Ariel got them. */
export function Queries({ finding, run }: QueriesProps) {
  const { answer, retry } = useEvents(run.id, finding.id, onePage);
  return (
    <>
      <h3 className="tw-detail__title">{words.title}</h3>
      <p>{words.note}</p>
      {run.queries.length === 0 && <p>{words.none}</p>}
      {run.queries.map(({ name, aql }) => (
        <Query key={name} name={words.ofRun(name)} aql={aql} />
      ))}
      <Answered answer={answer} onRetry={retry} asking={messages.detail.events.asking}>
        {(page) => <Query name={words.ofEvidence} aql={page.aql} />}
      </Answered>
      {run.flows === 'used' && <FlowQuery finding={finding} run={run} />}
    </>
  );
}

function FlowQuery({ finding, run }: QueriesProps) {
  const { answer, retry } = useFlows(run.id, finding.id, onePage);
  const { asking, query } = messages.flows.detail;
  return (
    <Answered answer={answer} onRetry={retry} asking={asking}>
      {(page) => <Query name={query} aql={page.aql} />}
    </Answered>
  );
}
