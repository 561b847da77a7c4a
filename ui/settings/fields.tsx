import { Button, NumberInput, TextArea } from '@carbon/react';
import { useId, type ReactNode } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import { useSettingsWords } from './settings-words.ts';
import {
  entriesOf,
  numberBounds,
  type NumberField as NumberName,
  type TextField,
} from './draft.ts';

type ResettableProps = {
  readonly label: string;
  readonly isDefault: boolean;
  readonly isReadOnly: boolean;
  readonly onReset: () => void;
  readonly children: ReactNode;
};

/** A field with the way back to its default, which is disabled where there is nothing to go back from. */
export function Resettable({ label, isDefault, isReadOnly, onReset, children }: ResettableProps) {
  const text = useSettingsWords();
  return (
    <div className="tw-settings__field">
      {children}
      {!isReadOnly && (
        <Button
          kind="ghost"
          size="sm"
          disabled={isDefault}
          aria-label={text.resetOf(label)}
          onClick={onReset}
        >
          {text.reset}
        </Button>
      )}
    </div>
  );
}

type InputProps<F extends TextField> = {
  readonly field: F;
  readonly value: string;
  readonly defaultValue: string;
  readonly error: string | undefined;
  readonly isReadOnly: boolean;
  readonly onChange: (value: string) => void;
};

/** A list, one entry a line. */
export function ListInput(props: InputProps<TextField>) {
  const text = useSettingsWords();
  const { field, value, defaultValue, error, isReadOnly, onChange } = props;
  const id = useId();
  const { label, meaning } = text.fields[field];
  const defaults = entriesOf(defaultValue).join(', ') || text.defaultEmpty;
  return (
    <Resettable
      label={label}
      isDefault={value === defaultValue}
      isReadOnly={isReadOnly}
      onReset={() => onChange(defaultValue)}
    >
      <TextArea
        id={id}
        labelText={label}
        helperText={`${meaning} ${text.defaultIs(defaults)}`}
        rows={Math.min(8, Math.max(2, value.split('\n').length))}
        spellCheck={false}
        value={value}
        readOnly={isReadOnly}
        invalid={error !== undefined}
        invalidText={error}
        onChange={({ target }) => onChange(target.value)}
      />
    </Resettable>
  );
}

/** A whole number within its bounds. */
export function NumberField(props: InputProps<NumberName>) {
  const words = useWords();
  const text = useSettingsWords();
  const { field, value, defaultValue, error, isReadOnly, onChange } = props;
  const id = useId();
  const { label, meaning } = text.fields[field];
  const { from, to } = numberBounds[field];
  return (
    <Resettable
      label={label}
      isDefault={value === defaultValue}
      isReadOnly={isReadOnly}
      onReset={() => onChange(defaultValue)}
    >
      <NumberInput
        id={id}
        label={label}
        helperText={`${meaning} ${text.range(from, to)} ${text.defaultIs(words.format.count(Number(defaultValue)))}`}
        min={from}
        max={to}
        allowEmpty
        hideSteppers
        disableWheel
        value={value}
        readOnly={isReadOnly}
        invalid={error !== undefined}
        invalidText={error}
        onChange={(_, state) => onChange(`${state.value}`)}
      />
    </Resettable>
  );
}
