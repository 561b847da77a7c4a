import { guidePage as german } from '../../words/de/guide-page.ts';
import { guidePage as english } from '../../words/en/guide-page.ts';
import { wordsSection } from '../words/section.tsx';

/** Words of the guides. */
export const { Provider: GuideWordsProvider, useSection: useGuideWords } = wordsSection(
  'the guides',
  { en: english, de: german },
);
