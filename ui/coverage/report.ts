import type { Coverage, CoverageResult } from '../../contract/coverage.ts';
import { isoTime } from '../../words/times.ts';
import { answerOf } from './check-text.ts';
import type { CoverageWords } from './coverage-words.ts';

/** A finished check as JSON, of the shape of the contract, times in epoch ms. */
export function jsonReport(check: Coverage): string {
  return JSON.stringify(check, null, 2);
}

/** A finished check as Markdown, for a ticket to those who run the console; times in UTC. */
export function markdownReport(check: Coverage, words: CoverageWords): string {
  const { window, result } = check;
  if (result === null) return '';
  return [
    `# ${words.title}`,
    '',
    `${isoTime(window.startMs)} – ${isoTime(window.stopMs)}`,
    '',
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
