import { useCallback, useEffect, useRef } from 'react';
import { cardKey, cardsOf, type Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Prepared } from './usePrepared.ts';
import type { ChangeView } from './usePageState.ts';
import type { Shown } from './useRun.ts';
import type { View } from './view.ts';

/** The finding whose details are open, its card, and the ways on from it. */
export type OpenFinding = {
  readonly card: Card;
  readonly findingId: string;
  readonly previous: string | null;
  readonly next: string | null;
};

/**
 * What is open. A finding that the filters hide stays open, because a link or an earlier click named it;
 * `null` where the run does not have it.
 */
export function openFindingOf(
  id: string | null,
  shown: Shown | null,
  prepared: Prepared,
): OpenFinding | null {
  const finding = shown?.results.findings.find((candidate) => candidate.id === id);
  if (shown === null || finding === undefined) return null;
  const index = prepared.order.findIndex((candidate) => candidate.id === id);
  const card =
    prepared.cards.find((candidate) => candidate.findings.includes(finding)) ??
    cardAround(finding, shown.results.findings);
  if (card === null) return null;
  return {
    card,
    findingId: finding.id,
    previous: prepared.order[index - 1]?.id ?? null,
    next: (index < 0 ? undefined : prepared.order[index + 1]?.id) ?? null,
  };
}

function cardAround(finding: Finding, findings: readonly Finding[]): Card | null {
  const key = cardKey(finding);
  const [card] = cardsOf(findings.filter((candidate) => cardKey(candidate) === key));
  return card ?? null;
}

/**
 * Opens and closes details. Closing gives the focus back to what opened them, else to the row of the finding, else to
 * `fallback`.
 */
export function useDetailFocus(
  view: View,
  onChange: ChangeView,
  fallback: () => HTMLElement | null,
): { readonly open: (finding: string) => void; readonly close: () => void } {
  const closed = useRef<string | null>(null);
  const opener = useRef<{ readonly finding: string; readonly element: Element | null } | null>(
    null,
  );

  useEffect(() => {
    const finding = closed.current;
    if (finding === null || view.finding !== null) return;
    closed.current = null;
    const { finding: opened, element } = opener.current ?? { finding: null, element: null };
    const button =
      opened === finding && element instanceof HTMLElement && element.isConnected
        ? element
        : document.querySelector<HTMLElement>(`[data-opens~="${CSS.escape(finding)}"]`);
    (button ?? fallback())?.focus({ preventScroll: true });
  }, [view.finding, fallback]);

  const open = useCallback(
    (finding: string) => {
      const isInDetails = document.activeElement?.closest('.tw-page__detail') != null;
      if (!isInDetails) opener.current = { finding, element: document.activeElement };
      onChange((before) => ({ ...before, finding }));
    },
    [onChange],
  );
  const close = useCallback(
    () =>
      onChange((before) => {
        closed.current = before.finding;
        return { ...before, finding: null };
      }),
    [onChange],
  );
  return { open, close };
}
