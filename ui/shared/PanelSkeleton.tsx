import { SkeletonPlaceholder, SkeletonText } from '@carbon/react';

/** The panel's shape while it is loaded: heading, tabs, verdict, timeline, reasons. */
export function PanelSkeleton() {
  return (
    <div aria-hidden="true" className="tw-panel-skeleton">
      <SkeletonText heading width="80%" />
      <SkeletonText width="70%" />
      <SkeletonText heading width="90%" />
      <SkeletonPlaceholder className="tw-panel-skeleton__chart" />
      <SkeletonText paragraph lineCount={4} />
      <SkeletonText paragraph lineCount={4} />
    </div>
  );
}
