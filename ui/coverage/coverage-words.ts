import { coverage as german } from '../../words/de/coverage.ts';
import { coverage as english } from '../../words/en/coverage.ts';
import { wordsSection } from '../words/section.tsx';

export type { CoverageWords } from '../../words/en/coverage.ts';

/** Words of the page “Coverage”. */
export const { Provider: CoverageWordsProvider, useSection: useCoverageWords } = wordsSection(
  'coverage',
  { en: english, de: german },
);
