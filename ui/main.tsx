import '@carbon/react/es/feature-flags.js';
import { createRoot } from 'react-dom/client';
import { createApi } from './api.ts';
import { ApiProvider } from './ApiContext.tsx';
import { App } from './App.tsx';
import { applyTheme, askedTheme, themeOf } from './platform/theme.ts';
import './theme.scss';

// The theme is read before the view rewrites the address, and set before anything is drawn.
const asked = askedTheme(window.location.search, () => window.sessionStorage);
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
applyTheme(themeOf({ asked, prefersDark }), document.documentElement);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <ApiProvider api={createApi()}>
    <App consoleTheme={asked} />
  </ApiProvider>,
);
