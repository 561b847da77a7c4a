import { profileSchema } from '../../contract/finding.ts';
import { settingsSchema, type Proposals } from '../../contract/session.ts';
import type { Answer } from '../api/useAnswer.ts';
import { useWords } from '../words/WordsContext.tsx';
import { isListField, propertyFields, type Field } from './draft.ts';
import {
  ChoiceField,
  EntryField,
  ListInput,
  NumberInputField,
  SwitchField,
  type FormProps,
} from './fields.tsx';
import { PortPackChoice } from './PortPackChoice.tsx';
import { BlockProposals, PropertyProposals } from './ProposalChoice.tsx';
import { useSettingsWords } from './settings-words.ts';

const logLevels = settingsSchema.shape.logLevel.options;

type SettingFieldProps = FormProps & {
  readonly field: Field;
  readonly proposals: Answer<Proposals>;
};

/** One setting with its meaning, its unit, its default, and what the console has to offer for it. */
export function SettingField({ field, proposals, ...form }: SettingFieldProps) {
  const words = useWords();
  const text = useSettingsWords();
  const { profiles } = words.detection;
  if (field === 'portPacks') return <PortPackChoice {...form} />;
  if (field === 'flows') return <SwitchField {...form} field={field} {...words.flows.setting} />;
  if (
    field === 'stitching' ||
    field === 'hostSignals' ||
    field === 'remoteSources' ||
    field === 'truePositives' ||
    field === 'newHigh'
  )
    return <SwitchField {...form} field={field} {...text.fields[field]} />;
  if (field === 'profile')
    return (
      <ChoiceField
        {...form}
        field={field}
        meaning={`${text.fields.profile.meaning} ${profiles[form.draft.profile].meaning}`}
        options={profileSchema.options.map((value) => ({ value, label: profiles[value].label }))}
      />
    );
  if (field === 'logLevel')
    return (
      <ChoiceField
        {...form}
        field={field}
        meaning={text.fields.logLevel.meaning}
        options={logLevels.map((value) => ({ value, label: text.logLevels[value] }))}
      />
    );
  if (field === 'receiver') return <EntryField {...form} field={field} />;
  if (!isListField(field)) return <NumberInputField {...form} field={field} />;
  const offered = {
    proposals,
    text: form.draft[field],
    onChange: (value: string) => form.onChange({ [field]: value }),
  };
  const property = propertyFields.find((name) => name === field);
  return (
    <>
      <ListInput {...form} field={field} />
      {property && <PropertyProposals field={property} {...offered} />}
      {field === 'ownPublicBlocks' && <BlockProposals {...offered} />}
    </>
  );
}
