import { TableCell, TableRow } from '@carbon/react';
import { useCallback, useId } from 'react';
import type { NotLookedAt as Answer } from '../../contract/details.ts';
import type { Run } from '../../contract/run.ts';
import { useApi } from '../api/ApiContext.tsx';
import { untilReady } from '../api/untilReady.ts';
import { useAnswer, type Ask } from '../api/useAnswer.ts';
import { RecordTable } from '../detail/RecordTable.tsx';
import { Answered } from '../shared/Answered.tsx';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { useWords } from '../words/WordsContext.tsx';

/** What the console has on the ports of a run and the run does not look at: directions and categories, with counts. */
export function NotLookedAt({ run }: { readonly run: Pick<Run, 'id'> }) {
  const text = useWords().page.run.notLookedAt;
  const api = useApi();
  const title = useId();
  const ask = useCallback<Ask<Answer>>(
    (signal, progress) => untilReady((inner) => api.notLookedAt(run.id, inner), signal, progress),
    [api, run.id],
  );
  const { answer, retry } = useAnswer(ask);
  return (
    <section aria-labelledby={title} className="tw-around">
      <h3 id={title} className="tw-around__title">
        {text.title}
      </h3>
      <Answered answer={answer} onRetry={retry} asking={text.asking}>
        {(known) => (
          <>
            <p>{text.intro(known.ports)}</p>
            <Directions directions={known.directions} />
            <Categories {...known} />
            <Queries {...known} />
          </>
        )}
      </Answered>
    </section>
  );
}

function Directions({ directions }: Pick<Answer, 'directions'>) {
  const words = useWords();
  const text = words.page.run.notLookedAt.directions;
  const { count } = words.format;
  const withFlows = directions.some(({ flows }) => flows !== null);
  const columns = { ...text.columns, ...(withFlows ? { flows: text.flows } : {}) };
  return (
    <>
      <h4 className="tw-around__label">{text.title}</h4>
      <p>{text.note}</p>
      <RecordTable region={text.title} label={text.title} isPlain columns={columns}>
        {directions.map(({ direction, allowed, denied, other, flows }) => (
          <TableRow key={direction}>
            <TableCell>
              {text.names[direction]}
              {direction !== 'L2R' && <span className="tw-qualifier"> {text.notLookedAt}</span>}
            </TableCell>
            <TableCell className="tw-mono">{count(allowed)}</TableCell>
            <TableCell className="tw-mono">{count(denied)}</TableCell>
            <TableCell className="tw-mono">{count(other)}</TableCell>
            {flows !== null && <TableCell className="tw-mono">{count(flows)}</TableCell>}
          </TableRow>
        ))}
      </RecordTable>
      <p>{text.counting}</p>
    </>
  );
}

function Categories({ categories, moreCategories }: Answer) {
  const words = useWords();
  const text = words.page.run.notLookedAt.categories;
  return (
    <>
      <h4 className="tw-around__label">{text.title}</h4>
      {categories.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <>
          <p>{text.note}</p>
          <RecordTable region={text.title} label={text.title} isPlain columns={text.columns}>
            {categories.map(({ id, name, events }) => (
              <TableRow key={id}>
                <TableCell>{name ?? text.noName}</TableCell>
                <TableCell className="tw-mono">{id}</TableCell>
                <TableCell className="tw-mono">{words.format.count(events)}</TableCell>
              </TableRow>
            ))}
          </RecordTable>
          {moreCategories > 0 && <p>{text.more(moreCategories)}</p>}
        </>
      )}
    </>
  );
}

function Queries({ aql, flowsAql }: Pick<Answer, 'aql' | 'flowsAql'>) {
  const words = useWords();
  const text = words.page.run.notLookedAt;
  const { copyQuery } = words.page.run.facts;
  const queries = [
    { name: text.ofEvents, aql },
    ...(flowsAql === null ? [] : [{ name: text.ofFlows, aql: flowsAql }]),
  ];
  return (
    <details className="tw-folded">
      <summary>{text.query}</summary>
      <div className="tw-folded__body">
        {queries.map((query) => (
          <div key={query.name} className="tw-query">
            <pre className="tw-mono">{query.aql}</pre>
            <CopyTextButton label={copyQuery(query.name)} text={() => query.aql} />
          </div>
        ))}
      </div>
    </details>
  );
}
