import { CheckmarkFilled, ErrorFilled, Help, WarningAltFilled } from '@carbon/icons-react';
import { Heading, Section } from '@carbon/react';
import type { Check, CoverageResult, Verdict } from '../../contract/coverage.ts';
import { answerOf } from './check-text.ts';
import { useCoverageWords } from './coverage-words.ts';

/** A shape of its own for each verdict, because colour alone would not be seen by everybody. */
const icons = {
  ok: CheckmarkFilled,
  weak: WarningAltFilled,
  missing: ErrorFilled,
  'cannot-know': Help,
} as const satisfies Record<Verdict, unknown>;

/** Every check with its verdict, its numbers, and what to do where it is not in order. */
export function Checks({ checks }: Pick<CoverageResult, 'checks'>) {
  const text = useCoverageWords();
  return (
    <Section className="tw-coverage__part">
      <Heading className="tw-coverage__title">{text.checksTitle}</Heading>
      <ul className="tw-checks">
        {checks.map((check) => (
          <CheckRow key={check.code} check={check} />
        ))}
      </ul>
    </Section>
  );
}

function CheckRow({ check }: { readonly check: Check }) {
  const text = useCoverageWords();
  const { label, remedy } = text.checks[check.code];
  const needsRemedy = check.verdict === 'weak' || check.verdict === 'missing';
  return (
    <li className={`tw-check tw-check--${check.verdict}`}>
      <VerdictTag verdict={check.verdict} />
      <div>
        <p className="tw-check__label">{label}</p>
        <p>{answerOf(check, text)}</p>
        {needsRemedy && (
          <p className="tw-check__remedy">
            <span className="tw-visually-hidden">{text.whatToDo}: </span>
            {remedy}
          </p>
        )}
      </div>
    </li>
  );
}

function VerdictTag({ verdict }: { readonly verdict: Verdict }) {
  const { verdicts } = useCoverageWords();
  const Icon = icons[verdict];
  return (
    <span className={`tw-tag tw-verdict tw-verdict--${verdict}`}>
      <Icon size={16} aria-hidden className="tw-verdict__icon" />
      {verdicts[verdict]}
    </span>
  );
}
