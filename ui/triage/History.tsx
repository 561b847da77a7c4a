import { Button } from '@carbon/react';
import { useCallback, useState } from 'react';
import type { Problem } from '../../contract/problem.ts';
import type { TriageEvent } from '../../contract/triage.ts';
import { problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { Answered } from '../shared/Answered.tsx';
import { Moment } from '../shared/Moment.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { eventText } from './event-text.ts';
import { TriageWordsProvider, useTriageWords } from './triage-words.ts';

type HistoryProps = {
  readonly run: string;
  readonly finding: string;
  /** With another one there is something new to be read. */
  readonly revision: string;
};

/** What happened to a finding, newest first. Loaded and asked for when it is opened. */
export default function History(props: HistoryProps) {
  return (
    <TriageWordsProvider>
      <Entries {...props} key={props.revision} />
    </TriageWordsProvider>
  );
}

function Entries({ run, finding }: HistoryProps) {
  const text = useTriageWords().history;
  const api = useApi();
  const ask = useCallback(
    (signal: AbortSignal) => api.triageHistory(run, finding, null, signal),
    [api, run, finding],
  );
  const { answer, retry } = useAnswer(ask);
  return (
    <Answered answer={answer} onRetry={retry} asking={text.asking}>
      {({ events, more }) =>
        events.length === 0 ? (
          <p>{text.none}</p>
        ) : (
          <Pages run={run} finding={finding} first={events} hasMore={more} />
        )
      }
    </Answered>
  );
}

type PagesProps = {
  readonly run: string;
  readonly finding: string;
  readonly first: readonly TriageEvent[];
  readonly hasMore: boolean;
};

function Pages({ run, finding, first, hasMore }: PagesProps) {
  const text = useTriageWords().history;
  const api = useApi();
  const [older, setOlder] = useState<readonly TriageEvent[]>([]);
  const [more, setMore] = useState(hasMore);
  const [problem, setProblem] = useState<Problem | null>(null);
  const events = [...first, ...older];
  const readOlder = async () => {
    setProblem(null);
    try {
      const page = await api.triageHistory(run, finding, events.at(-1)?.id ?? null);
      setOlder((before) => [...before, ...page.events]);
      setMore(page.more);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <>
      <ol className="tw-triage__history">
        {events.map((event) => (
          <Entry key={event.id} event={event} />
        ))}
      </ol>
      <div role="alert">
        {problem && <ProblemNotice problem={problem} onRetry={() => void readOlder()} />}
      </div>
      {more && (
        <Button kind="ghost" size="sm" onClick={() => void readOlder()}>
          {text.older}
        </Button>
      )}
    </>
  );
}

function Entry({ event }: { readonly event: TriageEvent }) {
  const words = useWords();
  const text = useTriageWords();
  const { by, atMs, note, since, many } = event;
  return (
    <li>
      <p>
        <Moment ms={atMs} /> · <bdi>{by ?? words.page.triage.theApp}</bdi> ·{' '}
        <bdi>{eventText(event, words.page.triage, text)}</bdi>
      </p>
      {since && <p>{words.page.triage.since(since)}</p>}
      {many > 1 && <p className="tw-qualifier">{text.history.many(many)}</p>}
      {note !== '' && <blockquote className="tw-triage__note">{note}</blockquote>}
    </li>
  );
}
