import { useState } from 'react';

/** Rows shown at first and with each "show more": a panel stays quick, and few people read further. */
const step = 50;

/** The first rows of a long list, and a way to see more of them. */
export type Shown<T> = {
  readonly shown: readonly T[];
  /** How many the next step would add; 0 when all are shown. */
  readonly more: number;
  readonly showMore: () => void;
};

/** See `Shown`; `ShowMore` is the button for it. */
export function useShown<T>(all: readonly T[]): Shown<T> {
  const [limit, setLimit] = useState(step);
  return {
    shown: all.slice(0, limit),
    more: Math.max(0, Math.min(step, all.length - limit)),
    showMore: () => setLimit((before) => before + step),
  };
}
