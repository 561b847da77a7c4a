import type { SettingsNotice } from '../../contract/session.ts';
import { useWords } from '../words/WordsContext.tsx';
import { Notice } from './Notice.tsx';

type SettingsNoticeCalloutProps = {
  readonly notice: SettingsNotice;
  readonly canAdminister: boolean;
  /** Where it is said: on the page of settings they are at hand, on that of findings they have to be opened first. */
  readonly place: 'findings' | 'settings';
};

/** Says what is wrong with the stored settings, what holds instead, and what the reader can do. */
export function SettingsNoticeCallout({
  notice,
  canAdminister,
  place,
}: SettingsNoticeCalloutProps) {
  const words = useWords();
  const { title, meaning, remedies } = words.settingsNotices[notice];
  const remedy = remedies[canAdminister ? place : 'others'];
  return <Notice kind="warning" title={title} subtitle={`${meaning} ${remedy}`} />;
}
