import { html } from '../html.ts';
import type { Manifest } from '../manifest.ts';
import { consolePage, type PageContext } from './console-page.ts';

/** What the Admin tab tells about the app that is installed. */
export type AppStatus = {
  readonly id: string;
  readonly state: string;
  readonly manifest: Manifest | null;
  readonly reasons: readonly string[];
};

/** Users, the installed app and its state: enough to see why a tab is missing. */
export function adminPage(context: PageContext, status: AppStatus): string {
  const { manifest } = status;
  const rows = [
    ['Instance id', status.id],
    ['Name', manifest?.name ?? 'unknown'],
    ['Version', manifest?.version ?? 'unknown'],
    ['State', status.state.toUpperCase()],
    ['Tabs', manifest?.areas.map((area) => area.text).join(', ') ?? 'none'],
    [
      'Right-click entries',
      manifest?.gui_actions.map((action) => action.text).join(', ') ?? 'none',
    ],
    ['CSRF enforced', manifest?.use_qradar_csrf ?? 'unknown'],
  ] as const;
  const reasons = status.reasons.map((reason) => html`<li>${reason}</li>`);
  const content = html`<main>
    <section class="tile">
      <h2>Installed app</h2>
      <dl class="facts">
        ${rows.map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      ${
        reasons.length === 0
          ? null
          : html`<div class="notice error">
              <strong>Refused</strong>
              <ul>
                ${reasons}
              </ul>
            </div>`
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
