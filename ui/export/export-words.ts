import { exportWords as german } from '../../words/de/export.ts';
import { exportWords as english } from '../../words/en/export.ts';
import { wordsSection } from '../words/section.tsx';

export type { ExportWords } from '../../words/en/export.ts';

/** Words of what leaves the page. */
export const { Provider: ExportWordsProvider, useSection: useExportWords } = wordsSection(
  'the export',
  { en: english, de: german },
);
