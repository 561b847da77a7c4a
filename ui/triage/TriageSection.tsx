import { Button } from '@carbon/react';
import { lazy, Suspense, useState } from 'react';
import type { Finding } from '../../contract/finding.ts';
import { closedStates } from '../../contract/triage.ts';
import { FeatureBoundary } from '../shared/FeatureBoundary.tsx';
import { findingLabel } from '../shared/finding-label.ts';
import { Moment } from '../shared/Moment.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { statusOf } from './book.ts';
import { decisionsOf } from './decisions.ts';
import { StatusMark } from './StatusMark.tsx';
import { useDesk, useDeskState, useTriageOf } from './TriageContext.ts';
import type { Decision } from './desk-state.ts';
import './triage.scss';

const History = lazy(() => import('./History.tsx'));

type TriageSectionProps = { readonly run: string; readonly finding: Finding };

/** Where the work on a finding stands, who has it, the latest note, what can be done, and what was. */
export function TriageSection({ run, finding }: TriageSectionProps) {
  const words = useWords();
  const text = words.page.triage;
  const desk = useDesk();
  const book = useDeskState((state) => (state.book.isKnown ? state.book : null));
  const entry = useTriageOf(finding.id);
  const notes = useDeskState((state) => state.notes);
  if (book === null)
    return (
      <div role="group" aria-label={text.of(findingLabel(finding, words))} className="tw-triage">
        <p>{text.notKnown}</p>
      </div>
    );
  const { take, release, reopen, assign, close } = decisionsOf([finding.id], book, desk.user);
  const atOnce = [
    { label: text.take(1), decision: take },
    { label: text.release(1), decision: release },
    { label: text.reopen(1), decision: reopen },
  ];
  const ask = (decision: Decision) => desk.open({ kind: 'decide', decision, changed: null });
  const revision = `${entry?.version ?? 0}-${notes}`;
  return (
    <div role="group" aria-label={text.of(findingLabel(finding, words))} className="tw-triage">
      <p className="tw-triage__state">
        <StatusMark status={statusOf(entry)} />
        {entry?.assignee != null && (
          <span>
            {text.assignee}: <bdi>{entry.assignee === desk.user ? text.you : entry.assignee}</bdi>
          </span>
        )}
        {entry?.atMs != null && (
          <span className="tw-qualifier">
            {text.lastChange}: <Moment ms={entry.atMs} />{' '}
            <bdi>{text.by(entry.by === null ? text.theApp : entry.by)}</bdi>
          </span>
        )}
      </p>
      {entry?.reopened && <p>{text.since(entry.reopened)}</p>}
      {entry !== undefined && entry.note !== '' && (
        <blockquote className="tw-triage__note">{entry.note}</blockquote>
      )}
      <div className="tw-triage__actions">
        {atOnce.map(({ label, decision }) =>
          decision === null ? null : (
            <Button key={label} kind="tertiary" size="sm" onClick={() => void desk.act(decision)}>
              {label}
            </Button>
          ),
        )}
        {closedStates
          .filter((state) => state !== entry?.state)
          .map((state) => (
            <Button key={state} kind="ghost" size="sm" onClick={() => ask(close[state])}>
              {text.closingAs[state]}
            </Button>
          ))}
        <Button kind="ghost" size="sm" onClick={() => ask(assign)}>
          {text.assign}
        </Button>
        <Button
          kind="ghost"
          size="sm"
          onClick={() => desk.open({ kind: 'note', finding: finding.id })}
        >
          {text.offenseNote}
        </Button>
      </div>
      <Past run={run} finding={finding.id} revision={revision} />
    </div>
  );
}

type PastProps = {
  readonly run: string;
  readonly finding: string;
  readonly revision: string;
};

/** The history, which is asked for when it is unfolded. A finding that nobody touched has none. */
function Past(props: PastProps) {
  const text = useWords().page.triage;
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="tw-folded" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{text.history}</summary>
      {isOpen && (
        <div className="tw-folded__body">
          <FeatureBoundary part={text.history}>
            <Suspense>
              <History {...props} />
            </Suspense>
          </FeatureBoundary>
        </div>
      )}
    </details>
  );
}
