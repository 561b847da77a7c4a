import { createRoot } from 'react-dom/client';
import { createApi } from './api/api.ts';
import { ApiProvider } from './api/ApiContext.tsx';
import { App } from './App.tsx';
import type { ThemeName } from './platform/theme.ts';
import { WordsProvider, type Words } from './words/WordsContext.tsx';

/** Draws the tab. */
export function start(root: HTMLElement, words: Words, consoleTheme: ThemeName | null): void {
  createRoot(root).render(
    <ApiProvider api={createApi()}>
      <WordsProvider words={words}>
        <App consoleTheme={consoleTheme} />
      </WordsProvider>
    </ApiProvider>,
  );
}
