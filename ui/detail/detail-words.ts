import { detail as german } from '../../words/de/detail.ts';
import { detail as english } from '../../words/en/detail.ts';
import { wordsSection } from '../words/section.tsx';

export type { DetailWords } from '../../words/en/detail.ts';

/** Words of the panel that shows one finding in detail. */
export const { Provider: DetailWordsProvider, useSection: useDetailWords } = wordsSection(
  'the details',
  { en: english, de: german },
);
