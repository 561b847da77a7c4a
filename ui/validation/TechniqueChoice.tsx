import { useEffect, useRef } from 'react';
import type { Technique, TechniqueId } from '../../contract/validation.ts';
import { useValidationWords } from './validation-words.ts';

type TechniqueChoiceProps = {
  readonly techniques: readonly Technique[];
  readonly chosen: TechniqueId;
  readonly takesFocus: boolean;
  readonly onChoose: (id: TechniqueId) => void;
};

/** The techniques as one choice: arrow keys go through them. */
export function TechniqueChoice(props: TechniqueChoiceProps) {
  const { techniques, chosen, takesFocus, onChoose } = props;
  const text = useValidationWords();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) first.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <fieldset className="tw-techniques">
      <legend className="tw-validation__title">{text.choose.title}</legend>
      {techniques.map(({ id, platform, connects }) => {
        const { name } = text.bench.techniques[id];
        const isChosen = id === chosen;
        return (
          <label key={id} className="tw-technique">
            <input
              ref={isChosen ? first : null}
              type="radio"
              name="technique"
              value={id}
              checked={isChosen}
              onChange={() => onChoose(id)}
            />
            <span>
              {name}
              <span className="tw-qualifier">
                {text.choose.platforms[platform]},{' '}
                {connects === null
                  ? text.choose.connectsNowhere
                  : text.choose.connects(`${connects.port}/${connects.transport.toLowerCase()}`)}
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
