import { useCallback, useState } from 'react';
import type { TechniqueId, Validation } from '../../contract/validation.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { Answered } from '../shared/Answered.tsx';
import { useValidationWords } from './validation-words.ts';
import { PrepareForm } from './PrepareForm.tsx';
import { Records } from './Records.tsx';
import { Rehearsals } from './Rehearsals.tsx';
import { TechniqueChoice } from './TechniqueChoice.tsx';
import { TechniqueFacts } from './TechniqueFacts.tsx';

type OverviewProps = {
  readonly canAdminister: boolean;
  /** It follows upon a validation that was open, whose button of return had the focus. */
  readonly takesFocus: boolean;
  readonly onOpen: (validation: Validation) => void;
};

/** What can be tested, what has been, and rehearsals. */
export function Overview({ canAdminister, takesFocus, onOpen }: OverviewProps) {
  const api = useApi();
  const { answer, retry } = useAnswer(
    useCallback((signal: AbortSignal) => api.techniques(signal), [api]),
  );
  const text = useValidationWords();
  const [chosen, setChosen] = useState<TechniqueId | null>(null);
  return (
    <>
      <Answered answer={answer} onRetry={retry} asking={text.choose.title}>
        {({ techniques }) => {
          const technique = techniques.find(({ id }) => id === chosen) ?? techniques[0];
          if (technique === undefined) return null;
          return (
            <div className="tw-validation__choice">
              <TechniqueChoice
                techniques={techniques}
                chosen={technique.id}
                takesFocus={takesFocus}
                onChoose={setChosen}
              />
              <TechniqueFacts technique={technique} />
              <PrepareForm key={technique.id} technique={technique} onPrepared={onOpen} />
            </div>
          );
        }}
      </Answered>
      <Records onOpen={onOpen} />
      <Rehearsals canAdminister={canAdminister} />
    </>
  );
}
