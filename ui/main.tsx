import '@carbon/react/es/feature-flags.js';
import { pageLanguage } from './platform/page-language.ts';
import { applyTheme, askedTheme, themeOf } from './platform/theme.ts';
import { loadWords } from './words/load-words.ts';
import './theme.scss';

// The theme is read before the view rewrites the address, and set before anything is drawn.
const asked = askedTheme(window.location.search, () => window.sessionStorage);
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
applyTheme(themeOf({ asked, prefersDark }), document.documentElement);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
const isAdminPage = window.location.pathname.endsWith('/admin');
const [words, { start }] = await Promise.all([
  loadWords(pageLanguage(document)),
  isAdminPage ? import('./admin/start.tsx') : import('./start.tsx'),
]);
start(root, words, asked);
