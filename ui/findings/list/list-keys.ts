/** What a key does while a row of the list has the focus. */
export type ListAction =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'details'
  | 'expand'
  | 'collapse'
  | 'events'
  | 'flows'
  | 'asset'
  | 'allow'
  | 'search'
  | 'help'
  | 'leave';

const named: Readonly<Record<string, ListAction>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  Enter: 'details',
  ArrowRight: 'expand',
  ArrowLeft: 'collapse',
  Escape: 'leave',
};

/** Letters and signs, which can be switched off: speech input types them by mistake (WCAG 2.1.4). */
const characters: Readonly<Record<string, ListAction>> = {
  j: 'next',
  k: 'previous',
  o: 'details',
  e: 'events',
  f: 'flows',
  a: 'asset',
  l: 'allow',
  '/': 'search',
  '?': 'help',
};

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/**
 * What a key does, `null` where it is left to the browser. The space bar is: it presses the row, which opens or closes it.
 * Shift+F10 and the Menu key are, too: they ask for the menu.
 */
export function listActionOf(
  { key, ctrlKey, altKey, metaKey }: Key,
  hasCharacterKeys: boolean,
): ListAction | null {
  if (ctrlKey || altKey || metaKey) return null;
  return named[key] ?? (hasCharacterKeys ? (characters[key] ?? null) : null);
}

/** The place that an action leads to among `count` rows; `null` for one that does not move. */
export function placeAfter(action: ListAction, at: number, count: number): number | null {
  const places: Partial<Record<ListAction, number>> = {
    next: at + 1,
    previous: at - 1,
    first: 0,
    last: count - 1,
  };
  const place = places[action];
  return place === undefined ? null : Math.min(count - 1, Math.max(0, place));
}
