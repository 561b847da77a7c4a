import { Button, Checkbox } from '@carbon/react';
import { Launch } from '@carbon/icons-react';
import { useId, useState } from 'react';
import type { GuideQuery, GuideStep, StepDone } from '../../contract/guides.ts';
import type { Problem } from '../../contract/problem.ts';
import { problemOf } from '../api/api.ts';
import { usePivotHandle } from '../pivots/PivotContext.ts';
import { QueryText } from '../shared/QueryText.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useGuideWords } from './guide-words.ts';
import { Inline } from './Markdown.tsx';

type GuideStepItemProps = {
  readonly step: GuideStep;
  /** Its place in the guide, from 1. */
  readonly number: number;
  readonly done: StepDone | null;
  /** Rejects with a `ProblemError`; then nothing has changed. */
  readonly onCheck: (isDone: boolean) => Promise<void>;
};

/** One step: whether it is done and by whom, what to do, and the queries to do it with. */
export function GuideStepItem({ step, number, done, onCheck }: GuideStepItemProps) {
  const text = useGuideWords();
  const id = useId();
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const check = async (isDone: boolean) => {
    setSaving(true);
    setProblem(null);
    try {
      await onCheck(isDone);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setSaving(false);
    }
  };
  return (
    <li className="tw-guides__step">
      <Checkbox
        id={id}
        labelText={<Inline text={step.text} />}
        checked={done !== null}
        readOnly={isSaving}
        helperText={done === null ? undefined : text.doneBy(done.by, done.atMs)}
        onChange={(_event, { checked }) => void check(checked)}
      />
      <div role="alert">{problem && <ProblemNotice problem={problem} />}</div>
      {step.queries.map((query, index) => (
        <StepQuery key={index} query={query} name={text.query(number, index + 1)} />
      ))}
    </li>
  );
}

function StepQuery({ query, name }: { readonly query: GuideQuery; readonly name: string }) {
  const text = useGuideWords();
  const { openEvents } = usePivotHandle();
  const { aql, lacks } = query;
  if (aql === null)
    return <p className="tw-qualifier">{lacks === null ? null : text.lacking[lacks]}</p>;
  return (
    <>
      <QueryText name={name} aql={aql} words={text.snippet} />
      <Button
        kind="ghost"
        size="sm"
        renderIcon={Launch}
        aria-label={`${text.inLogActivity}: ${name}`}
        onClick={() => openEvents(aql)}
      >
        {text.inLogActivity}
      </Button>
    </>
  );
}
