import { Callout } from '@carbon/react';
import { messages } from '../messages/messages.ts';

type FallbackSettingsNoticeProps = {
  readonly canAdminister: boolean;
  /** In the panel the settings are at hand; on the page they have to be opened first. */
  readonly place: 'page' | 'panel';
};

/** Says that the stored settings could not be read, what holds instead, and what whoever reads it can do. */
export function FallbackSettingsNotice({ canAdminister, place }: FallbackSettingsNoticeProps) {
  const { title, meaning, remedies } = messages.settings.fallback;
  const remedy = remedies[canAdminister ? place : 'others'];
  return <Callout kind="warning" lowContrast title={title} subtitle={`${meaning} ${remedy}`} />;
}
