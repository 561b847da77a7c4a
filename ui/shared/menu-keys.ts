import type { KeyboardEvent } from 'react';

/** The index that a key leads to among `count` items, or `null` for a key that moves nothing. */
const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at <= 0 ? count : at) - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Carbon knows the items that were enabled when they appeared: it moves among them, and Enter on another one leads
 * to the first instead. Ours become enabled while the menu is open, so the keys are taken before Carbon sees them.
 * It knows neither Home nor End.
 */
export function takeMenuKey(event: KeyboardEvent<HTMLElement>): void {
  const move = moves[event.key];
  const isChoice = event.key === 'Enter' || event.key === ' ';
  if (move === undefined && !isChoice) return;
  event.preventDefault();
  event.stopPropagation();
  const items = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(
      '[role=menuitem]:not([aria-disabled=true])',
    ),
  ];
  const at = items.findIndex((item) => item === document.activeElement);
  if (move !== undefined) items[move(at, items.length)]?.focus();
  // The key that opened the menu may still be held.
  else if (!event.repeat) items[at]?.click();
}
