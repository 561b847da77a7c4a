import { Button } from '@carbon/react';
import { useEffect } from 'react';
import { usePivotHandle } from '../pivots/PivotContext.ts';
import { pivotItems } from '../pivots/pivots.ts';
import type { PivotAnswers, PivotTarget } from '../pivots/target.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords } from './detail-words.ts';

type ActionsProps = {
  readonly target: PivotTarget;
  readonly answers: PivotAnswers;
};

/** The pivots that an analyst goes on with, by the narrowest that there is. */
const actions = [
  { name: 'events', ids: ['pairEvents', 'sourceEvents'] },
  { name: 'flows', ids: ['pairFlows', 'sourceFlows'] },
  { name: 'asset', ids: ['asset'] },
  { name: 'offenses', ids: ['offenses'] },
  { name: 'allow', ids: ['allow'] },
] as const;

/**
 * The ways on from a finding, as the menu of its source has them: each says why where it cannot be used. Such a one keeps
 * the focus it may have, so it is not disabled for the browser.
 */
export function Actions({ target, answers }: ActionsProps) {
  const words = useWords();
  const text = useDetailWords().actions;
  const { choose, prepare } = usePivotHandle();
  useEffect(prepare, [prepare]);
  const items = pivotItems(target, { ...answers, words });
  return (
    <ul className="tw-detail__actions" aria-label={text.label}>
      {actions.map(({ name, ids }) => {
        const item = ids.map((id) => items.find((one) => one.id === id)).find((one) => one);
        if (item === undefined) return null;
        const { label, reason, effect } = item;
        return (
          <li key={name}>
            <Button
              kind="tertiary"
              size="sm"
              title={label}
              aria-disabled={effect === null}
              className={effect === null ? 'tw-detail__action--off' : ''}
              onClick={() => effect && choose(effect)}
            >
              {reason === null ? text[name] : words.pivots.withReason(text[name], reason)}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
