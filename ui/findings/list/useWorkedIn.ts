import { useEffect, useRef, type RefObject } from 'react';

/** What shows that somebody works in a place: the focus comes into it, a pointer is pressed on it, it is scrolled. */
const signs = ['focusin', 'pointerdown', 'wheel', 'touchmove'] as const;

/** A place that tells when somebody works in it. */
export function useWorkedIn(onWork: () => void): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    for (const sign of signs) element?.addEventListener(sign, onWork, { passive: true });
    return () => {
      for (const sign of signs) element?.removeEventListener(sign, onWork);
    };
  }, [onWork]);
  return place;
}
