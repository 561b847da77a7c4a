import type { Finding } from '../../contract/finding.ts';
import type { HostSignal } from '../../contract/host-signal.ts';
import type { Run } from '../../contract/run.ts';
import type { TriageEvent } from '../../contract/triage.ts';
import { technique } from '../../cards/technique.ts';
import { isoTime } from '../../words/times.ts';
import type { Words } from '../words/WordsContext.tsx';
import type { ExportWords } from './export-words.ts';
import { findingMarkdown } from './markdown.ts';
import { signalsMarkdown } from './host-signals.ts';
import { markdownText } from './markdown-text.ts';

/** What a case is made of; `events`: what is known of the history of each finding, by its id. */
export type Case = {
  readonly findings: readonly Finding[];
  readonly run: Run;
  readonly events: ReadonlyMap<string, readonly TriageEvent[]>;
  /** Those that belong to the case, if any. */
  readonly signals?: readonly HostSignal[];
};

/**
 * A case as Markdown for a ticket: what happened when, oldest first, each finding with its reasons, the technique, and the queries of the
 * run. Every value is encoded, and no query can end its block.
 */
export function caseFile(given: Case, words: Words, text: ExportWords): string {
  const { findings, run, signals = [] } = given;
  const { caseFile: said } = text;
  const sources = [...new Set(findings.map(({ source }) => source))];
  return [
    `# ${markdownText(said.title(sources.length))}: ${sources.map(markdownText).join(', ')}`,
    '',
    `${isoTime(run.window.startMs)} – ${isoTime(run.window.stopMs)}, ATT&CK ${technique.id} (${markdownText(technique.name)})`,
    '',
    `## ${markdownText(said.timeline)}`,
    '',
    `| ${markdownText(said.when)} | ${markdownText(said.finding)} | ${markdownText(said.what)} |`,
    '|---|---|---|',
    ...timeline(given, text).map(
      ({ atMs, finding, what }) =>
        `| ${isoTime(atMs)} | ${markdownText(finding)} | ${markdownText(what)} |`,
    ),
    '',
    `## ${markdownText(said.findings)}`,
    '',
    ...findings.map((finding) => {
      const title = `${words.detection.risks[finding.risk]}: ${nameOf(finding)}`;
      return findingMarkdown(finding, run, words, title);
    }),
    ...signalsMarkdown(signals, words),
    `## ${markdownText(said.queries)}`,
    '',
    ...run.queries.flatMap(({ name, aql }) => [`${markdownText(name)}:`, '', ...fenced(aql), '']),
  ].join('\n');
}

type Moment = { readonly atMs: number; readonly finding: string; readonly what: string };

function timeline({ findings, events }: Case, { caseFile: said }: ExportWords): Moment[] {
  return findings
    .flatMap((finding): Moment[] => {
      const name = nameOf(finding);
      const seen = [
        { atMs: finding.firstSeenMs, what: said.first },
        { atMs: finding.lastSeenMs, what: said.last(finding.connections) },
      ];
      const decided = (events.get(finding.id) ?? []).map((event) => ({
        atMs: event.atMs,
        what: [said.event(event), event.note].filter((part) => part !== '').join(': '),
      }));
      return [...seen, ...decided].map((moment) => ({ ...moment, finding: name }));
    })
    .sort((a, b) => a.atMs - b.atMs);
}

function nameOf({ source, destination, destinationCount, port }: Finding): string {
  return `${source} → ${destination ?? destinationCount}:${port}`;
}

/** A block that is fenced by more backticks than the text has in a row. */
function fenced(aql: string): string[] {
  const longest = Math.max(2, ...[...aql.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sql`, aql, fence];
}
