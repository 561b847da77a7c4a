import { html } from '../html.ts';
import { consolePage, type PageContext } from './console-page.ts';

/** The offenses the user may see; the browser asks for them. */
export function offenseListPage(context: PageContext): string {
  return consolePage(context, {
    appName: 'SEM',
    pageId: 'OffenseList',
    title: context.words.tabs.SEM,
    modules: ['offense-list'],
    content: html`<main id="offense-list" aria-busy="true"></main>`,
  });
}

/** One offense. The browser asks for it, so an unknown id is said there. */
export function offensePage(context: PageContext, offenseId: number): string {
  return consolePage(context, {
    appName: 'SEM',
    pageId: 'OffenseSummary',
    title: context.words.offenses.title(offenseId),
    modules: ['offense'],
    content: html`<main id="offense" aria-busy="true"></main>`,
    data: { offenseId },
    toolbar: { group: 'OffenseSummaryToolbar', appContext: JSON.stringify(offenseId) },
  });
}
