import '@carbon/react/es/feature-flags.js';
import { speak } from './messages/chosen.ts';
import { applyTheme, askedTheme, themeOf } from './platform/theme.ts';
import './theme.scss';

// The theme is read before the view rewrites the address, and set before anything is drawn.
const asked = askedTheme(window.location.search, () => window.sessionStorage);
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
applyTheme(themeOf({ asked, prefersDark }), document.documentElement);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
await speak();
// Only now: what has words takes them when it is loaded.
const isAdminPage = window.location.pathname.endsWith('/admin');
const { start } = await (isAdminPage ? import('./admin/start.tsx') : import('./start.tsx'));
start(root, asked);
