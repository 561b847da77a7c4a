import type { Card } from '../../cards/cards.ts';
import { technique } from '../../cards/technique.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Words } from '../words/WordsContext.tsx';
import { isoTime } from '../../words/times.ts';

/**
 * A finding or a card as JSON text for a ticket: the contract's members, with a sentence beside the code of
 * each reason and correction, and where numbers are estimated, and ISO 8601 times (UTC) beside the epoch milliseconds.
 */
export function recordJson(record: Finding | Card, words: Words): string {
  return JSON.stringify(
    {
      technique,
      ...('findings' in record ? cardRecord(record, words) : findingRecord(record, words)),
    },
    null,
    2,
  );
}

function cardRecord(card: Card, words: Words) {
  const findings = card.findings.map((finding) => findingRecord(finding, words));
  return { ...card, ...times(card), findings };
}

function findingRecord(finding: Finding, words: Words) {
  const { reasons, corrections } = words.detection;
  const { why } = words.page.card.estimated;
  return {
    ...finding,
    ...(finding.estimated ? { estimatedSentence: why } : {}),
    ...times(finding),
    reasons: finding.reasons.map((reason) => ({
      ...reason,
      sentence: reasons[reason.code].sentence(reason),
    })),
    corrections: finding.corrections.map((code) => ({
      code,
      sentence: corrections[code].sentence,
    })),
  };
}

function times({ firstSeenMs, lastSeenMs }: Pick<Finding, 'firstSeenMs' | 'lastSeenMs'>) {
  return { firstSeen: isoTime(firstSeenMs), lastSeen: isoTime(lastSeenMs) };
}
