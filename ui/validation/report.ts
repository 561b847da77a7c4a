import type { Validation, ValidationResult } from '../../contract/validation.ts';
import { isoTime } from '../../words/times.ts';
import type { CoverageWords } from '../coverage/coverage-words.ts';
import { markdownText } from '../export/markdown-text.ts';
import type { Words } from '../words/WordsContext.tsx';
import { comparisonLines } from './comparison-text.ts';
import { expectedText, memberText, membersOf } from './prediction-text.ts';
import { answerLabel, failureText, signalSentences } from './result-text.ts';
import type { ValidationWords } from './validation-words.ts';

/** What a report is worded with. */
export type ReportWords = {
  readonly words: Words;
  readonly coverage: CoverageWords;
  readonly text: ValidationWords;
};

/** A validation as Markdown for a ticket: what was tested, what was stated beforehand, what came. Its head has times in UTC. */
export function markdownOf(validation: Validation, spoken: ReportWords): string {
  const { request, result, user, marker, createdMs } = validation;
  const { text } = spoken;
  const { name } = text.bench.techniques[request.technique];
  const { source, target, host } = request;
  const hosts = target === null ? source : text.records.hosts(source, target);
  const lines = [
    `# ${name}: ${text.variants[request.variant]}`,
    '',
    `- ${text.records.columns.when}: ${isoTime(createdMs)}`,
    `- ${text.records.columns.user}: ${markdownText(user)}`,
    `- ${text.records.columns.hosts}: ${markdownText(host === null ? hosts : `${hosts} (${host})`)}`,
    `- ${text.records.marker}: ${markdownText(marker)}`,
    ...predictionLines(validation, spoken),
    ...(result === null ? [] : resultLines(result, spoken)),
    '',
  ];
  return lines.join('\n');
}

function predictionLines(
  { prediction, receipt }: Validation,
  { words, text }: ReportWords,
): string[] {
  if (prediction === null) return [];
  const members = membersOf(prediction).map(
    (member) =>
      `- ${text.prediction.fields[member.field]}: ${memberText(member, text.prediction.notStated, words, text)}`,
  );
  return [
    '',
    `## ${text.prediction.title}`,
    '',
    expectedText(prediction, text).join(' '),
    '',
    ...(prediction.protocol === null ? [] : members),
    `- ${text.prediction.made(isoTime(prediction.madeMs))}`,
    ...(receipt === null
      ? []
      : [
          `- ${text.receipt.hash}: ${receipt.sha256}`,
          `- ${text.receipt.rule}: ${receipt.ruleVersion}`,
        ]),
  ];
}

function resultLines(result: ValidationResult, spoken: ReportWords): string[] {
  const { text, coverage } = spoken;
  const { state, silence, checkedMs, ran, failures } = result;
  return [
    '',
    `## ${text.result.title}: ${text.bench.states[state]}`,
    '',
    silence === null ? text.result.meanings[state] : `${text.bench.silences[silence]}.`,
    text.result.looked(isoTime(checkedMs), isoTime(ran.startMs), isoTime(ran.stopMs)),
    ...(failures.length === 0
      ? []
      : [
          '',
          `${text.result.partial}: ${failures.map((failure) => markdownText(failureText(failure, text, coverage))).join(' ')}`,
        ]),
    ...signalLines(result, spoken),
    ...detectionLines(result, spoken),
  ];
}

function signalLines({ signals, silence }: ValidationResult, spoken: ReportWords): string[] {
  const { words, text, coverage } = spoken;
  return [
    '',
    `### ${text.signals.title}`,
    '',
    ...signals.map((result) => {
      const said = signalSentences(result, silence !== null, words, text, coverage).join(' ');
      return `- **${answerLabel(result, silence !== null, text)}** – ${text.bench.kinds[result.signal.kind]}: ${markdownText(said)}`;
    }),
  ];
}

function detectionLines(
  { detection, comparison }: ValidationResult,
  { words, text, coverage }: ReportWords,
): string[] {
  const { answer, droppedBy, funnel } = detection;
  const clauses = coverage.funnel.clauses;
  const columns = Object.values(text.comparison.columns);
  return [
    '',
    `### ${text.detection.title}`,
    '',
    [
      `${text.bench.detection[answer]}.`,
      ...(droppedBy === null ? [] : [text.detection.droppedBy(clauses[droppedBy])]),
    ].join(' '),
    '',
    ...funnel.map(
      ({ clause, came, passed }) => `- ${clauses[clause]}: ${coverage.funnel.step(passed, came)}`,
    ),
    '',
    `### ${text.comparison.title}`,
    '',
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => ' --- |').join('')}`,
    ...comparisonLines(comparison, words, text, coverage).map(
      ({ field, predicted, seen, difference }) =>
        `| ${[field, predicted, seen, difference].map(markdownText).join(' | ')} |`,
    ),
  ];
}
