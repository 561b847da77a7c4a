import { useEffect, useLayoutEffect, useRef } from 'react';
import { focusRow } from './place.ts';

/**
 * The row in which something gets the focus is the one that the Tab key leads to. Where it goes with the focus, `document.body`
 * has that, and the row in its place gets it; a dialog gives it back itself.
 */
export function useFocusKept(tabStop: string | null, onFocusIn: (key: string) => void): void {
  const hadFocus = useRef(false);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest('.tw-cards__row') : null;
      hadFocus.current = row !== null;
      const key = row?.querySelector('[data-row]')?.getAttribute('data-row');
      if (key != null) onFocusIn(key);
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, [onFocusIn]);
  useLayoutEffect(() => {
    if (tabStop !== null && hadFocus.current && document.activeElement === document.body)
      focusRow(tabStop);
  }, [tabStop]);
}
