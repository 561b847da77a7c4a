import { Checkbox } from '@carbon/react';
import { useId } from 'react';
import { defaultSettings } from '../../contract/default-settings.ts';
import { useSettingsWords } from './settings-words.ts';
import type { Draft } from './draft.ts';
import { Resettable } from './fields.tsx';

type StitchingChoiceProps = {
  readonly draft: Draft;
  readonly isReadOnly: boolean;
  readonly onChange: (changes: Partial<Draft>) => void;
};

/** Whether data channels take part in the rating. */
export function StitchingChoice({ draft, isReadOnly, onChange }: StitchingChoiceProps) {
  const id = useId();
  const { label, meaning } = useSettingsWords().fields.stitching;
  return (
    <Resettable
      label={label}
      isDefault={draft.stitching === defaultSettings.stitching}
      isReadOnly={isReadOnly}
      onReset={() => onChange({ stitching: defaultSettings.stitching })}
    >
      <Checkbox
        id={id}
        labelText={label}
        helperText={meaning}
        checked={draft.stitching}
        disabled={isReadOnly}
        onChange={(_, { checked }) => onChange({ stitching: checked })}
      />
    </Resettable>
  );
}
