import { createContext, use, useMemo, useSyncExternalStore } from 'react';
import type { Finding } from '../../contract/finding.ts';
import type { Triage } from '../../contract/triage.ts';
import { cardTriageOf, type CardTriage } from './book.ts';
import type { TriageDesk } from './TriageDesk.ts';
import type { DeskState } from './desk-state.ts';

export const TriageContext = createContext<TriageDesk | null>(null);

/** The triage of the page. Throws outside `TriageProvider`. */
export function useDesk(): TriageDesk {
  const desk = use(TriageContext);
  if (desk === null) throw new Error('triage needs a TriageProvider above it');
  return desk;
}

/** A part of the triage; draws again only when that part is another one. `select` has to give the same for the same state. */
export function useDeskState<T>(select: (state: DeskState) => T): T {
  const desk = useDesk();
  return useSyncExternalStore(desk.subscribe, () => select(desk.state()));
}

/** The entry of a finding; `undefined`: nobody has decided anything, or it is not known. */
export function useTriageOf(finding: string): Triage | undefined {
  return useDeskState(({ book }) => book.entries.get(finding));
}

/** The triage of a card's findings together; `null`: not known. The same object until its content changes. */
export function useCardTriage(findings: readonly Finding[]): CardTriage | null {
  const text = useDeskState(({ book }) => JSON.stringify(cardTriageOf(findings, book)));
  return useMemo(() => JSON.parse(text) as CardTriage | null, [text]);
}

/** How much of a card is selected. */
export function useSelection(findings: readonly Finding[]): 'all' | 'some' | 'none' {
  return useDeskState(({ selected }) => {
    const count = findings.filter(({ id }) => selected.has(id)).length;
    if (count === 0) return 'none';
    return count === findings.length ? 'all' : 'some';
  });
}
