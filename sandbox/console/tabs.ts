import { hasCapability, type Caller } from '../api/access/sessions.ts';
import type { InstalledApp } from './installed-app.ts';
import { proxied } from './pages/console-page.ts';
import type { Tab } from './pages/shell-page.ts';

/** First addresses of the console's own tabs, relative to `/console/`, with the capability that opens each. */
const own = [
  {
    id: 'SEM',
    label: 'Offenses',
    url: 'do/sem/offenselist?appName=Sem&pageId=OffenseList',
    right: 'SEM',
  },
  {
    id: 'EVENTVIEWER',
    label: 'Log Activity',
    url: 'do/ariel/arielSearch?appName=EventViewer&pageId=EventList',
    right: 'EventViewer',
  },
  {
    id: 'FLOWVIEWER',
    label: 'Network Activity',
    url: 'do/ariel/arielSearch?appName=Surveillance&pageId=FlowList',
    right: 'SURVEILLANCE',
  },
  { id: 'ASSETS', label: 'Assets', url: 'do/assetprofile/AssetList', right: 'ASSETS' },
] as const;

/**
 * The tabs a user gets: the console's by capability, then one per area of the app with its
 * `required_capabilities` (id `<area id>_<instance id>`), then Admin. An app that never came up has no tab.
 */
export function tabsFor(caller: Caller, app: InstalledApp): readonly Tab[] {
  const tabs: Tab[] = own
    .filter((tab) => hasCapability(caller, [tab.right]))
    .map(({ id, label, url }) => ({ id, label, url, isApp: false }));
  const isUp = app.process !== null && app.process.state() !== 'failed';
  const areas = isUp ? (app.manifest?.areas ?? []) : [];
  for (const area of areas) {
    const allowed = area.required_capabilities.every((name) => hasCapability(caller, [name]));
    if (!allowed) continue;
    const url = proxied(app.id, area.url).replace('/console/', '');
    tabs.push({ id: `${area.id}_${app.id}`, label: area.text, url, isApp: true });
  }
  if (hasCapability(caller, ['ADMIN'])) {
    tabs.push({ id: 'ADMIN', label: 'Admin', url: 'do/core/admin', isApp: false });
  }
  return tabs;
}

/** What is wrong with the app, in words for whoever opens the console. */
export function appNotices(app: InstalledApp): readonly string[] {
  if (app.process?.state() === 'failed') {
    return ['The app does not start, so its tab is missing. The console’s log says why.'];
  }
  return app.reasons;
}
