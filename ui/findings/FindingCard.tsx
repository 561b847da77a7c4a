import { memo, useId, type KeyboardEvent } from 'react';
import type { Card } from '../../cards/cards.ts';
import type { Host } from '../../contract/details.ts';
import type { TimeWindow } from '../../contract/run.ts';
import { FullCard } from './FullCard.tsx';
import { CardRow } from './list/CardRow.tsx';
import type { DeniedOfSource } from './totals.ts';

/** What a card is drawn from; a card is drawn again only when one of them changes. */
export type FindingCardProps = {
  /** Id of the run whose findings these are. */
  readonly run: string;
  readonly card: Card;
  readonly denied: DeniedOfSource | null;
  readonly runWindow: TimeWindow;
  readonly nowMs: number;
  /** The most bytes that any card of the list sent. */
  readonly mostBytes: number;
  readonly sourceHost: Host | null;
  readonly destinationHost: Host | null;
  /** Its rating may change, because the run still goes on. */
  readonly isProvisional: boolean;
  readonly isExpanded: boolean;
  readonly isTabStop: boolean;
  /** Id of the finding whose details are open, if it is one of this card. */
  readonly openFinding: string | null;
  readonly onToggle: (card: Card) => void;
  readonly onOpen: (finding: string) => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, card: Card) => void;
};

/** One source IP: how bad, who to whom, how much, when and why, in two lines; it opens in place into all there is to say. */
export const FindingCard = memo(function FindingCard(props: FindingCardProps) {
  const { card, denied, nowMs, isProvisional, isExpanded, openFinding } = props;
  const { run, onToggle, onOpen, onKey, ...row } = props;
  const headingId = useId();
  const bodyId = useId();
  const provisional = isProvisional ? ' tw-card--provisional' : '';
  return (
    <article
      aria-labelledby={headingId}
      aria-current={openFinding === null ? undefined : 'true'}
      className={`tw-card tw-card--${card.risk.toLowerCase()}${provisional}`}
    >
      <CardRow
        {...row}
        headingId={headingId}
        bodyId={bodyId}
        onToggle={() => onToggle(card)}
        onOpen={onOpen}
        onKey={(event) => onKey(event, card)}
      />
      {isExpanded && (
        <div id={bodyId} className="tw-card__body">
          <FullCard
            run={run}
            card={card}
            denied={denied}
            nowMs={nowMs}
            openFinding={openFinding}
            onOpen={onOpen}
          />
        </div>
      )}
    </article>
  );
});
