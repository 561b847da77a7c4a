import type { Card } from '../../cards/cards.ts';
import { useWords, type Words } from '../words/WordsContext.tsx';
import type { DeniedOfSource } from './totals.ts';
import { Explanations } from './Explanations.tsx';

type CardNumbersProps = { readonly card: Card; readonly denied: DeniedOfSource | null };

/** How much of what was sent comes from data channels. */
function channelSentence({ findings }: Card, words: Words): string[] {
  const counted = findings.flatMap(({ dataChannel }) =>
    dataChannel?.counted ? [dataChannel] : [],
  );
  const bytes = counted.reduce((sum, { sent }) => sum + (sent?.bytes ?? 0), 0);
  const connections = counted.reduce((sum, channel) => sum + channel.connections, 0);
  if (bytes === 0) return [];
  return [words.page.card.explanation.channel(bytes, connections)];
}

/** Every number of a card, digit for digit, and how it came about. */
export function CardNumbers({ card, denied }: CardNumbersProps) {
  const words = useWords();
  const text = words.page.card;
  const { explanation } = text;
  const coalesced = card.findings.reduce((sum, finding) => sum + finding.coalesced, 0);
  const receivedKnown = card.findings.reduce(
    (sum, finding) => sum + (finding.received?.knownConnections ?? 0),
    0,
  );
  const sentences = [
    words.detection.riskMeaning[card.risk],
    words.detection.states[card.state].meaning,
    explanation.connections(card.connections),
    card.estimated ? text.estimated.why : null,
    coalesced > 0 ? explanation.coalesced(coalesced, card.lowerBound) : null,
    card.sentBytes === null
      ? explanation.unknown
      : explanation.sent(card.sentBytes, card.knownConnections, card.connections),
    ...channelSentence(card, words),
    card.receivedBytes === null
      ? null
      : explanation.received(card.receivedBytes, receivedKnown, card.connections),
    card.totalBytes === null ? null : explanation.total(card.totalBytes),
    explanation.destinations(card.destinationCount),
    denied === null ? null : explanation.denied(denied.connections),
  ].filter((sentence) => sentence !== null);
  return (
    <Explanations
      label={text.numbers}
      items={[
        {
          key: 'numbers',
          label: text.numbers,
          content: () => sentences.map((sentence) => <p key={sentence}>{sentence}</p>),
        },
      ]}
    />
  );
}
