import { createContext, use, useMemo, type ReactNode } from 'react';
import type { Language } from '../../contract/languages.ts';
import type { Format } from '../../words/format.ts';
import { useWords } from './WordsContext.tsx';

/**
 * Words that come with the part of the tab that says them, so that the first load has room for what is seen first:
 * what hands them down, and the hook that takes them, which throws outside of it. `name` is for that error.
 */
export function wordsSection<T>(
  name: string,
  catalogues: Readonly<Record<Language, (format: Format) => T>>,
) {
  const Context = createContext<T | null>(null);

  function Provider({ children }: { readonly children: ReactNode }) {
    const { format } = useWords();
    const words = useMemo(() => catalogues[format.language](format), [format]);
    return <Context value={words}>{children}</Context>;
  }

  function useSection(): T {
    const words = use(Context);
    if (words === null) throw new Error(`the words of ${name} need their provider above them`);
    return words;
  }

  return { Provider, useSection };
}
