import { useMemo, useRef } from 'react';
import type { Card } from '../../cards/cards.ts';
import { useWords } from '../words/WordsContext.tsx';
import { FindingCard } from './FindingCard.tsx';
import type { DeniedOfSource } from './totals.ts';
import { useVirtualRows } from './useVirtualRows.ts';

type CardListProps = {
  readonly cards: readonly Card[];
  readonly denied: ReadonlyMap<string, DeniedOfSource>;
  readonly nowMs: number;
  readonly openFinding: string | null;
  readonly onOpen: (finding: string) => void;
};

/** A card with one finding on a wide page. */
const estimatedCardPx = 300;

/**
 * The cards as one list that scrolls with the page. Only those in sight are in the document; each says its
 * place among all, and the one with the focus or with open details stays wherever it is.
 */
export function CardList({ cards, denied, nowMs, openFinding, onOpen }: CardListProps) {
  const words = useWords();
  const list = useRef<HTMLUListElement>(null);
  const keys = useMemo(() => cards.map((card) => card.key), [cards]);
  const openKey = useMemo(() => keyOfCardWith(openFinding, cards), [cards, openFinding]);
  const rows = useVirtualRows<HTMLLIElement>({
    container: list,
    keys,
    openKey,
    estimatedPx: estimatedCardPx,
  });
  return (
    <ul
      ref={list}
      aria-label={words.page.card.list}
      className="tw-cards"
      style={{ blockSize: rows.getTotalSize() }}
    >
      {rows.getVirtualItems().map((row) => {
        const card = cards[row.index];
        if (!card) return null;
        return (
          <li
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            aria-setsize={cards.length}
            aria-posinset={row.index + 1}
            className="tw-cards__row"
            style={{ transform: `translateY(${row.start - rows.options.scrollMargin}px)` }}
          >
            <FindingCard
              card={card}
              denied={denied.get(card.key) ?? null}
              nowMs={nowMs}
              openFinding={openKey === card.key ? openFinding : null}
              onOpen={onOpen}
            />
          </li>
        );
      })}
    </ul>
  );
}

function keyOfCardWith(id: string | null, cards: readonly Card[]): string | null {
  if (id === null) return null;
  return cards.find((card) => card.findings.some((finding) => finding.id === id))?.key ?? null;
}
