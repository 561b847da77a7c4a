import {
  Button,
  Checkbox,
  NumberInput,
  Select,
  SelectItem,
  TextArea,
  TextInput,
} from '@carbon/react';
import type { ReactNode } from 'react';
import { defaultSettings } from '../../contract/default-settings.ts';
import { useWords } from '../words/WordsContext.tsx';
import {
  differingFields,
  draftOf,
  entriesOf,
  numberBounds,
  type Draft,
  type Field,
  type NumberField,
  type TextField,
} from './draft.ts';
import { settingName } from './audit-text.ts';
import { fieldId } from './sections.ts';
import { useSettingsWords } from './settings-words.ts';

const defaults = draftOf(defaultSettings);

/** The form that a field stands in. */
export type FormProps = {
  readonly draft: Draft;
  readonly errors: Readonly<Partial<Record<TextField, string>>>;
  readonly onChange: (changes: Partial<Draft>) => void;
};

type FieldProps<F extends Field> = FormProps & { readonly field: F };

/** A field with the way back to its default, which is disabled where there is nothing to go back from. */
export function Resettable({
  field,
  draft,
  onChange,
  children,
}: Pick<FieldProps<Field>, 'field' | 'draft' | 'onChange'> & { readonly children: ReactNode }) {
  const text = useSettingsWords();
  const label = settingName(field, { ...useWords(), ...text });
  return (
    <>
      {children}
      <Button
        kind="ghost"
        size="sm"
        disabled={!differingFields(draft, defaults).includes(field)}
        aria-label={text.resetOf(label)}
        onClick={() => onChange({ [field]: defaults[field] })}
      >
        {text.reset}
      </Button>
    </>
  );
}

/** A list, one entry a line. */
export function ListInput({ field, draft, errors, onChange }: FieldProps<TextField>) {
  const text = useSettingsWords();
  const { label, meaning } = text.fields[field];
  const value = draft[field];
  const defaultText = entriesOf(defaults[field]).join(', ') || text.defaultEmpty;
  return (
    <Resettable field={field} draft={draft} onChange={onChange}>
      <TextArea
        id={fieldId(field)}
        labelText={label}
        helperText={`${meaning} ${text.defaultIs(defaultText)}`}
        rows={Math.min(8, Math.max(2, value.split('\n').length))}
        spellCheck={false}
        value={value}
        invalid={errors[field] !== undefined}
        invalidText={errors[field]}
        onChange={({ target }) => onChange({ [field]: target.value })}
      />
    </Resettable>
  );
}

/** A whole number within its bounds. */
export function NumberInputField({ field, draft, errors, onChange }: FieldProps<NumberField>) {
  const { format } = useWords();
  const text = useSettingsWords();
  const { label, meaning } = text.fields[field];
  const { from, to } = numberBounds[field];
  return (
    <Resettable field={field} draft={draft} onChange={onChange}>
      <NumberInput
        id={fieldId(field)}
        label={label}
        helperText={`${meaning} ${text.range(from, to)} ${text.defaultIs(format.count(Number(defaults[field])))}`}
        min={from}
        max={to}
        allowEmpty
        hideSteppers
        disableWheel
        value={draft[field]}
        invalid={errors[field] !== undefined}
        invalidText={errors[field]}
        onChange={(_, state) => onChange({ [field]: `${state.value}` })}
      />
    </Resettable>
  );
}

/** One line of text. */
export function EntryField({ field, draft, errors, onChange }: FieldProps<'receiver'>) {
  const { label, meaning } = useSettingsWords().fields[field];
  return (
    <Resettable field={field} draft={draft} onChange={onChange}>
      <TextInput
        id={fieldId(field)}
        labelText={label}
        helperText={meaning}
        spellCheck={false}
        autoComplete="off"
        value={draft[field]}
        invalid={errors[field] !== undefined}
        invalidText={errors[field]}
        onChange={({ target }) => onChange({ [field]: target.value })}
      />
    </Resettable>
  );
}

type SwitchProps = FieldProps<
  'flows' | 'hostSignals' | 'newHigh' | 'remoteSources' | 'stitching' | 'truePositives'
> & {
  readonly label: string;
  readonly meaning: string;
};

/** Something that is on or off. */
export function SwitchField({ field, label, meaning, draft, onChange }: SwitchProps) {
  return (
    <Resettable field={field} draft={draft} onChange={onChange}>
      <Checkbox
        id={fieldId(field)}
        labelText={label}
        helperText={meaning}
        checked={draft[field]}
        onChange={(_, { checked }) => onChange({ [field]: checked })}
      />
    </Resettable>
  );
}

type ChoiceProps<F extends 'profile' | 'logLevel'> = FieldProps<F> & {
  readonly meaning: string;
  /** Each value with its label. */
  readonly options: readonly { readonly value: Draft[F]; readonly label: string }[];
};

/** One of a few values. */
export function ChoiceField<F extends 'profile' | 'logLevel'>(props: ChoiceProps<F>) {
  const { field, meaning, options, draft, onChange } = props;
  const { label } = useSettingsWords().fields[field];
  return (
    <Resettable field={field} draft={draft} onChange={onChange}>
      <Select
        id={fieldId(field)}
        labelText={label}
        helperText={meaning}
        value={draft[field]}
        onChange={({ target }) => {
          const chosen = options.find(({ value }) => value === target.value);
          if (chosen) onChange({ [field]: chosen.value });
        }}
      >
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value} text={option.label} />
        ))}
      </Select>
    </Resettable>
  );
}
