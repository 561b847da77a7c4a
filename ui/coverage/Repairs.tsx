import { Button, Heading, Section } from '@carbon/react';
import { useState } from 'react';
import type { CoverageResult, Repair } from '../../contract/coverage.ts';
import type { Problem } from '../../contract/problem.ts';
import { problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { Waiting } from '../shared/Waiting.tsx';
import { withChanges } from './change-settings.ts';
import { useCoverageWords } from './coverage-words.ts';

type RepairsProps = {
  readonly result: CoverageResult;
  readonly canAdminister: boolean;
  /** A newer check is: nothing can be applied until it is over. */
  readonly isUnderWay: boolean;
  /** Called when settings were saved, so that everything is asked anew. */
  readonly onApplied: () => void;
};

/** The smallest changes that would show more, each with the cards that it would show, to be applied on the spot. */
export function Repairs({ result, canAdminister, isUnderWay, onApplied }: RepairsProps) {
  const { repairs: text, unknown } = useCoverageWords();
  const { repairs, cardsNow, isCut, repairsUnknown } = result;
  const { apply, applying, problem } = useApply(onApplied);
  const isAnyApplicable = repairs.some(({ isApplicable }) => isApplicable);
  return (
    <Section className="tw-coverage__part">
      <Heading className="tw-coverage__title">{text.title}</Heading>
      {cardsNow && <p>{text.now(cardsNow)}</p>}
      <div role="alert">{problem && <ProblemNotice problem={problem} />}</div>
      {repairs.length === 0 ? (
        <p>{repairsUnknown ? text.cannotKnow(unknown[repairsUnknown]) : text.none}</p>
      ) : (
        <ol className="tw-coverage__repairs">
          {repairs.map((repair) => (
            <li key={JSON.stringify(repair.changes)} className="tw-coverage__repair">
              <RepairText repair={repair} />
              {!repair.isApplicable && <p className="tw-qualifier">{text.elsewhere}</p>}
              {repair.isApplicable && canAdminister && (
                <Button
                  size="sm"
                  kind="tertiary"
                  disabled={applying !== null || isUnderWay}
                  onClick={() => void apply(repair)}
                >
                  {text.apply}
                </Button>
              )}
              {applying === repair && <Waiting text={text.applying} />}
            </li>
          ))}
        </ol>
      )}
      {isAnyApplicable && !canAdminister && <p>{text.onlyAdmin}</p>}
      {repairs.length > 0 && (
        <p className="tw-qualifier">
          {text.estimated} {isCut && text.cut}
        </p>
      )}
    </Section>
  );
}

function RepairText({ repair: { changes, cards, high, sources } }: { readonly repair: Repair }) {
  const text = useCoverageWords().repairs;
  return (
    <div>
      <ul className="tw-coverage__changes">
        {changes.map((change) => (
          <li key={JSON.stringify(change)}>{text.change(change)}</li>
        ))}
      </ul>
      <p>{text.yields(cards, high, sources)}</p>
    </div>
  );
}

/** Saves the settings with the changes of a repair, on top of those that are in force at that moment. */
function useApply(onApplied: () => void) {
  const api = useApi();
  const [applying, setApplying] = useState<Repair | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const apply = async (repair: Repair) => {
    setApplying(repair);
    setProblem(null);
    try {
      const { settings, version } = await api.settings();
      const wanted = withChanges(settings, repair.changes);
      await api.saveSettings(wanted, { version, isConfirmed: false });
      onApplied();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setApplying(null);
  };
  return { apply, applying, problem };
}
