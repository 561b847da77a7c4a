import { hasCapability, type Caller } from '../../api/access/sessions.ts';
import { html } from '../html.ts';
import { consolePage, type PageContext } from './console-page.ts';
import { proxied, type WovenApp } from './woven-app.ts';

/** An item that an app offers for the dashboard, and the address of its REST method. */
type DashboardItem = { readonly text: string; readonly description: string; readonly url: string };

/**
 * The Dashboard tab. QRadar lets each user add items by hand; here every item the user may have is there at
 * once, so that nobody has to look for it.
 */
export function dashboardPage(context: PageContext, caller: Caller): string {
  const items = context.apps.flatMap((app) => itemsOf(app, caller));
  const tiles = items.map(
    ({ text, description }) =>
      html`<section class="tile dashboard-item" title="${description}">
        <h2>${text}</h2>
        <div aria-busy="true"></div>
      </section>`,
  );
  const empty = html`<p class="empty">${context.words.dashboard.empty}</p>`;
  return consolePage(context, {
    appName: 'QRadar',
    pageId: 'Dashboard',
    title: context.words.tabs.DASHBOARD,
    modules: ['dashboard'],
    content: html`<main class="dashboard">${tiles.length === 0 ? empty : tiles}</main>`,
    data: items,
  });
}

function itemsOf({ id, manifest }: WovenApp, caller: Caller): readonly DashboardItem[] {
  return manifest.dashboard_items
    .filter((item) => item.required_capabilities.every((name) => hasCapability(caller, [name])))
    .flatMap(({ text, description, rest_method }) => {
      const method = manifest.rest_methods.find(({ name }) => name === rest_method);
      return method === undefined ? [] : [{ text, description, url: proxied(id, method.url) }];
    });
}
