/** Where somebody is in the list: how far it is scrolled (CSS px), which row had the focus, which cards are open. */
export type Place = {
  readonly scrollY: number;
  readonly active: string | null;
  readonly expanded: readonly string[];
};

/** The place that an entry of the history keeps; `null` where it keeps none. */
export function placeIn(state: unknown): Place | null {
  if (typeof state !== 'object' || state === null || !('place' in state)) return null;
  const { place } = state;
  if (typeof place !== 'object' || place === null) return null;
  const { scrollY, active, expanded } = place as Partial<Record<keyof Place, unknown>>;
  if (typeof scrollY !== 'number' || !Array.isArray(expanded)) return null;
  return {
    scrollY,
    active: typeof active === 'string' ? active : null,
    expanded: expanded.filter((key) => typeof key === 'string'),
  };
}

/** Keeps a place with the page's entry of the history, so that a reload and Back find it again. */
export function keepPlace(place: Place): void {
  const { state } = window.history as { readonly state: unknown };
  const others = typeof state === 'object' && state !== null ? state : {};
  window.history.replaceState({ ...others, place }, '');
}

/** Gives the focus to the row of a card (by its key), where it is drawn. */
export function focusRow(key: string): void {
  const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`);
  row?.focus({ preventScroll: true });
}

/** Brings a card (by its key) into sight as far as it fits, where it is drawn. */
export function showCard(key: string): void {
  const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`);
  row?.closest('article')?.scrollIntoView({ block: 'nearest' });
}
