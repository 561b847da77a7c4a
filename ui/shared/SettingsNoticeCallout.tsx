import { Callout } from '@carbon/react';
import type { SettingsNotice } from '../../contract/session.ts';
import { messages } from '../messages/messages.ts';

type SettingsNoticeCalloutProps = {
  readonly notice: SettingsNotice;
  readonly canAdminister: boolean;
  /** In the panel the settings are at hand; on the page they have to be opened first. */
  readonly place: 'page' | 'panel';
};

/** Says what is wrong with the stored settings, what holds instead, and what whoever reads it can do. */
export function SettingsNoticeCallout({
  notice,
  canAdminister,
  place,
}: SettingsNoticeCalloutProps) {
  const { title, meaning, remedies } = messages.settingsNotices[notice];
  const remedy = remedies[canAdminister ? place : 'others'];
  return <Callout kind="warning" lowContrast title={title} subtitle={`${meaning} ${remedy}`} />;
}
