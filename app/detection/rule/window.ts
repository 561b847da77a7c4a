import type { RunRequest, TimeWindow } from '../../../contract/run.ts';
import { AppError } from '../../ports/app-error.ts';
import { rule } from './rule.ts';

const minuteMs = 60_000;

/**
 * The minutes a run speaks of, fixed once: epoch ms on full minutes, stop exclusive.
 * `lastMinutes` counts back from the current full minute, so the minute in progress is left out and every
 * query of the run sees the same records. An absolute window grows to full minutes, as Ariel itself reads it
 * (start rounded down, a stop with seconds includes its minute; docs/qradar-facts.md#time-criteria).
 * Throws `bad-request` for an empty window, one longer than 31 days, or one that ends after the current minute.
 */
export function planWindow(range: RunRequest['range'], nowMs: number): TimeWindow {
  const thisMinuteMs = floorToMinute(nowMs);
  const window =
    'lastMinutes' in range
      ? { startMs: thisMinuteMs - range.lastMinutes * minuteMs, stopMs: thisMinuteMs }
      : { startMs: floorToMinute(range.window.startMs), stopMs: ceilToMinute(range.window.stopMs) };
  const problem = problemOf(window, thisMinuteMs + minuteMs);
  if (problem !== null) throw new AppError('bad-request', { detail: problem });
  return window;
}

function problemOf({ startMs, stopMs }: TimeWindow, latestStopMs: number): string | null {
  // Also catches seconds taken for milliseconds: every QRadar time is in ms.
  if (!Number.isSafeInteger(startMs) || !Number.isSafeInteger(stopMs) || startMs < 1e11)
    return 'window is not in epoch milliseconds';
  if (startMs >= stopMs) return 'window is empty';
  if (stopMs - startMs > rule.window.maxMinutes * minuteMs) return 'window is longer than 31 days';
  if (stopMs > latestStopMs) return 'window ends in the future';
  return null;
}

function floorToMinute(ms: number): number {
  return Math.floor(ms / minuteMs) * minuteMs;
}

function ceilToMinute(ms: number): number {
  return Math.ceil(ms / minuteMs) * minuteMs;
}
