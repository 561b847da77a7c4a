import { portsOfFinding } from '../../cards/finding-ports.ts';
import { isLowerBound, ratedBytes } from '../../cards/rated-bytes.ts';
import type { Finding } from '../../contract/finding.ts';
import { isoTime } from '../../words/times.ts';
import { portName, protocolNames } from '../shared/Ports.tsx';
import { isClosed, statusOf, type TriageBook } from '../triage/book.ts';
import type { Words } from '../words/WordsContext.tsx';
import type { ExportWords } from './export-words.ts';

/** A column of the file. */
export type Column = keyof ExportWords['columns'];
/** A text, a number that stays one, or nothing where it is not known: unknown is never 0. */
export type Cell = string | number | null;

/** Findings as rows in the order they are given, one a finding; a cell with several values has them apart by `; `. */
export function rowsOf(
  findings: readonly Finding[],
  book: TriageBook,
  words: Words,
  text: ExportWords,
): Record<Column, Cell>[] {
  const { detection } = words;
  const said = (is: boolean) => (is ? text.yes : text.no);
  return findings.map((finding) => ({
    risk: detection.risks[finding.risk],
    state: detection.states[finding.state].label,
    domain: finding.domain.name ?? finding.domain.id,
    source: finding.source,
    destination: finding.destination ?? listed(finding.destinations.map(({ address }) => address)),
    destinations: finding.destinationCount,
    port: listed(portsOfFinding(finding).map(portName)),
    protocol: protocolNames(finding, words),
    users: listed(finding.users),
    logSources: listed(finding.logSources.map(({ name }) => name)),
    flowSources: listed(finding.flowSources.map(({ name }) => name)),
    connections: finding.connections,
    sent: ratedBytes(finding, 'sent'),
    ownSent: finding.sent?.bytes ?? null,
    channelSent: finding.dataChannel?.sent?.bytes ?? null,
    received: ratedBytes(finding, 'received'),
    total: ratedBytes(finding, 'total'),
    lowerBound: said(isLowerBound(finding)),
    estimated: said(finding.estimated),
    firstSeen: isoTime(finding.firstSeenMs),
    lastSeen: isoTime(finding.lastSeenMs),
    reasons: finding.reasons
      .map((reason) => detection.reasons[reason.code].sentence(reason))
      .join(' '),
    ...triageCells(finding.id, book, words),
    id: finding.id,
  }));
}

/** Where the triage stands; nothing where it is not known. */
function triageCells(id: string, { isKnown, entries }: TriageBook, { page }: Words) {
  const entry = entries.get(id);
  const status = statusOf(entry);
  const { statuses, closedAs } = page.triage;
  const reopened = entry?.reopened ?? null;
  return {
    triage: isKnown ? (isClosed(status) ? closedAs[status] : statuses[status]) : null,
    assignee: entry?.assignee ?? null,
    note: entry?.note ?? null,
    decidedBy: entry?.by ?? null,
    decidedAt: entry?.atMs == null ? null : isoTime(entry.atMs),
    since: reopened === null ? null : page.triage.since(reopened),
  };
}

const listed = (values: readonly string[]) => values.join('; ');
