import { useCallback, useState, type MouseEvent } from 'react';
import type { PivotTarget } from './target.ts';

/** Where the menu is and what it is about. A new `sequence` is a new opening, even of the same target. */
export type OpenMenu = {
  readonly sequence: number;
  readonly target: PivotTarget;
  readonly triggerId: string;
  readonly x: number;
  readonly y: number;
};

/** What a trigger says when it is pressed or right-clicked. */
export type OpenRequest = {
  readonly target: PivotTarget;
  readonly triggerId: string;
  readonly event: MouseEvent<HTMLElement>;
};

/** The state of the page's one menu. `open` is `null` while it is closed. */
export type PivotMenuState = {
  readonly open: OpenMenu | null;
  readonly openAt: (request: OpenRequest) => void;
  readonly close: () => void;
};

/** Keeps what was clicked beside where, which Carbon's own `useContextMenu` does not. */
export function usePivotMenu(): PivotMenuState {
  const [open, setOpen] = useState<OpenMenu | null>(null);
  const openAt = useCallback(({ target, triggerId, event }: OpenRequest) => {
    event.preventDefault();
    // The menu gives focus back to what had it; some browsers do not focus a button that is clicked.
    event.currentTarget.focus();
    const place = placeOf(event);
    setOpen((before) => ({ sequence: (before?.sequence ?? 0) + 1, target, triggerId, ...place }));
  }, []);
  const close = useCallback(() => setOpen(null), []);
  return { open, openAt, close };
}

/**
 * Where the menu opens, in CSS px of the viewport: at the pointer if it is on the trigger, else at the
 * trigger's lower left corner. A press or menu by keyboard has no pointer, and browsers differ in what
 * coordinates they make up for it.
 */
export function placeOf(
  event: Pick<MouseEvent<HTMLElement>, 'clientX' | 'clientY' | 'currentTarget'>,
): { readonly x: number; readonly y: number } {
  const { clientX, clientY } = event;
  const box = event.currentTarget.getBoundingClientRect();
  const isOnTrigger =
    clientX > box.left && clientX < box.right && clientY > box.top && clientY < box.bottom;
  return isOnTrigger ? { x: clientX, y: clientY } : { x: box.left, y: box.bottom };
}
