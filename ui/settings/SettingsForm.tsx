import { FormGroup, Select, SelectItem, Stack } from '@carbon/react';
import { useId } from 'react';
import { defaultSettings } from '../../contract/default-settings.ts';
import { profileSchema } from '../../contract/finding.ts';
import { settingsSchema, type Proposals } from '../../contract/session.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useSettingsWords } from './settings-words.ts';
import type { Answer } from '../api/useAnswer.ts';
import { BlockProposals, PropertyProposals } from './ProposalChoice.tsx';
import {
  draftOf,
  ftpFields,
  keepingFields,
  limitFields,
  propertyFields,
  thresholdFields,
  type Draft,
  type TextField,
} from './draft.ts';
import { FlowsChoice } from './FlowsChoice.tsx';
import { ListInput, NumberField, Resettable } from './fields.tsx';
import { PortPackChoice } from './PortPackChoice.tsx';
import { StitchingChoice } from './StitchingChoice.tsx';

export type SettingsFormProps = {
  readonly draft: Draft;
  readonly errors: Readonly<Partial<Record<TextField, string>>>;
  readonly proposals: Answer<Proposals>;
  readonly isReadOnly: boolean;
  readonly onChange: (changes: Partial<Draft>) => void;
};

const defaults = draftOf(defaultSettings);

/** Every setting with its meaning, its unit and its default. */
export function SettingsForm({
  draft,
  errors,
  proposals,
  isReadOnly,
  onChange,
}: SettingsFormProps) {
  const text = useSettingsWords();
  const input = (field: TextField) => ({
    field,
    value: draft[field],
    defaultValue: defaults[field],
    error: errors[field],
    isReadOnly,
    onChange: (value: string) => onChange({ [field]: value }),
  });
  return (
    <Stack gap={7}>
      <FormGroup legendText={text.groups.detection}>
        <Stack gap={6}>
          <ProfileChoice draft={draft} isReadOnly={isReadOnly} onChange={onChange} />
          <FlowsChoice
            isOn={draft.flows}
            isDefault={draft.flows === defaults.flows}
            isReadOnly={isReadOnly}
            onChange={(flows) => onChange({ flows })}
            onReset={() => onChange({ flows: defaults.flows })}
          />
          {thresholdFields.map((field) => (
            <NumberField key={field} {...input(field)} field={field} />
          ))}
          <PortPackChoice
            chosen={draft.portPacks}
            isReadOnly={isReadOnly}
            onChange={(portPacks) => onChange({ portPacks })}
          />
          <StitchingChoice draft={draft} isReadOnly={isReadOnly} onChange={onChange} />
        </Stack>
      </FormGroup>
      <FormGroup legendText={text.groups.properties}>
        <Stack gap={6}>
          {propertyFields.map((field) => (
            <div key={field}>
              <ListInput {...input(field)} />
              {!isReadOnly && (
                <PropertyProposals
                  field={field}
                  proposals={proposals}
                  text={draft[field]}
                  onChange={(value) => onChange({ [field]: value })}
                />
              )}
            </div>
          ))}
        </Stack>
      </FormGroup>
      <FormGroup legendText={text.groups.ftp}>
        <Stack gap={6}>
          {ftpFields.map((field) => (
            <ListInput key={field} {...input(field)} />
          ))}
        </Stack>
      </FormGroup>
      <FormGroup legendText={text.groups.network}>
        <ListInput {...input('ownPublicBlocks')} />
        {!isReadOnly && (
          <BlockProposals
            proposals={proposals}
            text={draft.ownPublicBlocks}
            onChange={(value) => onChange({ ownPublicBlocks: value })}
          />
        )}
      </FormGroup>
      <FormGroup legendText={text.groups.limits}>
        <Stack gap={6}>
          {limitFields.map((field) => (
            <NumberField key={field} {...input(field)} field={field} />
          ))}
        </Stack>
      </FormGroup>
      <FormGroup legendText={text.groups.keeping}>
        <Stack gap={6}>
          <LogLevelChoice draft={draft} isReadOnly={isReadOnly} onChange={onChange} />
          {keepingFields.map((field) => (
            <NumberField key={field} {...input(field)} field={field} />
          ))}
        </Stack>
      </FormGroup>
    </Stack>
  );
}

type ChoiceProps = Pick<SettingsFormProps, 'draft' | 'isReadOnly' | 'onChange'>;

function ProfileChoice({ draft, isReadOnly, onChange }: ChoiceProps) {
  const { profiles } = useWords().detection;
  const text = useSettingsWords();
  const id = useId();
  const { label, meaning } = text.fields.profile;
  return (
    <Resettable
      label={label}
      isDefault={draft.profile === defaults.profile}
      isReadOnly={isReadOnly}
      onReset={() => onChange({ profile: defaults.profile })}
    >
      <Select
        id={id}
        labelText={label}
        helperText={`${meaning} ${profiles[draft.profile].meaning}`}
        value={draft.profile}
        // Carbon's read-only select can still be opened; a disabled one cannot.
        disabled={isReadOnly}
        onChange={({ target }) => onChange({ profile: profileSchema.parse(target.value) })}
      >
        {profileSchema.options.map((profile) => (
          <SelectItem key={profile} value={profile} text={profiles[profile].label} />
        ))}
      </Select>
    </Resettable>
  );
}

function LogLevelChoice({ draft, isReadOnly, onChange }: ChoiceProps) {
  const text = useSettingsWords();
  const id = useId();
  const { label, meaning } = text.fields.logLevel;
  const levels = settingsSchema.shape.logLevel;
  return (
    <Resettable
      label={label}
      isDefault={draft.logLevel === defaults.logLevel}
      isReadOnly={isReadOnly}
      onReset={() => onChange({ logLevel: defaults.logLevel })}
    >
      <Select
        id={id}
        labelText={label}
        helperText={meaning}
        value={draft.logLevel}
        disabled={isReadOnly}
        onChange={({ target }) => onChange({ logLevel: levels.parse(target.value) })}
      >
        {levels.options.map((level) => (
          <SelectItem key={level} value={level} text={text.logLevels[level]} />
        ))}
      </Select>
    </Resettable>
  );
}
