import type { Card } from '../../cards/cards.ts';
import type { FindingCardProps } from '../../ui/findings/FindingCard.tsx';
import { aRun } from './ui-records.ts';

/** What a card is drawn from, open in place and with nothing to be called. */
export function cardProps(card: Card, changes: Partial<FindingCardProps> = {}): FindingCardProps {
  return {
    run: 'r1',
    card,
    denied: null,
    runWindow: aRun().window,
    nowMs: 0,
    mostBytes: card.sentBytes ?? 0,
    sourceHost: null,
    destinationHost: null,
    isProvisional: false,
    isExpanded: true,
    isTabStop: true,
    openFinding: null,
    onToggle: () => undefined,
    onOpen: () => undefined,
    onKey: () => undefined,
    ...changes,
  };
}
