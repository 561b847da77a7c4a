import { lazy, Suspense, useMemo } from 'react';
import type { Card } from '../../cards/cards.ts';
import { usePivotAnswers } from '../pivots/usePivotAnswers.ts';
import type { PivotTarget } from '../pivots/target.ts';
import { findingMarkdown } from '../export/markdown.ts';
import { CameBack } from '../shared/CameBack.tsx';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { SignalList } from '../host-signals/SignalList.tsx';
import { useSignalsOf } from '../host-signals/SignalsContext.ts';
import { useWords } from '../words/WordsContext.tsx';
import { TriageSection } from '../triage/TriageSection.tsx';
import { Actions } from './Actions.tsx';
import { useDetailWords } from './detail-words.ts';
import { Figures } from './Figures.tsx';
import { Reasons } from './Reasons.tsx';
import { Timeline, type TimelineProps } from './Timeline.tsx';
import { useVerdict, Verdict } from './Verdict.tsx';
import { Who } from './Who.tsx';

const CaseFileButton = lazy(() => import('../export/CaseFileButton.tsx'));

/** A finding from its verdict to its figures, in the order in which an analyst asks. */
export function Summary({ card, ...timeline }: TimelineProps & { readonly card: Card }) {
  const { finding, run } = timeline;
  const words = useWords();
  const text = useDetailWords();
  const signals = useSignalsOf(card.key);
  const verdict = useVerdict(finding);
  const target = useMemo<PivotTarget>(
    () => ({
      field: 'source',
      value: finding.source,
      domainId: finding.domain.id,
      finding,
      card,
    }),
    [finding, card],
  );
  const answers = usePivotAnswers(run, target);
  return (
    <>
      <Verdict finding={finding} />
      <CameBack finding={finding} />
      <Actions target={target} answers={answers} />
      <TriageSection run={run.id} finding={finding} />
      <CopyTextButton
        label={text.copyMarkdown}
        text={() => findingMarkdown(finding, run, words, verdict)}
      />
      <Suspense>
        <CaseFileButton finding={finding} run={run} />
      </Suspense>
      <Timeline {...timeline} />
      <Reasons finding={finding} run={run} />
      <SignalList signals={signals} />
      <Who finding={finding} card={card} address={answers.address} />
      <Figures finding={finding} />
    </>
  );
}
