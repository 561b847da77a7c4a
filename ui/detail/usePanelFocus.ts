import { useEffect, type RefObject } from 'react';

/**
 * Gives the focus to the panel's heading when it opens, and when another finding is shown unless the focus
 * is on something in the panel that still works: then "next" can be pressed again. Escape anywhere in the
 * panel closes it.
 */
export function usePanelFocus(
  panel: RefObject<HTMLElement | null>,
  heading: RefObject<HTMLElement | null>,
  findingId: string,
  onClose: () => void,
): void {
  useEffect(() => {
    const active = document.activeElement;
    const staysInPanel = panel.current?.contains(active) === true && !active?.matches(':disabled');
    if (!staysInPanel) heading.current?.focus();
  }, [panel, heading, findingId]);

  useEffect(() => {
    const element = panel.current;
    if (element === null) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    };
    element.addEventListener('keydown', onKeyDown);
    return () => element.removeEventListener('keydown', onKeyDown);
  }, [panel, onClose]);
}
