import { portsOfFinding } from '../../cards/finding-ports.ts';
import { ratedBytes } from '../../cards/rated-bytes.ts';
import { technique } from '../../cards/technique.ts';
import type { Finding } from '../../contract/finding.ts';
import { longestOffenseNote, type Triage } from '../../contract/triage.ts';
import { isoTime } from '../../words/times.ts';
import { findingLabel } from '../shared/finding-label.ts';
import { portName, protocolNames } from '../shared/Ports.tsx';
import type { Words } from '../words/WordsContext.tsx';
import { statusOf } from './book.ts';
import type { TriageDeskWords } from './triage-words.ts';
import { writable } from './written-text.ts';

/**
 * What a note to an offense begins with: the finding, its figures and reasons, and where the triage stands. Plain text, no longer than
 * a note may be; what events named has no characters in it that a note may not have, nor line ends of its own.
 */
export function noteDraft(
  finding: Finding,
  entry: Triage | undefined,
  words: Words,
  text: TriageDeskWords['draft'],
): string {
  const { page, detection, format } = words;
  const sent = ratedBytes(finding, 'sent');
  const { statuses, assignee, label } = page.triage;
  const lines = [
    text.found(`${detection.risks[finding.risk]}, ${findingLabel(finding, words)}`),
    detection.technique(technique.id, technique.name),
    `${protocolNames(finding, words)} ${portsOfFinding(finding).map(portName).join(', ')}`,
    `${page.columns.connections}: ${format.count(finding.connections)}`,
    `${page.columns.sent}: ${sent === null ? page.card.notKnown : format.exactBytes(sent)}`,
    text.seen(isoTime(finding.firstSeenMs), isoTime(finding.lastSeenMs)),
    ...finding.reasons.map((reason) => detection.reasons[reason.code].sentence(reason)),
    text.status(statuses[statusOf(entry)]),
    ...(entry?.assignee ? [`${assignee}: ${entry.assignee}`] : []),
    ...(entry?.note ? [`${label}: ${entry.note}`] : []),
  ];
  const draft = lines.map((line) => line.replaceAll(/\s+/g, ' ')).join('\n');
  // Cutting may leave half of a character, which is none that may be written.
  return writable(writable(draft).slice(0, longestOffenseNote));
}
