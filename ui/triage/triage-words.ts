import { triageDesk as german } from '../../words/de/triage-desk.ts';
import { triageDesk as english } from '../../words/en/triage-desk.ts';
import { wordsSection } from '../words/section.tsx';

export type { TriageDeskWords } from '../../words/en/triage-desk.ts';

/** Words of the dialogs of triage, of its history, and of what is said after a decision. */
export const { Provider: TriageWordsProvider, useSection: useTriageWords } = wordsSection(
  'triage',
  { en: english, de: german },
);
