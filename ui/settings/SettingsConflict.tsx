import { RadioButton, RadioButtonGroup } from '@carbon/react';
import { useId } from 'react';
import { settingName, valueText, type AuditWords } from './audit-text.ts';
import { useWords } from '../words/WordsContext.tsx';
import { differingFields, entriesOf, isListField, type Draft, type Field } from './draft.ts';
import { useSettingsWords } from './settings-words.ts';
import type { Conflict } from './useSettingsDraft.ts';

type SettingsConflictProps = {
  readonly conflict: Conflict;
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
};

/** Where what somebody else has saved differs from what stood here, and which of both is to hold. */
export function SettingsConflict({ conflict, draft, onChange }: SettingsConflictProps) {
  const words: AuditWords = { ...useWords(), ...useSettingsWords() };
  const id = useId();
  const fields = differingFields(conflict.theirs, conflict.mine);
  const text = words.conflict;
  return (
    <section aria-labelledby={id} className="tw-settings__conflict">
      <h3 id={id}>{fields.length > 0 ? text.title(fields.length) : text.same}</h3>
      {fields.map((field) => (
        <RadioButtonGroup
          key={field}
          name={`${id}-${field}`}
          legendText={settingName(field, words)}
          orientation="vertical"
          valueSelected={chosen(field, draft, conflict)}
          onChange={(value) =>
            onChange({ [field]: (value === 'mine' ? conflict.mine : conflict.theirs)[field] })
          }
        >
          <RadioButton
            value="theirs"
            labelText={text.theirs(textOf(field, conflict.theirs, words))}
          />
          <RadioButton value="mine" labelText={text.mine(textOf(field, conflict.mine, words))} />
        </RadioButtonGroup>
      ))}
    </section>
  );
}

/** Neither, where something else has been typed since. */
function chosen(field: Field, draft: Draft, { theirs, mine }: Conflict): string {
  const isOf = (other: Draft) => !differingFields(draft, other).includes(field);
  return isOf(theirs) ? 'theirs' : isOf(mine) ? 'mine' : '';
}

function textOf(field: Field, draft: Draft, words: AuditWords): string {
  const value = draft[field];
  if (isListField(field)) return valueText(field, JSON.stringify(entriesOf(draft[field])), words);
  // What was typed into a field of a number may be none, and then is shown as it is.
  return valueText(field, isText(field, value) ? value : JSON.stringify(value), words);
}

function isText(field: Field, value: Draft[Field]): value is string {
  return typeof value === 'string' && field !== 'profile' && field !== 'logLevel';
}
