import { html, type Html } from '../html.ts';
import type { Words } from '../words/index.ts';
import { consolePage, type PageContext } from './console-page.ts';

/** Log Activity searches events, Network Activity searches flows. */
export type SearchKind = 'events' | 'flows';

const kinds = {
  events: {
    appName: 'EventViewer',
    pageId: 'EventList',
    tab: 'EVENTVIEWER',
    // The addresses in v4 or v6 form, because `sourceip` says 0.0.0.0 for IPv6.
    aql: `SELECT starttime, LOGSOURCENAME(logsourceid) AS "Log Source", QIDNAME(qid) AS "Event Name",
  CATEGORYNAME(category) AS "Low Level Category", sourceaddress, sourceport, destinationaddress, destinationport,
  username, eventcount, magnitude
FROM events
ORDER BY starttime DESC
LIMIT 500
LAST 1 HOURS`,
  },
  flows: {
    appName: 'Surveillance',
    pageId: 'FlowList',
    tab: 'FLOWVIEWER',
    aql: `SELECT firstpackettime, lastpackettime, sourceaddress, sourceport, destinationaddress, destinationport,
  PROTOCOLNAME(protocolid) AS "Protocol", APPLICATIONNAME(applicationid) AS "Application", flowdirection,
  sourcebytes, destinationbytes, sourcepackets, destinationpackets
FROM flows
ORDER BY firstpackettime DESC
LIMIT 500
LAST 1 HOURS`,
  },
} as const;

/** The page for AQL over events or flows. With `aql` null it starts with a query of its own. */
export function eventSearchPage(
  context: PageContext,
  kind: SearchKind,
  aql: string | null,
): string {
  const { tab, appName, pageId, aql: standard } = kinds[kind];
  const { words } = context;
  const content = html`<main class="search">
    <section class="search-form">
      ${filterBar(words)}
      <form id="search-form" class="query-form">
        <label for="aql">${words.search.label}</label>
        <textarea
          id="aql"
          name="aql"
          rows="4"
          spellcheck="false"
          autocomplete="off"
          autocapitalize="off"
        >
${aql ?? standard}</textarea>
        <div class="search-actions">
          <button type="submit" class="button primary" id="search-run">${words.search.run}</button>
          <button type="button" class="button ghost" id="search-cancel" hidden>
            ${words.cancel}
          </button>
        </div>
        <span class="secondary">${words.search.hint}</span>
      </form>
    </section>
    <div id="search-status" class="search-status" role="status" aria-live="polite"></div>
    <div id="search-progress" class="progress" hidden><div></div></div>
    ${chart(words, kind)}
    <div id="search-result"></div>
  </main>`;
  return consolePage(context, {
    appName,
    pageId,
    title: words.tabs[tab],
    modules: ['event-search'],
    content,
    data: { database: kind },
  });
}

/** Time and filters; the browser fills the lists and shows what the query holds. */
function filterBar({ filters, time }: Words): Html {
  return html`<form id="filter-form" class="filter-bar" novalidate>
      ${field('time-view', time.label, html`<select id="time-view"></select>`)}
      <span id="time-custom" class="filter-group" hidden>
        ${field('time-from', time.from, html`<input type="datetime-local" id="time-from" />`)}
        ${field('time-to', time.to, html`<input type="datetime-local" id="time-to" />`)}
        <button type="button" class="button ghost" id="time-apply">${time.apply}</button>
      </span>
      <span id="time-fault" class="fault" role="alert"></span>
      <span class="filter-group" role="group" aria-label="${filters.heading}">
        ${field('filter-column', filters.column, html`<select id="filter-column"></select>`)}
        ${field('filter-operator', filters.operator, html`<select id="filter-operator"></select>`)}
        ${field(
          'filter-value',
          filters.value,
          html`<input
            id="filter-value"
            autocomplete="off"
            spellcheck="false"
            aria-describedby="filter-fault"
          />`,
        )}
        <button type="submit" class="button secondary-action">${filters.add}</button>
      </span>
      <span id="filter-fault" class="fault" role="alert"></span>
    </form>
    <ul id="filter-list" class="chips" aria-label="${filters.current}" hidden></ul>
    <p id="filter-note" class="secondary"></p>`;
}

function field(id: string, label: string, control: Html): Html {
  return html`<span class="field"><label for="${id}">${label}</label>${control}</span>`;
}

/** The frame of the chart. A slider, because that is what arrow keys move and a screen reader reads the value of. */
function chart({ chart: { heading, note, asTable } }: Words, kind: SearchKind): Html {
  return html`<section class="search-chart">
    <div class="chart-head">
      <h2 id="chart-heading">${heading[kind]}</h2>
      <div id="chart-says" class="chart-says"></div>
    </div>
    <div class="chart-picture">
      <span id="chart-most" class="chart-most"></span>
      <div
        id="chart-plot"
        class="chart-plot"
        role="slider"
        tabindex="0"
        aria-labelledby="chart-heading"
        aria-describedby="chart-note"
        aria-valuemin="0"
        aria-valuemax="0"
        aria-valuenow="0"
        hidden
      ></div>
      <div id="chart-axis" class="chart-axis"></div>
    </div>
    <p id="chart-note" class="visually-hidden">${note}</p>
    <details id="chart-numbers" hidden>
      <summary>${asTable}</summary>
      <div id="chart-table"></div>
    </details>
  </section>`;
}
