import { render as renderBare, type RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import { WordsProvider, type Words } from '../../ui/words/WordsContext.tsx';
import { english } from './words.ts';

/** Draws with the words of a language, English where a test is not about language. */
export function render(ui: ReactElement, words: Words = english): RenderResult {
  return renderBare(ui, {
    wrapper: ({ children }) => <WordsProvider words={words}>{children}</WordsProvider>,
  });
}
