import { Heading, Section } from '@carbon/react';
import type { Step, Validation } from '../../contract/validation.ts';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { useValidationWords } from './validation-words.ts';

/** What to carry out, in order, and how to clean up; the commands stand as they are to be run. */
export function Steps({ validation }: { readonly validation: Validation }) {
  const text = useValidationWords().steps;
  const { request, recipe, marker } = validation;
  const host = request.host === null ? request.source : `${request.source} (${request.host})`;
  return (
    <Section className="tw-validation__part">
      <Heading className="tw-validation__title">{text.title}</Heading>
      <p>
        {text.where(host)} {text.marker(marker)} {text.loud}
      </p>
      <StepList steps={recipe.steps} copy={text.copyStep} />
      <Section>
        <Heading className="tw-validation__subtitle">{text.cleanUp}</Heading>
        {recipe.cleanUp.length === 0 ? (
          <p>{text.noCleanUp}</p>
        ) : (
          <StepList steps={recipe.cleanUp} copy={text.copyCleanUp} />
        )}
      </Section>
    </Section>
  );
}

type StepListProps = {
  readonly steps: readonly Step[];
  /** Names the button of a step by its place, from 1. */
  readonly copy: (place: number) => string;
};

function StepList({ steps, copy }: StepListProps) {
  const { steps: text, bench } = useValidationWords();
  return (
    <ol className="tw-steps">
      {steps.map(({ id, shell, command }, at) => (
        <li key={id}>
          <p>{bench.steps[id] ?? id}</p>
          <pre className="tw-mono">{command}</pre>
          <div className="tw-validation__actions">
            <span className="tw-qualifier">{text.shells[shell]}</span>
            <CopyTextButton label={copy(at + 1)} text={() => command} />
          </div>
        </li>
      ))}
    </ol>
  );
}
