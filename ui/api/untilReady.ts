import type { Pending } from '../../contract/details.ts';
import { visibleWait } from '../platform/visibleWait.ts';

/** As for a run (`ui/findings/followRun.ts`): quick at first, because most evidence is small, then calmer. */
const firstDelayMs = 500;
const lastDelayMs = 2_000;
const growth = 1.5;

/**
 * Asks until Ariel has finished, telling its percentage on the way. Waits longer from time to time and not
 * at all while the page is hidden. Rejects with what `ask` rejects with, or when the signal aborts.
 */
export async function untilReady<T extends object>(
  ask: (signal: AbortSignal) => Promise<T | Pending>,
  signal: AbortSignal,
  progress: (percent: number) => void,
): Promise<T> {
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * growth, lastDelayMs)) {
    const answer = await ask(signal);
    if (!('pending' in answer)) return answer;
    progress(answer.percent);
    await visibleWait(delayMs, signal);
  }
}
