import { html, type Html } from '../html.ts';
import type { Theme } from '../theme.ts';
import type { Language } from '../words/index.ts';

/** What every page of the console has in common: title, theme, attributes for its script, scripts, content. */
export type DocumentParts = {
  readonly title: string;
  readonly theme: Theme;
  readonly language: Language;
  readonly body: Html;
  /** Names a style of the whole page: `sign-in`, `shell` or `page`. */
  readonly kind: 'sign-in' | 'shell' | 'page';
  /** Modules of `browser/`, without folder and extension, and the app's page scripts after them, in order. */
  readonly modules: readonly string[];
  readonly appScripts?: readonly string[];
  readonly data?: Html;
};

/** A whole HTML document. Scripts run in the order given, after the page has been read. */
export function htmlDocument(parts: DocumentParts): string {
  const [first, ...rest] = parts.modules.map(moduleTag);
  const appScripts = (parts.appScripts ?? []).map(
    (source) => html`<script defer src="${source}"></script>`,
  );
  // Page scripts of apps come after the first module (which sets the globals they may read) and before the
  // rest (which call them).
  const scripts = [...(first === undefined ? [] : [first]), ...appScripts, ...rest];
  const page = html`<html lang="${parts.language}" data-theme="${parts.theme}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${parts.title}</title>
      <link rel="icon" href="/console/static/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="/console/static/console.css" />
      ${scripts}
    </head>
    <body class="${parts.kind}">
      ${parts.data ?? null} ${parts.body}
    </body>
  </html>`;
  return `<!doctype html>\n${page.markup}\n`;
}

function moduleTag(name: string): Html {
  return html`<script type="module" src="/console/static/browser/${name}.ts"></script>`;
}
