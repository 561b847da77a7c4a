import { portsOfFinding } from '../../cards/finding-ports.ts';
import { ratedBytes } from '../../cards/rated-bytes.ts';
import { technique } from '../../cards/technique.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { isoTime } from '../../words/times.ts';
import { portName, protocolNames } from '../shared/Ports.tsx';
import type { Words } from '../words/WordsContext.tsx';
import { markdownText } from './markdown-text.ts';

/**
 * One finding as Markdown for a ticket: its verdict, a table of who, where and how much, its reasons, its run. Every value
 * is encoded here (`markdownText`), sentences of ours with what they hold.
 */
export function findingMarkdown(finding: Finding, run: Run, words: Words, verdict: string): string {
  const { columns, card } = words.page;
  const { detection, format } = words;
  const bytes = (direction: 'sent' | 'received' | 'total') => {
    const value = ratedBytes(finding, direction);
    return value === null ? card.notKnown : `${format.bytes(value)} (${format.exactBytes(value)})`;
  };
  const names = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name);
  const destinations =
    finding.destination === null
      ? finding.destinations.map(({ address }) => address)
      : [finding.destination];
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [columns.source, [finding.source]],
    [
      card.destinations(destinations.length),
      [...destinations, ...more(finding.destinationCount - destinations.length, card)],
    ],
    [card.ports(1 + finding.otherPorts.length), portsOfFinding(finding).map(portName)],
    [columns.protocol, [protocolNames(finding, words)]],
    [card.users(Math.max(1, finding.userCount)), finding.users],
    [columns.logSource, names(finding.logSources)],
    ...(finding.flowSources.length === 0
      ? []
      : ([[words.flows.source(finding.flowSources.length), names(finding.flowSources)]] as const)),
    [columns.connections, [format.count(finding.connections)]],
    [columns.sent, [bytes('sent')]],
    [columns.received, [bytes('received')]],
    ...(finding.dataChannel === null
      ? []
      : ([[words.channels.label, [words.channels.line(finding.dataChannel)]]] as const)),
    [columns.firstSeen, [isoTime(finding.firstSeenMs)]],
    [columns.lastSeen, [isoTime(finding.lastSeenMs)]],
    [card.state, [detection.states[finding.state].label]],
    [card.technique, [detection.technique(technique.id, technique.name)]],
  ];
  const window = `${isoTime(run.window.startMs)} – ${isoTime(run.window.stopMs)}`;
  return [
    `### ${markdownText(verdict)}`,
    '',
    '| | |',
    '|---|---|',
    ...rows.map(
      ([name, values]) =>
        `| ${markdownText(name)} | ${values.map(markdownText).join(', ') || '–'} |`,
    ),
    '',
    ...finding.reasons.map((reason) => {
      const { label, sentence } = detection.reasons[reason.code];
      return `- **${markdownText(label)}**: ${markdownText(sentence(reason))}`;
    }),
    '',
    `${window}, ${markdownText(detection.profiles[run.profile].label)}`,
    '',
  ].join('\n');
}

function more(value: number, { moreDestinations }: Words['page']['card']): string[] {
  return value > 0 ? [moreDestinations(value)] : [];
}
