import { useEffect, useLayoutEffect, useRef } from 'react';
import { focusRow, keepPlace, placeIn, type Place } from './place.ts';

/** Scrolling that rests so long has an end. */
const restMs = 200;

/**
 * Keeps the place in the list with the history, and goes back to it: when the list is drawn anew, and when the console
 * shows its tab again. `active` is the row with the focus, `expanded` the cards that are open (keys). A hidden frame has no size; browsers forget how far it was scrolled, and what had the focus.
 */
export function usePlace(active: string | null, expanded: ReadonlySet<string>): void {
  const latest = useRef<Place>({ scrollY: 0, active, expanded: [...expanded] });
  const hadFocus = useRef(false);

  useLayoutEffect(() => {
    const place = placeIn(window.history.state);
    if (place === null) return;
    latest.current = place;
    if (window.scrollY !== place.scrollY) window.scrollTo(0, place.scrollY);
  }, []);

  useEffect(() => {
    latest.current = { ...latest.current, active, expanded: [...expanded] };
    keepPlace(latest.current);
  }, [active, expanded]);

  useEffect(() => {
    let isHidden = window.innerHeight === 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      if (window.innerHeight === 0 || isHidden) return;
      latest.current = { ...latest.current, scrollY: window.scrollY };
      clearTimeout(timer);
      timer = setTimeout(() => keepPlace(latest.current), restMs);
    };
    const onFocus = ({ target }: FocusEvent) => {
      hadFocus.current = target instanceof Element && target.closest('.tw-cards') !== null;
    };
    const onResize = () => {
      const wasHidden = isHidden;
      isHidden = window.innerHeight === 0;
      if (isHidden || !wasHidden) return;
      const { scrollY, active: key } = latest.current;
      window.scrollTo(0, scrollY);
      if (key !== null && hadFocus.current && document.activeElement === document.body)
        focusRow(key);
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('resize', onResize);
    document.addEventListener('focusin', onFocus);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('scroll', onScroll);
      window.removeEventListener('resize', onResize);
      document.removeEventListener('focusin', onFocus);
    };
  }, []);
}
