import type { Settings } from '../../contract/session.ts';
import { useWords } from '../words/WordsContext.tsx';
import { settingMeaning, settingName, type AuditWords } from './audit-text.ts';
import { draftOf } from './draft.ts';
import { draftText } from './draft-text.ts';
import { SettingsSections } from './SettingsSections.tsx';
import { useSettingsWords } from './settings-words.ts';

/** Every setting with its value and its meaning, for whoever cannot change them. */
export function SettingsValues({ settings }: { readonly settings: Settings }) {
  const words: AuditWords = { ...useWords(), ...useSettingsWords() };
  const draft = draftOf(settings);
  return (
    <SettingsSections>
      {(field) => (
        <dl className="tw-settings__value">
          <dt>{settingName(field, words)}</dt>
          <dd>{draftText(field, draft, words)}</dd>
          <dd className="tw-qualifier">{settingMeaning(field, words)}</dd>
        </dl>
      )}
    </SettingsSections>
  );
}
