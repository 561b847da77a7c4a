import type { Card } from '../../../cards/cards.ts';
import { activityParts } from '../../../contract/finding.ts';
import type { TimeWindow } from '../../../contract/run.ts';

/**
 * What a card did over the window of its run. `connections` per part, as far as it is known when they were; `span`: from
 * the first to the last moment of those findings of which it is not, as shares of the window, or `null` where there are
 * none.
 */
export type CardActivity = {
  readonly connections: readonly number[];
  readonly activeParts: number;
  readonly span: { readonly from: number; readonly to: number } | null;
};

/** Adds up the activity of a card's findings. */
export function cardActivity(card: Card, window: TimeWindow): CardActivity {
  const connections = new Array<number>(activityParts).fill(0);
  let firstMs = Infinity;
  let lastMs = -Infinity;
  for (const { activity, firstSeenMs, lastSeenMs } of card.findings) {
    if (activity === null) {
      firstMs = Math.min(firstMs, firstSeenMs);
      lastMs = Math.max(lastMs, lastSeenMs);
    }
    for (const { part, connections: count } of activity ?? [])
      if (part in connections) connections[part] = (connections[part] ?? 0) + count;
  }
  const share = (ms: number) =>
    Math.min(1, Math.max(0, (ms - window.startMs) / (window.stopMs - window.startMs)));
  return {
    connections,
    activeParts: connections.filter((count) => count > 0).length,
    span: firstMs > lastMs ? null : { from: share(firstMs), to: share(lastMs) },
  };
}

/** The path of the bars in a picture of 96 × 20; the square root keeps one burst from hiding the rest. */
export function sparkPath({ connections }: CardActivity): string {
  const most = Math.max(1, ...connections);
  return connections
    .map((count, part) =>
      count === 0 ? '' : `M${part + 0.5} 20V${(18 - 18 * Math.sqrt(count / most)).toFixed(1)}`,
    )
    .join('');
}

const kibibyte = 2 ** 10;
/** A bar shorter than this would not be seen. */
const leastShare = 0.02;

/** How long the bar of so many bytes is, as a share, on a log scale from 1 KiB to `most`. */
export function logShare(bytes: number, most: number): number {
  if (bytes <= 0) return 0;
  const share = Math.log(bytes / kibibyte) / Math.log(Math.max(most, 10 * kibibyte) / kibibyte);
  return Math.min(1, Math.max(leastShare, share));
}
