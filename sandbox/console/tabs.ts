import { hasCapability, type Caller } from '../api/access/sessions.ts';
import type { AppInstance } from '../extensions/app-instance.ts';
import type { RunningApp } from '../extensions/applications.ts';
import { proxied } from './pages/woven-app.ts';
import type { Tab } from './pages/shell-page.ts';
import { languageOf, wordsIn, type Words } from './words/index.ts';

/** First addresses of the console's own tabs, relative to `/console/`, with the capability that opens each (null: everybody). */
const own = [
  { id: 'DASHBOARD', url: 'do/core/dashboard', right: null },
  {
    id: 'SEM',
    url: 'do/sem/offenselist?appName=Sem&pageId=OffenseList',
    right: 'SEM',
  },
  {
    id: 'EVENTVIEWER',
    url: 'do/ariel/arielSearch?appName=EventViewer&pageId=EventList',
    right: 'EventViewer',
  },
  {
    id: 'FLOWVIEWER',
    url: 'do/ariel/arielSearch?appName=Surveillance&pageId=FlowList',
    right: 'SURVEILLANCE',
  },
  { id: 'ASSETS', url: 'do/assetprofile/AssetList', right: 'ASSETS' },
] as const;

/** The words of a caller's own language. */
function wordsOf({ locale }: Caller): Words {
  return wordsIn(languageOf(locale));
}

/**
 * The tabs a user gets: the console's by capability, then one per area of every app that runs, with its
 * `required_capabilities` (id `<area id>_<instance id>`), then Admin.
 */
export function tabsFor(caller: Caller, apps: readonly RunningApp[]): readonly Tab[] {
  const labels = wordsOf(caller).tabs;
  const tabs: Tab[] = own
    .filter(({ right }) => right === null || hasCapability(caller, [right]))
    .map(({ id, url }) => ({ id, label: labels[id], url, isApp: false }));
  tabs.push(...apps.flatMap((app) => appTabs(caller, app)));
  if (hasCapability(caller, ['ADMIN'])) {
    tabs.push({ id: 'ADMIN', label: labels.ADMIN, url: 'do/core/admin', isApp: false });
  }
  return tabs;
}

function appTabs(caller: Caller, { id, manifest }: RunningApp): readonly Tab[] {
  return manifest.areas
    .filter((area) => area.required_capabilities.every((name) => hasCapability(caller, [name])))
    .map((area) => ({
      id: `${area.id}_${id}`,
      label: area.text,
      url: proxied(id, area.url).replace('/console/', ''),
      isApp: true,
    }));
}

/** What is wrong with the apps, in words for the user who opens the console. */
export function appNotices(instances: readonly AppInstance[], caller: Caller): readonly string[] {
  return instances
    .filter(({ status }) => status === 'ERROR')
    .map(({ manifest }) => wordsOf(caller).shell.appMissing(manifest.name));
}
