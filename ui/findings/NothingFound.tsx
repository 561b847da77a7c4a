import { CheckmarkOutline, WarningAlt } from '@carbon/icons-react';
import { Link } from '@carbon/react';
import { useCallback } from 'react';
import type { Absence } from '../../contract/details.ts';
import type { Run } from '../../contract/run.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { Answered } from '../shared/Answered.tsx';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { linkTo } from '../shared/page-address.ts';
import { EmptyState } from '../shared/EmptyState.tsx';
import { untilReady } from '../api/untilReady.ts';
import { useAnswer, type Ask } from '../api/useAnswer.ts';
import { rangeText } from './range-text.ts';
import { deniedOf } from './totals.ts';
import type { Shown } from './useRun.ts';

/** Says that a finished run found nothing, and why: what there was on the ports of the rule instead. */
export function NothingFound({ shown: { run, results } }: { readonly shown: Shown }) {
  const words = useWords();
  const text = words.page.states.nothingFound;
  const denied = deniedOf({ run, results });
  const state = stateOf(run);
  const isGood = state === 'below';
  return (
    <EmptyState
      icon={isGood ? CheckmarkOutline : WarningAlt}
      tone={isGood ? 'success' : 'warning'}
      title={text.title[state]}
      action={<Link href={linkTo('coverage', window.location.search)}>{text.coverage}</Link>}
    >
      <p>{text.text[state](rangeText(run, words))}</p>
      <p>{text.examined(run.examined)}</p>
      <p>{denied === null ? text.source : text.denied(denied)}</p>
      <Why run={run} />
    </EmptyState>
  );
}

/** Only where all was looked at, and there was something to look at, nothing found is good news. */
function stateOf({ examined, limits }: Run): 'below' | 'nothing' | 'part' {
  if (limits.some(({ kind }) => kind === 'rows' || kind === 'administrator')) return 'part';
  return examined === 0 ? 'nothing' : 'below';
}

function Why({ run }: { readonly run: Run }) {
  const words = useWords();
  const api = useApi();
  const ask = useCallback<Ask<Absence>>(
    (signal, progress) => untilReady((inner) => api.absence(run.id, inner), signal, progress),
    [api, run.id],
  );
  const { answer, retry } = useAnswer(ask);
  return (
    <Answered answer={answer} onRetry={retry} asking={words.page.states.absence.asking}>
      {(absence) => <WhatThereWas absence={absence} />}
    </Answered>
  );
}

function WhatThereWas({ absence }: { readonly absence: Absence }) {
  const text = useWords().page.states.absence;
  const { ports, directions, fitting, aql } = absence;
  const outbound = directions.find(({ direction }) => direction === 'L2R');
  const all = directions.reduce((sum, { allowed }) => sum + allowed, 0);
  const out = outbound?.allowed ?? 0;
  return (
    <>
      <p className="tw-absence__answer">{text.total(all, out, ports)}</p>
      {directions.length > 0 && (
        <ul className="tw-absence__directions">
          {directions.map((counts) => (
            <li key={counts.direction}>{text.direction(counts)}</li>
          ))}
        </ul>
      )}
      {out === 0 && directions.length > 0 && <p>{text.hierarchy}</p>}
      {out > 0 && <p>{fitting === null ? text.below : text.fitting(fitting)}</p>}
      {directions.length > 0 && <p>{text.counting}</p>}
      <details className="tw-folded">
        <summary>{text.query}</summary>
        <div className="tw-folded__body">
          <pre className="tw-mono">{aql}</pre>
          <CopyTextButton label={text.copyQuery} text={() => aql} />
        </div>
      </details>
    </>
  );
}
