import { appliesToPage, type Manifest } from '../../extensions/manifest.ts';

/** An app whose parts are woven into console pages. */
export type WovenApp = { readonly id: string; readonly manifest: Manifest };

/** An address of the app as the browser sees it. */
export function proxied(appId: string, path: string): string {
  return `/console/plugins/${appId}/app_proxy/${path.replace(/^\//, '')}`;
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
