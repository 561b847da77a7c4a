import type { Card } from '../../cards/cards.ts';
import { messages } from '../messages/messages.ts';
import type { DeniedOfSource } from './totals.ts';
import { Explanations } from './Explanations.tsx';

type CardNumbersProps = { readonly card: Card; readonly denied: DeniedOfSource | null };

/** How much of what was sent comes from data channels. */
function channelSentence({ findings }: Card): string[] {
  const counted = findings.flatMap(({ dataChannel }) =>
    dataChannel?.counted ? [dataChannel] : [],
  );
  const bytes = counted.reduce((sum, { sent }) => sum + (sent?.bytes ?? 0), 0);
  const connections = counted.reduce((sum, channel) => sum + channel.connections, 0);
  if (bytes === 0) return [];
  return [messages.page.card.explanation.channel(bytes, connections)];
}

/** Every number of a card, digit for digit, and how it came about. */
export function CardNumbers({ card, denied }: CardNumbersProps) {
  const words = messages.page.card;
  const { explanation } = words;
  const coalesced = card.findings.reduce((sum, finding) => sum + finding.coalesced, 0);
  const receivedKnown = card.findings.reduce(
    (sum, finding) => sum + (finding.received?.knownConnections ?? 0),
    0,
  );
  const sentences = [
    messages.detection.riskMeaning[card.risk],
    messages.detection.states[card.state].meaning,
    explanation.connections(card.connections),
    coalesced > 0 ? explanation.coalesced(coalesced, card.lowerBound) : null,
    card.sentBytes === null
      ? explanation.unknown
      : explanation.sent(card.sentBytes, card.knownConnections, card.connections),
    ...channelSentence(card),
    card.receivedBytes === null
      ? null
      : explanation.received(card.receivedBytes, receivedKnown, card.connections),
    card.totalBytes === null ? null : explanation.total(card.totalBytes),
    explanation.destinations(card.destinationCount),
    denied === null ? null : explanation.denied(denied.connections),
  ].filter((sentence) => sentence !== null);
  return (
    <Explanations
      label={words.numbers}
      items={[
        {
          key: 'numbers',
          label: words.numbers,
          content: () => sentences.map((sentence) => <p key={sentence}>{sentence}</p>),
        },
      ]}
    />
  );
}
