import type { Card } from '../../../cards/cards.ts';
import type { Finding, Reason, ReasonCode } from '../../../contract/finding.ts';
import type { Words } from '../../words/WordsContext.tsx';

/** What says most of why a finding is rated as it is, first. */
const tellingFirst: readonly ReasonCode[] = [
  'attempt-only',
  'sent-above-high',
  'pooled-volume',
  'volume-without-count',
  'sent-above-medium',
  'total-without-count',
  'data-channel-doubted',
  'fan-out-stands-out',
  'fan-out',
  'regular',
  'download',
  'connections-above-threshold',
  'several-ports',
];

/** Why a card is there, in two short lines: what and how much. `sentence` says it in full. */
export type WhyInFigures = {
  readonly label: string;
  readonly figures: string;
  readonly sentence: string;
};

/**
 * The most telling reason of the worst finding of a card in figures. Where its connections are regular, the rhythm takes the
 * second line, because it says what kind of transfer it is, and the figures of the reason the first.
 */
export function whyInFigures(card: Card, words: Words): WhyInFigures | null {
  const [worst] = card.findings;
  const first = worst && mostTelling(worst);
  if (worst === undefined || first === undefined) return null;
  const { figures } = words.page.list;
  const { regularity } = worst;
  const regular = worst.reasons.find(({ code }) => code === 'regular');
  const sentenceOf = (reason: Reason) => words.detection.reasons[reason.code].sentence(reason);
  if (regular === undefined || regularity === null)
    return {
      label: words.detection.reasons[first.code].label,
      figures: figures.reason(first),
      sentence: sentenceOf(first),
    };
  const rhythm = figures.regular(regularity.medianMs, regularity.spreadMs);
  const isAlone = first === regular;
  return {
    label: isAlone ? words.detection.reasons.regular.label : figures.reason(first),
    figures: rhythm,
    sentence: isAlone ? sentenceOf(regular) : `${sentenceOf(first)} ${sentenceOf(regular)}`,
  };
}

function mostTelling({ reasons }: Finding): Reason | undefined {
  const place = ({ code }: Reason) => {
    const found = tellingFirst.indexOf(code);
    return found < 0 ? tellingFirst.length : found;
  };
  return reasons.toSorted((a, b) => place(a) - place(b))[0];
}
