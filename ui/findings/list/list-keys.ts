import type { Card } from '../../../cards/cards.ts';
import { cardTriageOf, type CardTriage, type TriageBook } from '../../triage/book.ts';

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
  | 'status'
  | 'select'
  | 'nextNew'
  | 'undo'
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
  s: 'status',
  x: 'select',
  n: 'nextNew',
  z: 'undo',
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

/**
 * The place of the next card after `at` that has something new, round to the first ones; `null` where there is none. New is
 * what was first seen after the analyst's last visit; where nothing is, what nobody has decided about yet.
 */
export function nextNewPlace(cards: readonly Card[], at: number, book: TriageBook): number | null {
  const of = cards.map(({ findings }) => cardTriageOf(findings, book));
  const kinds: readonly ((triage: CardTriage | null) => boolean)[] = [
    (triage) => triage?.isNew === true,
    (triage) => triage?.status === 'new' || triage?.status === 'reopened',
  ];
  for (const isNew of kinds) {
    if (!of.some(isNew)) continue;
    const after = of.findIndex((triage, place) => place > at && isNew(triage));
    return after < 0 ? of.findIndex(isNew) : after;
  }
  return null;
}

/**
 * The key of the row that takes the place of one that went: the next of those that are still there, else the last. One that
 * is there, or never was, stays.
 */
export function keyAfter(
  key: string,
  before: readonly string[],
  now: readonly string[],
): string | null {
  const at = before.indexOf(key);
  if (at < 0) return key;
  const left = new Set(now);
  if (left.has(key)) return key;
  return before.slice(at).find((one) => left.has(one)) ?? now.at(-1) ?? null;
}
