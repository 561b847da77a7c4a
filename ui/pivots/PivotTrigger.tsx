import { useId, type MouseEvent } from 'react';
import { usePivotHandle } from './PivotContext.ts';
import type { PivotTarget } from './target.ts';
import './pivots.scss';

/** A user name of this length may not fit; an address always does. */
const longFrom = 40;

type PivotTriggerProps = {
  readonly target: PivotTarget;
  /** Whether the Tab key stops here; not where the row it stands in has the same menu by key. */
  readonly isTabStop?: boolean;
};

/**
 * An address or a user name that has a menu. Right-click, the Menu key and Shift+F10 (all three a
 * `contextmenu` event) open it, and so does a plain press, because some keyboards have no Menu key.
 * The value stands in a `bdi`, so that direction marks in a user name stay inside it.
 */
export function PivotTrigger({ target, isTabStop = true }: PivotTriggerProps) {
  const { openTriggerId, openAt, close } = usePivotHandle();
  const triggerId = useId();
  const isOpen = openTriggerId === triggerId;
  const open = (event: MouseEvent<HTMLElement>) => openAt({ target, triggerId, event });
  const toggle = (event: MouseEvent<HTMLElement>) => {
    if (isOpen) {
      event.currentTarget.focus();
      close();
    } else open(event);
  };
  return (
    <button
      type="button"
      className="tw-pivot-trigger"
      tabIndex={isTabStop ? undefined : -1}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      // Of a long user name, what does not fit.
      title={target.value.length < longFrom ? undefined : target.value}
      // Keeps focus in the open menu, so that the press closes it instead of closing and reopening.
      onMouseDown={(event) => isOpen && event.preventDefault()}
      onClick={toggle}
      onContextMenu={open}
    >
      <bdi>{target.value}</bdi>
    </button>
  );
}
