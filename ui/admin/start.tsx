import { createRoot } from 'react-dom/client';
import { createApi } from '../api/api.ts';
import { ApiProvider } from '../api/ApiContext.tsx';
import type { ThemeName } from '../platform/theme.ts';
import { AdminPage } from './AdminPage.tsx';

/** Draws the configuration page. Its words have to be loaded before this file is. */
export function start(root: HTMLElement, consoleTheme: ThemeName | null): void {
  createRoot(root).render(
    <ApiProvider api={createApi()}>
      <AdminPage consoleTheme={consoleTheme} />
    </ApiProvider>,
  );
}
