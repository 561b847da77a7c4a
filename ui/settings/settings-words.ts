import { settings as german } from '../../words/de/settings.ts';
import { settings as english } from '../../words/en/settings.ts';
import { wordsSection } from '../words/section.tsx';

export type { SettingsWords } from '../../words/en/settings.ts';

/** Words of the settings panel and of the admin page. */
export const { Provider: SettingsWordsProvider, useSection: useSettingsWords } = wordsSection(
  'the settings',
  { en: english, de: german },
);
