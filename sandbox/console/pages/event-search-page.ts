import { html } from '../html.ts';
import { consolePage, type PageContext } from './console-page.ts';

/** Log Activity searches events, Network Activity searches flows. */
export type SearchKind = 'events' | 'flows';

const kinds = {
  events: {
    appName: 'EventViewer',
    pageId: 'EventList',
    title: 'Log Activity',
    // The addresses in v4 or v6 form, because `sourceip` says 0.0.0.0 for IPv6.
    aql: `SELECT starttime, LOGSOURCENAME(logsourceid) AS "Log Source", QIDNAME(qid) AS "Event Name",
  CATEGORYNAME(category) AS "Low Level Category", sourceaddress, sourceport, destinationaddress, destinationport,
  username, eventcount, magnitude
FROM events
ORDER BY starttime DESC
LIMIT 500
LAST 60 MINUTES`,
  },
  flows: {
    appName: 'Surveillance',
    pageId: 'FlowList',
    title: 'Network Activity',
    aql: `SELECT firstpackettime, lastpackettime, sourceaddress, sourceport, destinationaddress, destinationport,
  PROTOCOLNAME(protocolid) AS "Protocol", APPLICATIONNAME(applicationid) AS "Application", flowdirection,
  sourcebytes, destinationbytes, sourcepackets, destinationpackets
FROM flows
ORDER BY firstpackettime DESC
LIMIT 500
LAST 60 MINUTES`,
  },
} as const;

/** The page for AQL over events or flows. With `aql` null it starts with a query of its own. */
export function eventSearchPage(
  context: PageContext,
  kind: SearchKind,
  aql: string | null,
): string {
  const { title, appName, pageId, aql: standard } = kinds[kind];
  const content = html`<main class="search">
    <form id="search-form" class="search-form">
      <label for="aql">Ariel Query Language</label>
      <textarea
        id="aql"
        name="aql"
        rows="8"
        spellcheck="false"
        autocomplete="off"
        autocapitalize="off"
      >
${aql ?? standard}</textarea>
      <div class="search-actions">
        <button type="submit" class="button primary" id="search-run">Search</button>
        <button type="button" class="button ghost" id="search-cancel" hidden>Cancel</button>
        <span class="secondary">Ctrl+Enter runs the query. Right-click an address for more.</span>
      </div>
    </form>
    <div id="search-status" class="search-status" role="status" aria-live="polite"></div>
    <div id="search-progress" class="progress" hidden><div></div></div>
    <div id="search-result"></div>
  </main>`;
  return consolePage(context, {
    appName,
    pageId,
    title,
    modules: ['event-search'],
    content,
    data: { database: kind },
  });
}
