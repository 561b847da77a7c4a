import { useMemo } from 'react';
import { cardsOf, type Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import { useWords } from '../words/WordsContext.tsx';
import { filterDenied } from './filter-denied.ts';
import { filterFindings, sortCards, sortFindings } from './filters.ts';
import {
  filterByTriage,
  sameCards,
  sameList,
  triageCountsOf,
  type TriageCounts,
  type TriageOfViewer,
} from './triage-filter.ts';
import { matrixOf, type MatrixCounts } from './overview/matrix.ts';
import { overviewOf, type OverviewParts } from './overview/parts.ts';
import { deniedByCard, totalsOf, type DeniedOfSource, type Totals } from './totals.ts';
import type { Shown } from './useRun.ts';
import { useSame } from './useSame.ts';
import { defaultView, type View } from './view.ts';

/** Results as the page shows them: filtered, sorted, grouped, added up. */
export type Prepared = {
  readonly findings: readonly Finding[];
  readonly cards: readonly Card[];
  readonly totals: Totals;
  readonly denied: ReadonlyMap<string, DeniedOfSource>;
  /**
   * Denied connections that the filters let pass; `null` in the source profile, whose query does not ask for them, and until they
   * were asked for.
   */
  readonly deniedConnections: number | null;
  /** Over time, of what every filter but that of time lets pass. */
  readonly overview: OverviewParts;
  /** By risk and protocol, of what every filter but these two lets pass. */
  readonly matrix: MatrixCounts;
  /** By triage, of what every filter but those lets pass; `null`: not known. */
  readonly triage: TriageCounts | null;
  /** The findings in the order of the page, card by card or row by row: what "next" means. */
  readonly order: readonly Finding[];
};

const noFindings: readonly Finding[] = [];
const noWindow = { startMs: 0, stopMs: 1 };

/** What is shown comes from the look before the run's own searches. */
function isBeforeSearches(shown: Shown | null): boolean {
  return shown?.run.state === 'running' && shown.run.step === 'plan';
}

/** Prepares results for a view, and again only when the part of the view that matters has changed. */
export function usePrepared(
  shown: Shown | null,
  view: View,
  { book, user }: TriageOfViewer,
): Prepared {
  const { text, risks, protocols, bytes, address, only, exclude, time, sort, layout } = view;
  const { closed, mine, unseen } = view;
  const { compare } = useWords().format;
  const window = shown?.run.window ?? noWindow;
  const { startMs, stopMs } = window;
  const findings = shown?.results.findings ?? noFindings;
  const denied = shown?.results.denied ?? null;
  const profile = shown?.run.profile ?? null;

  const ofAnyTriage = useMemo(() => {
    const filters = { ...defaultView, text, bytes, address, only, exclude };
    return filterFindings(findings, filters, noWindow);
  }, [findings, text, bytes, address, only, exclude]);
  const ofTriage = useMemo(
    () => filterByTriage(ofAnyTriage, { closed, mine, unseen }, { book, user }),
    [ofAnyTriage, closed, mine, unseen, book, user],
  );
  // A decision that moves nothing in or out draws nothing again but its card.
  const common = useSame(ofTriage, sameList);
  const ofChosen = useMemo(
    () => filterFindings(common, { ...defaultView, risks, protocols }, noWindow),
    [common, risks, protocols],
  );
  const inTime = useMemo(
    () => (list: readonly Finding[]) =>
      filterFindings(list, { ...defaultView, time }, { startMs, stopMs }),
    [time, startMs, stopMs],
  );
  const passed = useMemo(() => inTime(ofChosen), [inTime, ofChosen]);
  const overview = useMemo(() => overviewOf(ofChosen), [ofChosen]);
  const matrix = useMemo(() => matrixOf(inTime(common)), [inTime, common]);
  const triage = useMemo(() => {
    const chosen = filterFindings(ofAnyTriage, { ...defaultView, risks, protocols }, noWindow);
    return triageCountsOf(inTime(chosen), closed, { book, user });
  }, [ofAnyTriage, risks, protocols, inTime, closed, book, user]);
  const sorted = useMemo(
    () => (layout === 'table' ? sortFindings(passed, sort, compare) : passed),
    [layout, passed, sort, compare],
  );
  const newCards = useMemo(
    () => sortCards(cardsOf(passed), sort, compare),
    [passed, sort, compare],
  );
  const cards = useSame<readonly Card[]>(newCards, sameCards);
  const totals = useMemo(() => totalsOf(passed), [passed]);
  const ofSources = useMemo(() => {
    const filters = { text, risks, protocols, bytes, address, only, exclude, time };
    const keys = new Set(cards.map(({ key }) => key));
    return filterDenied(denied ?? [], filters, (key) => keys.has(key));
  }, [denied, cards, text, risks, protocols, bytes, address, only, exclude, time]);
  const deniedByKey = useMemo(() => deniedByCard(ofSources), [ofSources]);
  const order = useMemo(
    () => (layout === 'table' ? sorted : cards.flatMap((card) => card.findings)),
    [layout, sorted, cards],
  );
  return {
    findings: sorted,
    cards,
    totals,
    denied: deniedByKey,
    deniedConnections:
      profile === 'source' || isBeforeSearches(shown)
        ? null
        : ofSources.reduce((sum, { connections }) => sum + connections, 0),
    overview,
    matrix,
    triage,
    order,
  };
}
