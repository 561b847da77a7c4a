import type { Coverage, CoverageResult } from '../../contract/coverage.ts';
import type { CoverageReport } from '../../contract/coverage-report.ts';
import { isoTime } from '../../words/times.ts';
import { changeText, unclearText } from './change-text.ts';
import { answerOf } from './check-text.ts';
import type { CoverageWords } from './coverage-words.ts';
import type { Compared } from './useComparison.ts';

type FinishedCheck = Coverage & { readonly result: CoverageResult };

/** A finished check as JSON, of the shape of `CoverageReport` (docs/coverage-report.schema.json), times in epoch ms. */
export function jsonReport(
  { result, window, startedMs, finishedMs, queries }: FinishedCheck,
  compared: Compared | null,
): string {
  const report: CoverageReport = {
    format: 'transfer-watch-coverage',
    version: 1,
    overall: result.overall,
    window,
    startedMs,
    finishedMs: finishedMs ?? startedMs,
    queries,
    result,
    compared,
  };
  return JSON.stringify(report, null, 2);
}

/** A finished check as Markdown, for a ticket to those who run the console; times in UTC. */
export function markdownReport(
  { window, result }: FinishedCheck,
  words: CoverageWords,
  compared: Compared | null,
): string {
  return [
    `# ${words.title}: ${words.verdicts[result.overall]}`,
    '',
    `${isoTime(window.startMs)} – ${isoTime(window.stopMs)}`,
    '',
    ...(compared === null ? [] : changedLines(compared, words)),
    `## ${words.checksTitle}`,
    '',
    ...result.checks.flatMap((entry) => {
      const { label, remedy } = words.checks[entry.code];
      const isFine = entry.verdict === 'ok' || entry.verdict === 'cannot-know';
      return [
        `- **${words.verdicts[entry.verdict]}** – ${label}: ${plain(answerOf(entry, words))}`,
        ...(isFine ? [] : [`  - ${words.whatToDo}: ${remedy}`]),
      ];
    }),
    '',
    `## ${words.funnel.title}`,
    '',
    ...result.funnel.map(
      ({ clause, came, passed }) =>
        `- ${words.funnel.clauses[clause]}: ${words.funnel.step(passed, came)}`,
    ),
    '',
    `## ${words.repairs.title}`,
    '',
    repairsLine(result, words),
    '',
    ...result.repairs.map(
      ({ changes, cards, high, sources }) =>
        `- ${plain(changes.map(words.repairs.change).join(' + '))}: ${plain(words.repairs.yields(cards, high, sources))}`,
    ),
    '',
  ].join('\n');
}

/** What changed: what got worse first. */
function changedLines({ window, comparison }: Compared, words: CoverageWords): readonly string[] {
  const { comparison: text } = words;
  const { worse, better, unclear, incomparable } = comparison;
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines.map((line) => `- ${plain(line)}`)];
  return [
    `## ${text.title}`,
    '',
    `${text.with}: ${isoTime(window.startMs)} – ${isoTime(window.stopMs)}`,
    ...(worse.length === 0 ? ['', text.noneWorse] : []),
    ...part(
      text.worse,
      worse.map((change) => changeText(change, 'worse', words)),
    ),
    ...part(
      text.better,
      better.map((change) => changeText(change, 'better', words)),
    ),
    ...part(
      text.unclear,
      unclear.map((pair) => unclearText(pair, words)),
    ),
    ...(incomparable === null ? [] : ['', text.incomparable[incomparable]]),
    '',
  ];
}

function repairsLine({ cardsNow, repairsUnknown }: CoverageResult, words: CoverageWords): string {
  if (cardsNow) return words.repairs.now(cardsNow);
  return repairsUnknown ? words.repairs.cannotKnow(words.unknown[repairsUnknown]) : '';
}

/** Text with names of the console in it: nothing in it is markup, and it stays on its line. */
function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\\`*_[\]<>|#~!&]/g, (mark) => `\\${mark}`);
}
