import type { AppInstance } from '../../extensions/app-instance.ts';
import { html, type Html } from '../html.ts';
import { consolePage, type PageContext } from './console-page.ts';

/** Users, the installed apps and their states: enough to see why a tab is missing. */
export function adminPage(context: PageContext, instances: readonly AppInstance[]): string {
  const content = html`<main>
    <section class="tile">
      <h2>Extensions</h2>
      <p class="secondary">Upload, install and remove apps.</p>
      <a class="button primary" href="/console/do/qradar/extensions">Extensions Management</a>
    </section>
    <section class="tile">
      <h2>Installed apps</h2>
      ${
        instances.length === 0
          ? html`<p class="secondary">No app is installed.</p>`
          : instances.map(facts)
      }
    </section>
    <section class="tile">
      <h2>Users</h2>
      <div id="admin-users" aria-busy="true"></div>
    </section>
  </main>`;
  return consolePage(context, {
    appName: 'QRadar',
    pageId: 'systemConfiguration',
    title: 'Admin',
    modules: ['admin'],
    content,
  });
}

function facts({ id, status, manifest, memoryMb, lastLines }: AppInstance): Html {
  const rows: readonly (readonly [string, string])[] = [
    ['Name', manifest.name],
    ['Version', manifest.version],
    ['Instance id', String(id)],
    ['State', status],
    ['Memory limit', `${memoryMb} MB`],
    ['Tabs', manifest.areas.map((area) => area.text).join(', ')],
    ['Right-click entries', manifest.gui_actions.map((action) => action.text).join(', ')],
    ['CSRF enforced', manifest.use_qradar_csrf],
    ...(status === 'ERROR' ? [['It said last', lastLines.join('\n')] as const] : []),
  ];
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value === '' ? 'none' : value}</dd>
        </div>`,
    )}
  </dl>`;
}
