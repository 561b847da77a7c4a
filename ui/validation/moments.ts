import type { Ran } from '../../contract/validation.ts';

/** A test can take so long at most, ms. */
const longestMs = 24 * 60 * 60_000;
/** The server looks so far back, ms. */
const furthestMs = 31 * longestMs;

/** What is wrong with a time somebody names for a test; `null`: nothing. Epoch ms, NaN for what is no time. */
export function wrongWith(
  { startMs, stopMs }: Ran,
  nowMs: number,
): 'missing' | 'order' | 'future' | 'tooLong' | 'tooOld' | null {
  if (Number.isNaN(startMs) || Number.isNaN(stopMs)) return 'missing';
  if (startMs >= stopMs) return 'order';
  if (stopMs > nowMs) return 'future';
  if (startMs < nowMs - furthestMs) return 'tooOld';
  return stopMs - startMs > longestMs ? 'tooLong' : null;
}

/** Whether everything since then can be one test: it is not more than a day ago. */
export function canBeSince(startMs: number, nowMs: number): boolean {
  return startMs < nowMs && nowMs - startMs <= longestMs;
}

/** A moment (epoch ms) as `datetime-local` wants it: local time without a zone, to the second. */
export function localText(ms: number): string {
  const offsetMs = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offsetMs).toISOString().slice(0, 19);
}

/** The full second that begins then or next, so that a field to the second does not name an earlier moment. Epoch ms. */
export function nextSecond(ms: number): number {
  return Math.ceil(ms / 1_000) * 1_000;
}
