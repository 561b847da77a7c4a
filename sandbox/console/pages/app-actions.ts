import type { GuiAction } from '../../extensions/manifest.ts';
import type { ActionEntry, HoverProvider } from '../browser/page-settings.ts';
import { html, type Html } from '../html.ts';
import type { Words } from '../words/index.ts';
import { proxied, type WovenApp } from './woven-app.ts';

/** The entries of a group (docs/qradar-facts.md#groups-of-gui-actions), app by app, in the manifest's order. */
export function actionEntries(apps: readonly WovenApp[], group: string): readonly ActionEntry[] {
  return apps.flatMap((app) =>
    app.manifest.gui_actions
      .filter((action) => action.groups.includes(group))
      .map((action) => ({
        id: action.id,
        text: action.text,
        description: action.description,
        javascript: action.javascript ?? null,
        ...restMethod(app, action),
      })),
  );
}

/** The tooltips of apps on an address: metadata providers of the type `ip`. */
export function hoverProviders(apps: readonly WovenApp[]): readonly HoverProvider[] {
  return apps.flatMap((app) =>
    app.manifest.metadata_providers
      .filter(({ metadata_type }) => metadata_type === 'ip')
      .flatMap((provider) => {
        const { url, argument } = restMethod(app, provider);
        return url === null ? [] : [{ url, argument }];
      }),
  );
}

function restMethod(
  app: WovenApp,
  { rest_method }: Pick<GuiAction, 'rest_method'>,
): { url: string | null; argument: string } {
  const method = app.manifest.rest_methods.find(({ name }) => name === rest_method);
  return {
    url: method === undefined ? null : proxied(app.id, method.url),
    argument: method?.argument_names[0] ?? 'context',
  };
}

/** The buttons that apps add to a page's toolbar, or nothing; `toolbar.ts` in the browser makes them work. */
export function toolbar(entries: readonly ActionEntry[], words: Words): Html | null {
  if (entries.length === 0) return null;
  const buttons = entries.map(
    ({ id, text, description }) =>
      html`<button type="button" class="button ghost" data-action="${id}" title="${description}">
        ${text}
      </button>`,
  );
  return html`<div class="page-toolbar" role="group" aria-label="${words.menu.appActions}">
    ${buttons}
  </div>`;
}
