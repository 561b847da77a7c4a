// First module of every page inside a tab: it sets what QRadar sets on its pages, before any script of an
// app runs, and gives addresses, user names and toolbars what apps add to them.
import { installHovers } from './hover.ts';
import { pageSettings } from './page-settings.ts';
import { installToolbar } from './toolbar.ts';
import { installValueMenus } from './value-menu.ts';

const settings = pageSettings();

Object.assign(window, { QRADAR_VERSION: settings.release });
// Only pages that carry an app's page scripts have this (docs/qradar-facts.md#page-scripts).
if (settings.appId !== null) Object.assign(window, { CURRENT_SCOPE: Number(settings.appId) });

installValueMenus(settings);
installToolbar(settings);
installHovers(settings);

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.origin !== location.origin) return;
  if (event.data === 'theme:dark') document.documentElement.dataset['theme'] = 'dark';
  if (event.data === 'theme:light') document.documentElement.dataset['theme'] = 'light';
});
