import { html, jsonBlock, type Html } from '../html.ts';
import type { Theme } from '../theme.ts';
import type { Language, Words } from '../words/index.ts';
import { actionEntries, hoverProviders, toolbar } from './app-actions.ts';
import { htmlDocument } from './document.ts';
import { pageScripts, type WovenApp } from './woven-app.ts';

/** What a page of the console needs beside its own content. */
export type PageContext = {
  readonly theme: Theme;
  readonly language: Language;
  /** The words of that language. */
  readonly words: Words;
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
  /** The toolbar that apps add buttons to, and what the buttons speak of (the framework's `appContext`). */
  readonly toolbar?: { readonly group: string; readonly appContext: string };
};

/** A page inside a tab, with the page scripts, menu entries and toolbar buttons of the apps. */
export function consolePage(context: PageContext, parts: ConsolePageParts): string {
  const { apps } = context;
  const buttons = parts.toolbar === undefined ? [] : actionEntries(apps, parts.toolbar.group);
  const body = html`<header class="page-header">
      <h1>${parts.title}</h1>
      ${toolbar(buttons, context.words)}
    </header>
    ${parts.content}`;
  const settings = {
    release: context.release,
    appId: apps[0]?.id ?? null,
    appName: parts.appName,
    pageId: parts.pageId,
    ipMenu: actionEntries(apps, 'ipPopup'),
    userMenu: actionEntries(apps, 'userNamePopup'),
    toolbar: buttons,
    appContext: parts.toolbar?.appContext ?? '',
    hovers: hoverProviders(apps),
    data: parts.data ?? null,
  };
  return htmlDocument({
    title: parts.title,
    theme: context.theme,
    language: context.language,
    kind: 'page',
    body,
    data: jsonBlock('page-settings', settings),
    modules: ['page', ...parts.modules],
    appScripts: apps.flatMap((app) => pageScripts(app, parts)),
  });
}
