import { useMemo } from 'react';
import { cardsOf, type Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import type { RunFindings } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';
import { filterFindings, sortCards, sortFindings } from './filters.ts';
import { deniedByCard, totalsOf, type DeniedOfSource, type Totals } from './totals.ts';
import type { View } from './view.ts';

/** Results as the page shows them: filtered, sorted, grouped, added up. */
export type Prepared = {
  readonly findings: readonly Finding[];
  readonly cards: readonly Card[];
  readonly totals: Totals;
  readonly denied: ReadonlyMap<string, DeniedOfSource>;
  /** The findings in the order of the page, card by card or row by row: what "next" means. */
  readonly order: readonly Finding[];
};

/** Prepares results for a view, and again only when the part of the view that matters has changed. */
export function usePrepared(results: RunFindings | null, view: View): Prepared {
  const { text, risks, protocols, bytes, address, only, exclude, sort, layout } = view;
  const passed = useMemo(
    () =>
      filterFindings(results?.findings ?? [], {
        text,
        risks,
        protocols,
        bytes,
        address,
        only,
        exclude,
      }),
    [results, text, risks, protocols, bytes, address, only, exclude],
  );
  const { compare } = useWords().format;
  const findings = useMemo(() => sortFindings(passed, sort, compare), [passed, sort, compare]);
  const cards = useMemo(() => sortCards(cardsOf(passed), sort, compare), [passed, sort, compare]);
  const totals = useMemo(() => totalsOf(passed), [passed]);
  const denied = useMemo(() => deniedByCard(results?.denied ?? []), [results]);
  const order = useMemo(
    () => (layout === 'table' ? findings : cards.flatMap((card) => card.findings)),
    [layout, findings, cards],
  );
  return { findings, cards, totals, denied, order };
}
