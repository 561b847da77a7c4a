import { Button } from '@carbon/react';
import { useEffect, useRef, useState } from 'react';
import type { AllowChange } from '../../contract/allowlist.ts';
import type { Problem } from '../../contract/problem.ts';
import { problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { Notice } from '../shared/Notice.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { Waiting } from '../shared/Waiting.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { useAllowWords } from './allow-words.ts';

type OutcomeProps = {
  readonly change: AllowChange;
  /** `extended`: another end, from which there is no way back. */
  readonly kind: 'added' | 'done' | 'extended' | 'undone';
  /** Told what undoing did. */
  readonly onUndone: (change: AllowChange) => void;
};

/** What a change did, what QRadar refused of it, and the way back. Takes the focus: what was pressed may be gone. */
export function Outcome({ change, kind, onUndone }: OutcomeProps) {
  const text = useAllowWords().outcome;
  const { codes } = useWords().problems;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [change]);
  const { undo, isUndoing, problem } = useUndo(onUndone);
  const { done, refused } = change;
  return (
    <div className="tw-allow__outcome">
      <div ref={place} tabIndex={-1} role="status" data-modal-primary-focus>
        <p>
          {done.length > 0 ? text[kind === 'extended' ? 'done' : kind](done.length) : text.nothing}
        </p>
      </div>
      {refused.length > 0 && (
        <div role="alert">
          <Notice
            kind="error"
            title={text.refusedTitle(refused.length)}
            subtitle={codes['allowlist-entry-refused'].remedy}
          />
          <ul className="tw-allow__refused">
            {refused.map(({ value, problem: why }) => (
              <li key={value}>
                {text.refused(value, why.detail === '' ? codes[why.code].title : why.detail)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div role="alert">{problem && <ProblemNotice problem={problem} />}</div>
      {done.length > 0 && (kind === 'added' || kind === 'done') && (
        <Button kind="tertiary" size="sm" onClick={() => undo(change.action)}>
          {text.undo}
        </Button>
      )}
      {isUndoing && <Waiting text={text.undoing} />}
    </div>
  );
}

/** Undoes actions of the allowlist, one at a time. */
export function useUndo(onUndone: (change: AllowChange) => void) {
  const api = useApi();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isUndoing, setUndoing] = useState(false);
  const run = async (action: string) => {
    setUndoing(true);
    setProblem(null);
    try {
      onUndone(await api.undoAllowed(action));
    } catch (error) {
      setProblem(problemOf(error));
    }
    setUndoing(false);
  };
  const undo = (action: string) => {
    if (!isUndoing) void run(action);
  };
  return { undo, isUndoing, problem };
}
