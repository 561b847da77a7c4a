import { risks } from '../../../contract/finding.ts';
import type { SourceSummary } from '../../../contract/summary.ts';
import { ageText, domainText } from './tooltip-text.ts';
import { html, type Html } from './html.ts';
import type { LatestResult } from '../../runs/latest-result.ts';
import type { ConsoleWords } from '../../../words/en/console-parts.ts';

/** A dashboard item is a few hundred pixels high; what is beyond is in the tab. */
const mostSources = 5;

/** What an item is written with; `hrefOf` is `null` outside a console. */
export type DashboardShown = {
  readonly words: ConsoleWords;
  readonly nowMs: number;
  readonly hrefOf: (parameters: Readonly<Record<string, string>>) => string | null;
};

/**
 * The markup of the dashboard item: findings by risk, the worst sources, the age of the data, a way into the
 * tab. No script and no style, because the console's policy for either is not documented and its style sheet
 * knows both themes: colours come from it. Bars are SVG in the colour of the text.
 */
export function dashboardHtml(result: LatestResult | undefined, shown: DashboardShown): Html {
  const { words, hrefOf } = shown;
  const open = linkTo(hrefOf({}), words.open);
  if (!result)
    return html`<p>${words.nobodyRan}</p>
      <p>${open}</p>`;
  const { sources } = result;
  return html`${countsTable(result.counts, shown)}
    ${sources.length === 0 ? html`<p>${words.nothing}</p>` : sourcesTable(sources, shown)}
    <p>${ageText(result, words, shown.nowMs)}</p>
    <p>${open}</p>`;
}

function countsTable(counts: LatestResult['counts'], { words, hrefOf }: DashboardShown): Html {
  const most = Math.max(1, ...Object.values(counts));
  const rows = risks.map((risk) => {
    const name = linkTo(hrefOf({ risk }), words.risks[risk]);
    const number = words.format.count(counts[risk]);
    return html`<tr>
      <th scope="row">${name}</th>
      <td>${number}</td>
      <td>${bar(counts[risk] / most)}</td>
    </tr>`;
  });
  return html`<table>
    <caption>
      ${words.byRisk}
    </caption>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** A share of the widest bar; decoration, since the number stands beside it. */
function bar(share: number): Html {
  const width = String(Math.round(share * 100));
  return html`<svg width="100" height="8" viewBox="0 0 100 8" aria-hidden="true" focusable="false">
    <rect width="${width}" height="8" fill="currentColor"></rect>
  </svg>`;
}

function sourcesTable(sources: readonly SourceSummary[], shown: DashboardShown): Html {
  const { words } = shown;
  const heads = [words.source, words.risk, words.bytesSent, words.lastSeenHead];
  const rows = sources.slice(0, mostSources).map((source) => sourceRow(source, shown));
  return html`<table>
    <caption>
      ${words.topSources}
    </caption>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function sourceRow(source: SourceSummary, { words, nowMs, hrefOf }: DashboardShown): Html {
  const { domain, risk, sentBytes, lowerBound, estimated, lastSeenMs } = source;
  const bytes = words.bytesOrUnknown({ sentBytes, lowerBound });
  const name = domainText(domain, words).map((text) => ` ${text}`);
  const cells = [
    words.risks[risk],
    estimated && sentBytes !== null ? words.asEstimate(bytes) : bytes,
    words.format.ago(lastSeenMs, nowMs),
  ].map((text) => html`<td>${text}</td>`);
  const link = linkTo(hrefOf({ address: source.source }), source.source);
  return html`<tr>
    <th scope="row">${link}${name.join('')}</th>
    ${cells}
  </tr>`;
}

function linkTo(href: string | null, text: string): Html {
  return href === null
    ? html`${text}`
    : html`<a href="${href}" target="_blank" rel="noopener">${text}</a>`;
}
