import { useLayoutEffect } from 'react';

/** For a dialog that is there while it is open: gives the focus back to what had it, which stays where it is. */
export function useFocusGivenBack(): void {
  // A layout effect, because the modal moves the focus in an effect of its own.
  useLayoutEffect(() => {
    const cameFrom = document.activeElement;
    return () => {
      if (cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true });
    };
  }, []);
}
