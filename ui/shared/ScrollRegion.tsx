import type { ReactNode } from 'react';

type ScrollRegionProps = { readonly label: string; readonly children: ReactNode };

/**
 * Lets a wide table scroll by itself. The addresses in it are buttons, and with the focus on one of them
 * the arrow keys scroll the region, so it needs no stop of its own.
 */
export function ScrollRegion({ label, children }: ScrollRegionProps) {
  return (
    <div role="region" aria-label={label} className="tw-scroll">
      {children}
    </div>
  );
}
