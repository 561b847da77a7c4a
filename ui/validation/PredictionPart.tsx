import { Heading, Section } from '@carbon/react';
import { CheckmarkFilled, Misuse } from '@carbon/icons-react';
import type { Prediction, Receipt, Validation } from '../../contract/validation.ts';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { Facts } from '../shared/Facts.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { expectedText, memberText, membersOf } from './prediction-text.ts';
import { useValidationWords } from './validation-words.ts';

/** The card as it was stated before the test, and what binds it. */
export function PredictionPart({ validation }: { readonly validation: Validation }) {
  const text = useValidationWords();
  const { prediction, receipt, isBeforehand } = validation;
  if (prediction === null) return null;
  return (
    <Section className="tw-validation__part">
      <Heading className="tw-validation__title">{text.prediction.title}</Heading>
      <Expected prediction={prediction} />
      <p className="tw-qualifier">
        <Made prediction={prediction} isBeforehand={isBeforehand} />
      </p>
      {receipt && <ReceiptPart receipt={receipt} />}
    </Section>
  );
}

function Expected({ prediction }: { readonly prediction: Prediction }) {
  const words = useWords();
  const text = useValidationWords();
  const [first, ...why] = expectedText(prediction, text);
  const Icon = prediction.fires ? CheckmarkFilled : Misuse;
  return (
    <>
      <p className="tw-validation__expected">
        <Icon size={20} aria-hidden />
        <strong>{first}</strong>
      </p>
      {why.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {prediction.protocol !== null && (
        <Facts
          facts={membersOf(prediction).map((member) => ({
            name: text.prediction.fields[member.field],
            value: memberText(member, text.prediction.notStated, words, text),
          }))}
        />
      )}
    </>
  );
}

function Made({
  prediction: { madeMs },
  isBeforehand,
}: {
  readonly prediction: Prediction;
  readonly isBeforehand: boolean | null;
}) {
  const { time } = useWords().format;
  const text = useValidationWords().prediction;
  const made = text.made(time(madeMs));
  if (isBeforehand === null) return made;
  return `${made} ${isBeforehand ? text.beforehand : text.afterwards}`;
}

function ReceiptPart({ receipt }: { readonly receipt: Receipt }) {
  const text = useValidationWords().receipt;
  const names = Object.entries(text.meanings).map(
    // The words have a sentence for each member of the map.
    ([meaning, label]) =>
      [label, receipt.properties[meaning as keyof Receipt['properties']]] as const,
  );
  return (
    <>
      <dl className="tw-receipt">
        <dt>{text.hash}</dt>
        <dd className="tw-mono">{receipt.sha256}</dd>
        <dt>{text.rule}</dt>
        <dd className="tw-mono">{receipt.ruleVersion}</dd>
      </dl>
      <CopyTextButton label={text.copyHash} text={() => receipt.sha256} />
      <details className="tw-folded">
        <summary>{text.properties}</summary>
        <dl className="tw-receipt tw-folded__body">
          {names.map(([label, read]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{read.length === 0 ? text.none : read.join(', ')}</dd>
            </div>
          ))}
        </dl>
      </details>
      <details className="tw-folded">
        <summary>{text.statement}</summary>
        <div className="tw-folded__body">
          <p>{text.explanation}</p>
          <pre className="tw-mono">{receipt.statement}</pre>
          <CopyTextButton label={text.copyStatement} text={() => receipt.statement} />
        </div>
      </details>
    </>
  );
}
