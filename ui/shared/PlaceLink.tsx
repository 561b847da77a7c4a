import type { MouseEvent, ReactNode } from 'react';
import { goTo, linkTo, type PageName, type PartPlace } from './page-address.ts';

type PlaceLinkProps = {
  readonly page: PageName;
  readonly place?: PartPlace;
  /** Id of a finding of the run on the page. */
  readonly finding?: string;
  /** Called before it is gone to, not where a new tab of the browser is opened. */
  readonly onLeave?: () => void;
  readonly children: ReactNode;
};

/** A link to a page of the tab, or a part of it, that keeps what is open. */
export function PlaceLink({ page, place, finding, onLeave, children }: PlaceLinkProps) {
  const onClick = (event: MouseEvent) => {
    // A new browser tab or window is the browser's own affair.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onLeave?.();
    goTo(page, place, finding);
  };
  return (
    <a href={linkTo(page, window.location.search, place)} className="tw-link" onClick={onClick}>
      {children}
    </a>
  );
}
