import { useCallback, useLayoutEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { Card } from '../../cards/cards.ts';
import type { TimeWindow } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';
import { destinationsOf } from './filters.ts';
import { FindingCard } from './FindingCard.tsx';
import { ColumnHeads } from './list/ColumnHeads.tsx';
import { useHostNames, type HostKey } from './list/useHostNames.ts';
import { useListKeys } from './list/useListKeys.ts';
import type { DeniedOfSource } from './totals.ts';
import { useVirtualRows } from './useVirtualRows.ts';
import type { Sort } from './view.ts';
import './list/list.scss';

type CardListProps = {
  /** Id of the run whose findings these are. */
  readonly run: string;
  /** In the order to be shown. */
  readonly cards: readonly Card[];
  readonly denied: ReadonlyMap<string, DeniedOfSource>;
  readonly runWindow: TimeWindow;
  readonly nowMs: number;
  /** The run still goes on, so ratings may change. */
  readonly isProvisional: boolean;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly openFinding: string | null;
  readonly onOpen: (finding: string) => void;
  readonly onClose: () => void;
  readonly hasCharacterKeys: boolean;
  readonly onHelp: () => void;
};

/** A card that is not open, on a page of ordinary width: two lines and their padding (`list.scss`). */
const rowPx = 48;
/** The names of the columns, which stay in sight above the rows. */
const headsPx = 28;

/**
 * The cards as one list that scrolls with the page. Only those in sight are in the document; each says its
 * place among all, and the one with the focus or with open details stays wherever it is. The Tab key leads to one
 * row, arrow keys to the others (https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/).
 */
export function CardList(props: CardListProps) {
  const { cards, denied, runWindow, nowMs, isProvisional, openFinding, onOpen } = props;
  const words = useWords();
  const list = useRef<HTMLUListElement>(null);
  const keys = useMemo(() => cards.map((card) => card.key), [cards]);
  const findings = useMemo(() => cards.flatMap((card) => card.findings), [cards]);
  const openKey = useMemo(() => keyOfCardWith(openFinding, cards), [cards, openFinding]);
  const mostBytes = useMemo(
    () => cards.reduce((most, { sentBytes }) => Math.max(most, sentBytes ?? 0), 0),
    [cards],
  );
  const { tabStop, expanded, toggle, choose, onKey } = useListKeys({
    cards,
    keys,
    hasCharacterKeys: props.hasCharacterKeys,
    hasDetails: openFinding !== null,
    onOpen,
    onClose: props.onClose,
    onHelp: props.onHelp,
  });
  const rows = useVirtualRows<HTMLLIElement>({
    container: list,
    keys,
    keptKeys: useMemo(() => [openKey, tabStop], [openKey, tabStop]),
    estimatedPx: rowPx,
    stickyPx: headsPx,
  });
  const onRowKey = useCallback(
    (event: KeyboardEvent<HTMLElement>, card: Card) =>
      onKey(event, card, (place) => rows.scrollToIndex(place, { align: 'auto' })),
    [onKey, rows],
  );

  // "Next finding" of the details leads through the list: what they show is in sight. Whoever scrolls on is left alone.
  const broughtIntoSight = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (broughtIntoSight.current === openKey) return;
    broughtIntoSight.current = openKey;
    if (openKey === null) return;
    choose(openKey);
    rows.scrollToIndex(keys.indexOf(openKey), { align: 'auto' });
  }, [openKey, keys, rows, choose]);

  const drawn = rows.getVirtualItems().flatMap((row) => {
    const card = cards[row.index];
    return card === undefined ? [] : [{ row, card }];
  });
  const hosts = useHostNames(
    drawn.flatMap(({ card }) =>
      [sourceOf(card), destinationOf(card)].filter((key) => key !== null),
    ),
  );
  return (
    <>
      {isProvisional && <p className="tw-list__note">{words.page.list.frozen}</p>}
      <ColumnHeads
        sort={props.sort}
        onSort={props.onSort}
        findings={findings}
        note={
          hosts.notAsked.length === 0
            ? ''
            : words.page.list.notAsked(
                hosts.notAsked.map((fact) => words.page.list.hostFacts[fact]),
              )
        }
      />
      <ul
        ref={list}
        aria-label={words.page.card.list}
        className="tw-cards"
        style={{ blockSize: rows.getTotalSize() }}
      >
        {drawn.map(({ row, card }) => (
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
              run={props.run}
              card={card}
              denied={denied.get(card.key) ?? null}
              runWindow={runWindow}
              nowMs={nowMs}
              mostBytes={mostBytes}
              sourceHost={hosts.of(sourceOf(card))}
              destinationHost={hosts.of(destinationOf(card))}
              isProvisional={isProvisional}
              isExpanded={expanded.has(card.key)}
              isTabStop={card.key === tabStop}
              openFinding={openKey === card.key ? openFinding : null}
              onToggle={toggle}
              onOpen={onOpen}
              onKey={onRowKey}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function sourceOf({ source, domain }: Card): HostKey {
  return { address: source, domainId: domain.id };
}

/** The destination that stands on the row of a card. */
function destinationOf({ domain, findings }: Card): HostKey | null {
  const [worst] = findings;
  const address = worst && destinationsOf(worst)[0];
  return address === undefined ? null : { address, domainId: domain.id };
}

function keyOfCardWith(id: string | null, cards: readonly Card[]): string | null {
  if (id === null) return null;
  return cards.find((card) => card.findings.some((finding) => finding.id === id))?.key ?? null;
}
