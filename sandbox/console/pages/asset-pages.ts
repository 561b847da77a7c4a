import { html } from '../html.ts';
import { consolePage, type PageContext } from './console-page.ts';

/** Which asset to show: by its id, or by an address it has in a domain. */
export type AssetQuestion =
  | { readonly kind: 'id'; readonly assetId: number }
  | { readonly kind: 'address'; readonly address: string; readonly domainId: number };

/** All assets the user may see. */
export function assetListPage(context: PageContext): string {
  return consolePage(context, {
    appName: 'Assets',
    pageId: 'AssetList',
    title: context.words.tabs.ASSETS,
    modules: ['asset-list'],
    content: html`<main id="asset-list" aria-busy="true"></main>`,
  });
}

/** One asset. The browser asks for it, so an unknown one is said there. */
export function assetPage(context: PageContext, question: AssetQuestion): string {
  return consolePage(context, {
    appName: 'Assets',
    pageId: 'AssetDetailsVulnList',
    title: context.words.assets.title(
      question.kind === 'id' ? String(question.assetId) : question.address,
    ),
    modules: ['asset'],
    content: html`<main id="asset" aria-busy="true"></main>`,
    data: question,
  });
}
