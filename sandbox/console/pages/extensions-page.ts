import { html } from '../html.ts';
import { consolePage, type PageContext } from './console-page.ts';

/** Extensions Management: what was uploaded, and the apps that came of it. The browser fills both lists. */
export function extensionsPage(context: PageContext): string {
  const content = html`<main>
    <nav><a href="/console/do/core/admin">Back to Admin</a></nav>
    <div id="extension-news" aria-live="polite"></div>
    <section class="tile">
      <div class="tile-head">
        <h2>Extensions</h2>
        <button type="button" class="button primary" id="extension-add" disabled>Add</button>
      </div>
      <div id="extension-list" aria-busy="true"></div>
    </section>
    <section class="tile">
      <h2>Apps</h2>
      <div id="application-list" aria-busy="true"></div>
    </section>
  </main>`;
  return consolePage(context, {
    appName: 'QRadar',
    pageId: 'plugins',
    title: 'Extensions Management',
    modules: ['extensions'],
    content,
  });
}
