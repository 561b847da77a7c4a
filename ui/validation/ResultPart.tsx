import { Heading, Section } from '@carbon/react';
import type { Validation, ValidationResult } from '../../contract/validation.ts';
import { useCoverageWords } from '../coverage/coverage-words.ts';
import { SentQueries } from '../coverage/SentQueries.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { ComparisonPart } from './ComparisonPart.tsx';
import { DetectionPart } from './DetectionPart.tsx';
import { Signals } from './Signals.tsx';
import { StateTag } from './StateTag.tsx';
import { failureText } from './result-text.ts';
import { useValidationWords } from './validation-words.ts';

type ResultPartProps = {
  readonly validation: Validation;
  readonly result: ValidationResult;
};

/** What a look found: each record of the technique, the detection, and how the card compares with what was stated. */
export function ResultPart({ validation, result }: ResultPartProps) {
  const { time } = useWords().format;
  const coverage = useCoverageWords();
  const text = useValidationWords();
  const { checkedMs, ran, state, silence, failures } = result;
  return (
    <Section className="tw-validation__part">
      <Heading className="tw-validation__title">{text.result.title}</Heading>
      <div role="status" className="tw-outcome-line">
        <StateTag validation={validation} />
        <p>{silence === null ? text.result.meanings[state] : `${text.bench.silences[silence]}.`}</p>
      </div>
      <p className="tw-qualifier">
        {text.result.looked(time(checkedMs), time(ran.startMs), time(ran.stopMs))}
      </p>
      {failures.length > 0 && (
        <Notice
          kind="warning"
          title={text.result.partial}
          subtitle={failures.map((failure) => failureText(failure, text, coverage)).join(' ')}
        />
      )}
      <Section>
        <Signals result={result} />
        <DetectionPart detection={result.detection} />
        <ComparisonPart comparison={result.comparison} />
        <SentQueries queries={result.queries} />
      </Section>
    </Section>
  );
}
