import { createContext, use, type ReactNode } from 'react';
import type { Words } from '../../words/en/tab.ts';

export type { Words };

const WordsContext = createContext<Words | null>(null);

/** Hands the words of one language down. */
export function WordsProvider({
  words,
  children,
}: {
  readonly words: Words;
  readonly children: ReactNode;
}) {
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** All words of the tab, and the format they are said with. Throws outside `WordsProvider`. */
export function useWords(): Words {
  const words = use(WordsContext);
  if (words === null) throw new Error('useWords needs a WordsProvider above it');
  return words;
}
