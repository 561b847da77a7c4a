import type { GuideName } from '../../contract/guides.ts';
import type { Language } from '../../contract/languages.ts';
import type { Format } from '../format.ts';
import { guideLanguages, guideTitles } from './guide-page.ts';

/** What the list of changes names beside settings. */
export const trail = ({ count, time }: Pick<Format, 'count' | 'time'>) => ({
  rehearsal: 'Address let through for a rehearsal',
  rehearsalOf: (address: string, endsMs: number) => `${address}, until ${time(endsMs)}`,
  guide: (name: GuideName, language: Language) =>
    `${guideTitles[name]}, ${guideLanguages[language]}`,
  guideOf: (characters: number) => `own text of ${count(characters)} characters`,
  guideAsShipped: 'as the app has it',
});
