import { Button, Heading, Section } from '@carbon/react';
import { useEffect, useRef } from 'react';
import type { Validation } from '../../contract/validation.ts';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { Waiting } from '../shared/Waiting.tsx';
import { PredictionPart } from './PredictionPart.tsx';
import { RanForm } from './RanForm.tsx';
import { ResultPart } from './ResultPart.tsx';
import { Steps } from './Steps.tsx';
import { useRefusal } from './useRefusal.ts';
import { isUnderWay, useValidation } from './useValidation.ts';
import { ValidationHead } from './ValidationHead.tsx';
import { useValidationWords } from './validation-words.ts';

type OpenValidationProps = {
  readonly id: string;
  /** What is known of it; `null`: nothing yet. */
  readonly first: Validation | null;
  readonly onBack: () => void;
};

/** One validation: the prediction, then the steps, then what came of them. */
export function OpenValidation({ id, first, onBack }: OpenValidationProps) {
  const text = useValidationWords();
  const { state, look, cancel, know } = useValidation(id, first);
  const { validation, problem } = state;
  const { refused, other } = useRefusal(problem);
  const heading = useRef<HTMLDivElement>(null);
  // What led here is gone: the form, or the row of the list.
  useEffect(() => heading.current?.focus(), []);
  return (
    <Section className="tw-validation__open">
      <Button kind="ghost" size="sm" onClick={onBack}>
        {text.records.back}
      </Button>
      <div ref={heading} tabIndex={-1} className="tw-validation__name">
        <Heading>
          {validation &&
            `${text.bench.techniques[validation.request.technique].name}: ${text.variants[validation.request.variant]}`}
        </Heading>
      </div>
      <div role="alert">
        {other && <ProblemNotice problem={other} />}
        {validation?.problem && <ProblemNotice problem={validation.problem} />}
      </div>
      {validation && (
        <>
          <ValidationHead validation={validation} onValidity={know} />
          <div className="tw-validation__columns">
            <div>
              {validation.state === 'preparing' ? (
                <Waiting text={text.prediction.making} />
              ) : (
                <PredictionPart validation={validation} />
              )}
              {validation.prediction && <Steps validation={validation} />}
            </div>
            <div>
              {validation.prediction && (
                <RanForm
                  validation={validation}
                  madeMs={validation.prediction.madeMs}
                  isLooking={isUnderWay(validation)}
                  refused={refused('time')}
                  onLook={(ran) => void look(ran)}
                  onCancel={() => void cancel()}
                />
              )}
              {validation.result && (
                <ResultPart validation={validation} result={validation.result} />
              )}
            </div>
          </div>
        </>
      )}
    </Section>
  );
}
