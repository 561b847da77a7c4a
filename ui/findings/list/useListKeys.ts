import { useCallback, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Card } from '../../../cards/cards.ts';
import { usePivotHandle } from '../../pivots/PivotContext.ts';
import { allowing, type PivotTarget } from '../../pivots/target.ts';
import { useDesk } from '../../triage/TriageContext.ts';
import { keyAfter, listActionOf, nextNewPlace, placeAfter, type ListAction } from './list-keys.ts';
import { focusRow, placeIn, showCard } from './place.ts';
import { openStatus, toggleSelection } from './row-triage.ts';
import { useFocusKept } from './useFocusKept.ts';
import { usePlace } from './usePlace.ts';

type ListKeysOptions = {
  /** In the order of the list. */
  readonly cards: readonly Card[];
  readonly keys: readonly string[];
  readonly hasCharacterKeys: boolean;
  readonly hasDetails: boolean;
  readonly onOpen: (finding: string) => void;
  readonly onClose: () => void;
  readonly onHelp: () => void;
};

/** The state of a list that is worked with keys. */
export type ListKeys = {
  /** The one row that the Tab key leads to. */
  readonly tabStop: string | null;
  readonly expanded: ReadonlySet<string>;
  readonly toggle: (card: Card) => void;
  /** Makes a row the one the Tab key leads to, as when the pointer chose it. */
  readonly choose: (key: string) => void;
  /** Takes a key that was pressed on the row of a card. `scrollTo` brings a row into sight, drawn or not. */
  readonly onKey: (
    event: KeyboardEvent<HTMLElement>,
    card: Card,
    scrollTo: (place: number) => void,
  ) => void;
};

/** The row that has the focus, the cards that are open in place, and what keys do with both. */
export function useListKeys(options: ListKeysOptions): ListKeys {
  const { cards, keys, hasCharacterKeys, hasDetails, onOpen, onClose, onHelp } = options;
  const pivots = usePivotHandle();
  const desk = useDesk();
  const [active, setActive] = useState(() => placeIn(history.state)?.active ?? null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(
    () => new Set(placeIn(history.state)?.expanded),
  );
  const toFocus = useRef<string | null>(null);
  const [known, setKnown] = useState(keys);
  // A card that goes, because it was closed, leaves its place to the next one.
  if (known !== keys) {
    setKnown(keys);
    const next = active === null ? null : keyAfter(active, known, keys);
    if (next !== active) setActive(next);
  }
  const tabStop = active !== null && keys.includes(active) ? active : (keys[0] ?? null);

  usePlace(tabStop, expanded);
  useLayoutEffect(() => {
    if (tabStop === null || toFocus.current !== tabStop) return;
    toFocus.current = null;
    focusRow(tabStop);
  }, [tabStop]);

  useFocusKept(tabStop, setActive);

  const toShow = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (toShow.current !== null) showCard(toShow.current);
    toShow.current = null;
  }, [expanded]);

  const expand = useCallback(
    (key: string, isOpen: boolean) =>
      setExpanded((before) => (before.has(key) === isOpen ? before : toggled(before, key))),
    [],
  );
  const onKey = useCallback<ListKeys['onKey']>(
    (event, card, scrollTo) => {
      const action = listActionOf(event, hasCharacterKeys);
      if (action === null || (action === 'leave' && !hasDetails && !expanded.has(card.key))) return;
      event.preventDefault();
      const at = keys.indexOf(card.key);
      const place =
        action === 'nextNew'
          ? nextNewPlace(cards, at, desk.state().book)
          : placeAfter(action, at, cards.length);
      if (place !== null) {
        const key = keys[place];
        if (key === undefined || key === card.key) return;
        toFocus.current = key;
        setActive(key);
        scrollTo(place);
        return;
      }
      const doing: Partial<Record<ListAction, () => void>> = {
        details: () => card.findings[0] && onOpen(card.findings[0].id),
        expand: () => {
          toShow.current = card.key;
          expand(card.key, true);
        },
        collapse: () => expand(card.key, false),
        leave: () => (hasDetails ? onClose() : expand(card.key, false)),
        events: () => pivots.act(targetOf(card), ['pairEvents', 'sourceEvents']),
        flows: () => pivots.act(targetOf(card), ['pairFlows', 'sourceFlows']),
        asset: () => pivots.act(targetOf(card), ['asset']),
        allow: () => card.findings[0] && pivots.choose(allowing(card.findings[0])),
        status: () => openStatus(desk, cards, card, event.currentTarget),
        select: () => toggleSelection(desk, card),
        undo: () => void desk.undo(),
        search: () => document.querySelector<HTMLElement>('#tw-text')?.focus(),
        help: onHelp,
      };
      doing[action]?.();
    },
    [
      hasCharacterKeys,
      hasDetails,
      expanded,
      keys,
      cards,
      expand,
      pivots,
      desk,
      onOpen,
      onClose,
      onHelp,
    ],
  );
  const toggle = useCallback(({ key }: Card) => {
    setActive(key);
    setExpanded((before) => toggled(before, key));
  }, []);
  return { tabStop, expanded, toggle, choose: setActive, onKey };
}

/** What the keys of a row start from: the source in its worst finding, so that it has the other end of the pair. */
function targetOf({ source, domain, findings }: Card): PivotTarget {
  const [finding] = findings;
  return {
    field: 'source',
    value: source,
    domainId: domain.id,
    ...(finding === undefined ? {} : { finding }),
  };
}

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(key)) after.add(key);
  return after;
}
