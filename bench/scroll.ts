/** What scrolling cost. A long task is one that kept the page's thread for more than 50 ms. */
export type Scrolled = {
  readonly frames: number;
  readonly distancePx: number;
  readonly longTasks: number;
  readonly longTasksMs: number;
  /** Median of the times between frames. */
  readonly frameMs: number;
  readonly frameP95Ms: number;
};

/**
 * Scrolls the page down by `stepPx` a frame. Runs in the browser, so it may use nothing from outside
 * itself.
 */
export async function scrollThrough(options: {
  readonly frames: number;
  readonly stepPx: number;
}): Promise<Scrolled> {
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) tasks.push(entry.duration);
  });
  observer.observe({ type: 'longtask' });
  const intervals: number[] = [];
  let before = await nextFrame();
  for (let frame = 0; frame < options.frames; frame += 1) {
    window.scrollBy(0, options.stepPx);
    const at = await nextFrame();
    intervals.push(at - before);
    before = at;
  }
  // Long tasks are told of a moment after they ended.
  await new Promise((resolve) => setTimeout(resolve, 200));
  observer.disconnect();
  intervals.sort((a, b) => a - b);
  const at = (share: number) => intervals[Math.floor(intervals.length * share)] ?? NaN;
  return {
    frames: intervals.length,
    distancePx: window.scrollY,
    longTasks: tasks.length,
    longTasksMs: tasks.reduce((sum, ms) => sum + ms, 0),
    frameMs: at(0.5),
    frameP95Ms: at(0.95),
  };
}
