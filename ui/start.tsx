import { createRoot } from 'react-dom/client';
import { createApi } from './api/api.ts';
import { ApiProvider } from './api/ApiContext.tsx';
import { App } from './App.tsx';
import type { ThemeName } from './platform/theme.ts';

/** Draws the tab. The page's words have to be loaded before this file is. */
export function start(root: HTMLElement, consoleTheme: ThemeName | null): void {
  createRoot(root).render(
    <ApiProvider api={createApi()}>
      <App consoleTheme={consoleTheme} />
    </ApiProvider>,
  );
}
