import type { ReactNode } from 'react';

type ScrollRegionProps = {
  readonly label: string;
  /** Whether the Tab key stops at it: where nothing in it can have the focus. */
  readonly isStop?: boolean;
  readonly children: ReactNode;
};

/**
 * Lets a wide table scroll by itself. With the focus on it or in it the arrow keys scroll it (WCAG 2.1.1): most tables
 * hold addresses, which are buttons, so they need no stop of their own.
 */
export function ScrollRegion({ label, isStop = false, children }: ScrollRegionProps) {
  return (
    <div
      role="region"
      aria-label={label}
      className="tw-scroll"
      {...(isStop ? { tabIndex: 0 } : {})}
    >
      {children}
    </div>
  );
}
