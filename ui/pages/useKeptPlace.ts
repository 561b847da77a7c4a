import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Where a page was scrolled to and what had the focus in it, given back when it is shown again; the top, the first time.
 * The focus stays where it is, unless it was lost with the page that is left.
 */
export function useKeptPlace(page: RefObject<HTMLElement | null>, isShown: boolean): void {
  const top = useRef(0);
  const focused = useRef<HTMLElement | null>(null);

  useLayoutEffect(() => {
    const element = page.current;
    if (!isShown || element === null) return undefined;
    if (window.scrollY !== top.current) window.scrollTo(0, top.current);
    if (document.activeElement === document.body) focused.current?.focus({ preventScroll: true });
    // Noted as it happens: when the page is hidden, the browser has cut the scroll position down already.
    const onScroll = () => {
      top.current = window.scrollY;
    };
    const onFocus = ({ target }: FocusEvent) => {
      focused.current = target instanceof HTMLElement ? target : null;
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('focusin', onFocus);
    return () => {
      window.removeEventListener('scroll', onScroll);
      element.removeEventListener('focusin', onFocus);
    };
  }, [page, isShown]);
}
