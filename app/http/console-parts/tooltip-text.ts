import type { DestinationSummary } from '../../../contract/service.ts';
import type { SourceSummary } from '../../../contract/summary.ts';
import { html, type Html } from './html.ts';
import type { LatestResult } from '../../runs/latest-result.ts';
import type { ConsoleWords } from '../../../words/en/console-parts.ts';

/**
 * The right column of the console's tooltip on an address: what the newest run that knows it says of it as a
 * source, per domain, and as a destination; how old that is; a way into the tab. Without any run: `null`.
 */
export function hoverHtml(
  results: readonly LatestResult[],
  address: string,
  shown: {
    readonly words: ConsoleWords;
    readonly nowMs: number;
    readonly href: string | null;
  },
): Html | null {
  const [newest] = results;
  const result =
    results.find(
      ({ sourcesByAddress, destinations }) =>
        sourcesByAddress.has(address) || destinations.has(address),
    ) ?? newest;
  if (!result) return null;
  const { words, nowMs, href } = shown;
  const sources = result.sourcesByAddress.get(address) ?? [];
  const destination = result.destinations.get(address);
  const lines = [
    ...sources.map((source) => sourceLine(source, words, nowMs)),
    ...(destination ? [destinationLine(destination, words, nowMs)] : []),
  ];
  const link =
    href === null
      ? []
      : [html`<div><a href="${href}" target="_blank" rel="noopener">${words.open}</a></div>`];
  return html`${lines.length > 0 ? lines : html`<div>${words.nothing}</div>`}
    <div>${ageText(result, words, nowMs)}</div>
    ${link}`;
}

/** How long, up to when, how old, and what to keep in mind. */
export function ageText(result: LatestResult, words: ConsoleWords, nowMs: number): string {
  const { window, finishedMs, profile, isComplete } = result;
  const { zonedTime, span, ago } = words.format;
  const length = span(window.stopMs - window.startMs);
  return [
    words.run(length, zonedTime(window.stopMs), ago(finishedMs, nowMs)),
    ...(profile === 'source' ? [words.sourceProfile] : []),
    ...(isComplete ? [] : [words.incomplete]),
  ].join(' ');
}

function sourceLine(source: SourceSummary, words: ConsoleWords, nowMs: number): Html {
  const { risk, domain, connections, knownConnections, sentBytes } = source;
  const isPartlyKnown = sentBytes !== null && knownConnections < connections;
  const facts = [
    ...domainText(domain, words),
    words.findings(source.findings),
    words.destinations(source.destinationCount),
    words.connections(connections),
    words.sent(source),
    ...(isPartlyKnown ? [words.known(knownConnections, connections)] : []),
    ...(source.estimated ? [words.estimated] : []),
    lastSeen(source, words, nowMs),
  ];
  return line(words.asSource(words.risks[risk]), facts);
}

/** The default domain (0) goes without saying; most consoles have no other. */
export function domainText(domain: SourceSummary['domain'], words: ConsoleWords): string[] {
  return domain.id === 0 || domain.name === null ? [] : [words.inDomain(domain.name)];
}

function destinationLine(
  destination: DestinationSummary,
  words: ConsoleWords,
  nowMs: number,
): Html {
  return line(words.asDestination(words.risks[destination.risk]), [
    words.findings(destination.findings),
    words.sources(destination.sourceCount),
    words.connections(destination.connections),
    words.sent(destination),
    ...(destination.estimated ? [words.estimated] : []),
    lastSeen(destination, words, nowMs),
  ]);
}

function lastSeen(
  { lastSeenMs }: { readonly lastSeenMs: number },
  words: ConsoleWords,
  nowMs: number,
): string {
  const { zonedTime, ago } = words.format;
  return words.lastSeen(zonedTime(lastSeenMs), ago(lastSeenMs, nowMs));
}

function line(title: string, facts: readonly string[]): Html {
  return html`<div><strong>${title}</strong>: ${facts.join(', ')}</div>`;
}
