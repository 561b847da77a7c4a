import type { SettingsWords } from '../en/settings.ts';
import type { Format } from '../format.ts';
import { guideLanguages, guideTitles } from './guide-page.ts';

/** German words of what the list of changes names beside settings. */
export const trail = ({ count, time }: Pick<Format, 'count' | 'time'>): SettingsWords['trail'] => ({
  rehearsal: 'Für eine Probe zugelassene Adresse',
  rehearsalOf: (address, endsMs) => `${address}, bis ${time(endsMs)}`,
  guide: (name, language) => `${guideTitles[name]}, ${guideLanguages[language]}`,
  guideOf: (characters) => `eigener Text von ${count(characters)} Zeichen`,
  guideAsShipped: 'wie die App ihn hat',
});
