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
    let isAway = isHidden();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      // Hiding scrolls to the top; that is nobody's place.
      if (isAway || isHidden()) return;
      latest.current = { ...latest.current, scrollY: window.scrollY };
      clearTimeout(timer);
      timer = setTimeout(() => keepPlace(latest.current), restMs);
    };
    const onFocus = ({ target }: FocusEvent) => {
      hadFocus.current = target instanceof Element && target.closest('.tw-cards') !== null;
    };
    const sizes = new ResizeObserver(() => {
      const wasAway = isAway;
      isAway = isHidden();
      if (isAway || !wasAway) return;
      const { scrollY, active: key } = latest.current;
      window.scrollTo(0, scrollY);
      if (key !== null && hadFocus.current && document.activeElement === document.body)
        focusRow(key);
    });
    sizes.observe(document.documentElement);
    window.addEventListener('scroll', onScroll, { passive: true });
    document.addEventListener('focusin', onFocus);
    return () => {
      clearTimeout(timer);
      sizes.disconnect();
      window.removeEventListener('scroll', onScroll);
      document.removeEventListener('focusin', onFocus);
    };
  }, []);
}

/** Whether the frame is not shown: nothing in it has a size then, though the window says it has. */
function isHidden(): boolean {
  return document.documentElement.getClientRects().length === 0;
}
