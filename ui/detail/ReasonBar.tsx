import type { Reason } from '../../contract/finding.ts';
import { scaleOf } from './reason-scale.ts';

/** The drawing's own units; it stretches to the panel's width. */
const width = 100;
const height = 8;

/** A reason's value as a bar and its threshold as a line, for the eye: the sentence beside it has both numbers. */
export function ReasonBar({ reason }: { readonly reason: Reason }) {
  const scale = scaleOf(reason);
  if (scale === null) return null;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="tw-reason__bar"
    >
      <rect className="tw-reason__rail" x="0" y="3" width={width} height="2" />
      <rect className="tw-reason__value" x="0" y="1" width={scale.value * width} height="6" />
      <line
        className="tw-reason__limit"
        x1={scale.limit * width}
        x2={scale.limit * width}
        y1="0"
        y2={height}
      />
    </svg>
  );
}
