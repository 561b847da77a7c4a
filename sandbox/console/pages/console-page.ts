import { html, jsonBlock, type Html } from '../html.ts';
import { appliesToPage, type GuiAction, type Manifest } from '../../extensions/manifest.ts';
import type { Theme } from '../theme.ts';
import { htmlDocument } from './document.ts';

/** An app whose parts are woven into console pages. */
export type WovenApp = { readonly id: string; readonly manifest: Manifest };

/** What a page of the console needs beside its own content. */
export type PageContext = {
  readonly theme: Theme;
  /** Build version, which scripts read as `window.QRADAR_VERSION`. */
  readonly release: string;
  /** Those that run, in the order of installation. */
  readonly apps: readonly WovenApp[];
};

/** One console page: its QRadar names, heading, the modules of `browser/` it runs, and its content. */
export type ConsolePageParts = {
  /** QRadar's name pair for this page; decides which page scripts it gets. */
  readonly appName: string;
  readonly pageId: string;
  readonly title: string;
  readonly modules: readonly string[];
  readonly content: Html;
  readonly data?: unknown;
};

/** A right-click entry as the browser needs it. `url` is the address of its REST method, if it has one. */
export type MenuEntry = {
  readonly id: string;
  readonly text: string;
  readonly description: string;
  readonly url: string | null;
  readonly argument: string;
  readonly javascript: string | null;
};

/** A page inside a tab, with the page scripts and the right-click entries of the apps. */
export function consolePage(context: PageContext, parts: ConsolePageParts): string {
  const { apps } = context;
  const body = html`<header class="page-header"><h1>${parts.title}</h1></header>
    ${parts.content}`;
  const settings = {
    release: context.release,
    appId: apps[0]?.id ?? null,
    appName: parts.appName,
    pageId: parts.pageId,
    ipMenu: apps.flatMap(ipMenuEntries),
    data: parts.data ?? null,
  };
  return htmlDocument({
    title: parts.title,
    theme: context.theme,
    kind: 'page',
    body,
    data: jsonBlock('page-settings', settings),
    modules: ['page', ...parts.modules],
    appScripts: apps.flatMap((app) => pageScripts(app, parts)),
  });
}

/** Addresses of the app's scripts for a page, through the app proxy. */
export function pageScripts(
  app: WovenApp,
  page: { readonly appName: string; readonly pageId: string },
): readonly string[] {
  return app.manifest.page_scripts
    .filter((script) => appliesToPage(script, page))
    .flatMap((script) => script.scripts)
    .map((script) => proxied(app.id, script));
}

/** The app's entries for the menu of an address (group `ipPopup`), in the manifest's order. */
export function ipMenuEntries(app: WovenApp): readonly MenuEntry[] {
  return app.manifest.gui_actions
    .filter((action) => action.groups.includes('ipPopup'))
    .map((action) => ({
      id: action.id,
      text: action.text,
      description: action.description,
      javascript: action.javascript ?? null,
      ...restMethod(app, action),
    }));
}

function restMethod(app: WovenApp, action: GuiAction): { url: string | null; argument: string } {
  const method = app.manifest.rest_methods.find(({ name }) => name === action.rest_method);
  return {
    url: method === undefined ? null : proxied(app.id, method.url),
    argument: method?.argument_names[0] ?? 'context',
  };
}

/** An address of the app as the browser sees it. */
export function proxied(appId: string, path: string): string {
  return `/console/plugins/${appId}/app_proxy/${path.replace(/^\//, '')}`;
}
