import { useLayoutEffect, type RefObject } from 'react';

/**
 * Tells the styles of an element how much of the window is above it, in CSS px (`--tw-room-above`): something that sticks
 * to the top of the window stands below the page's header as long as that is in sight.
 */
export function useRoomAbove(of: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const measure = () => {
      const top = of.current?.getBoundingClientRect().top ?? 0;
      of.current?.style.setProperty('--tw-room-above', `${Math.max(0, top)}px`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    window.addEventListener('scroll', measure, { passive: true });
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', measure);
      window.removeEventListener('resize', measure);
    };
  }, [of]);
}
