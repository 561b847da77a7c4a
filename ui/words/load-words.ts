import type { Language } from '../../contract/languages.ts';
import { formatFor } from '../../words/format.ts';
import type { Words } from './WordsContext.tsx';

const catalogues = {
  en: () => import('../../words/en/tab.ts'),
  de: () => import('../../words/de/tab.ts'),
} as const satisfies Record<Language, () => Promise<{ tab: unknown }>>;

/** The words of a language, each language a file of its own. Rejects when the file cannot be fetched. */
export async function loadWords(language: Language): Promise<Words> {
  const { tab } = await catalogues[language]();
  return tab(formatFor(language));
}
