/** A stretch of time, epoch ms, both ends inclusive. */
export type Stretch = { readonly fromMs: number; readonly toMs: number };

/** The window that was opened last of those that hold a time (its index; -1: none), and how many hold it. */
export type Held = { readonly index: number; readonly count: number };

/**
 * Says of times, asked in ascending order, which of these windows hold them. Windows are in ascending order
 * of `fromMs`. Costs about one step for each window and each time, however they overlap.
 */
export function cursorOver(windows: readonly Stretch[]): (timeMs: number) => Held {
  const ends = Float64Array.from(windows, ({ toMs }) => toMs).sort();
  const opened: number[] = [];
  let next = 0;
  let ended = 0;
  return (timeMs) => {
    for (let window = windows[next]; window && window.fromMs <= timeMs; window = windows[next])
      opened.push(next++);
    // One that is over will never hold a later time, so it goes for good; one below it may still be open.
    while (opened.length > 0 && isOver(windows[opened.at(-1) ?? 0], timeMs)) opened.pop();
    while ((ends[ended] ?? Infinity) < timeMs) ended++;
    return { index: opened.at(-1) ?? -1, count: next - ended };
  };
}

function isOver(window: Stretch | undefined, timeMs: number): boolean {
  return window === undefined || window.toMs < timeMs;
}
