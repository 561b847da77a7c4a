import { Heading, RadioButton, RadioButtonGroup, Section } from '@carbon/react';
import { useId } from 'react';
import { settingName, type AuditWords } from './audit-text.ts';
import { useWords } from '../words/WordsContext.tsx';
import { differingFields, type Draft, type Field } from './draft.ts';
import { draftText } from './draft-text.ts';
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
    <Section aria-labelledby={id} className="tw-settings__conflict">
      <Heading id={id}>{fields.length > 0 ? text.title(fields.length) : text.same}</Heading>
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
            labelText={text.theirs(draftText(field, conflict.theirs, words))}
          />
          <RadioButton value="mine" labelText={text.mine(draftText(field, conflict.mine, words))} />
        </RadioButtonGroup>
      ))}
    </Section>
  );
}

/** Neither, where something else has been typed since. */
function chosen(field: Field, draft: Draft, { theirs, mine }: Conflict): string {
  const isOf = (other: Draft) => !differingFields(draft, other).includes(field);
  return isOf(theirs) ? 'theirs' : isOf(mine) ? 'mine' : '';
}
