import { useCallback, useState } from 'react';
import type { Card } from '../../../cards/cards.ts';
import type { Risk } from '../../../contract/finding.ts';
import type { Sort } from '../view.ts';

/** The order in which cards were first seen while a run went on, and how each was rated then. */
type Held = {
  readonly runId: string;
  readonly sort: Sort;
  readonly risks: ReadonlyMap<string, Risk>;
};

type Run = { readonly id: string; readonly isRunning: boolean };

/** Cards in the order of the page. */
export type FrozenOrder = {
  readonly cards: readonly Card[];
  /** Cards rated otherwise than when they were first seen. */
  readonly changed: number;
  /** Whether sorting again would move a card; never so while the run goes on. */
  readonly canSortAgain: boolean;
  readonly sortAgain: () => void;
  /** Somebody works in the list: from here on nothing moves before it is asked to. */
  readonly hold: () => void;
};

/**
 * Keeps the order of cards while a run goes on, so that nothing moves under the hand of who reads: new ones come at the
 * end. When it is over they are sorted at once where nobody worked in the list meanwhile; else they stay so until somebody
 * sorts again, by the button or by another column.
 */
export function useFrozenOrder(sorted: readonly Card[], run: Run | null, sort: Sort): FrozenOrder {
  const [held, setHeld] = useState<Held | null>(null);
  const [heldRun, setHeldRun] = useState<string | null>(null);
  const runId = run?.isRunning ? run.id : null;
  const hold = useCallback(() => {
    if (runId !== null) setHeldRun(runId);
  }, [runId]);
  const next = heldAfter(held, sorted, run, sort, heldRun === run?.id);
  if (next !== held) setHeld(next);
  if (next === null)
    return { cards: sorted, changed: 0, canSortAgain: false, sortAgain: () => undefined, hold };
  const places = new Map([...next.risks.keys()].map((key, place) => [key, place]));
  const placeOf = ({ key }: Card) => places.get(key) ?? Infinity;
  const cards = sorted.toSorted((a, b) => {
    const [of, to] = [placeOf(a), placeOf(b)];
    return of === to ? 0 : of - to;
  });
  return {
    cards,
    changed: sorted.filter(({ key, risk }) => (next.risks.get(key) ?? risk) !== risk).length,
    canSortAgain:
      run?.isRunning === false && cards.some((card, place) => card.key !== sorted[place]?.key),
    sortAgain: () => setHeld(null),
    hold,
  };
}

function heldAfter(
  held: Held | null,
  sorted: readonly Card[],
  run: Run | null,
  sort: Sort,
  isInUse: boolean,
): Held | null {
  const isSame =
    held !== null &&
    held.runId === run?.id &&
    held.sort.by === sort.by &&
    held.sort.descending === sort.descending;
  const own = isSame ? held : null;
  if (run === null || !run.isRunning) return isInUse ? own : null;
  const added = sorted.filter(({ key }) => own?.risks.has(key) !== true);
  if (own !== null && added.length === 0) return own;
  const risks = new Map([
    ...(own?.risks ?? []),
    ...added.map(({ key, risk }) => [key, risk] as const),
  ]);
  return { runId: run.id, sort, risks };
}
