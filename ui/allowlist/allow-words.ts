import { allowlist as german } from '../../words/de/allowlist.ts';
import { allowlist as english } from '../../words/en/allowlist.ts';
import { wordsSection } from '../words/section.tsx';

export type { AllowlistWords } from '../../words/en/allowlist.ts';

/** Words of the allowlist. */
export const { Provider: AllowWordsProvider, useSection: useAllowWords } = wordsSection(
  'the allowlist',
  { en: english, de: german },
);
