import { useLayoutEffect } from 'react';

/**
 * For a dialog that is there while it is open: gives the focus back to what had it, which stays where it is. Where that has
 * gone meanwhile, to the row of the list that the Tab key leads to, or to the heading of the results where no row is left.
 */
export function useFocusGivenBack(): void {
  // A layout effect, because the modal moves the focus in an effect of its own.
  useLayoutEffect(() => {
    const cameFrom = document.activeElement;
    return () => {
      const to = cameFrom?.isConnected
        ? cameFrom
        : (document.querySelector('[data-row][tabindex="0"]') ??
          document.querySelector('.tw-results__title'));
      if (to instanceof HTMLElement) to.focus({ preventScroll: true });
    };
  }, []);
}
