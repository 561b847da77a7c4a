import type { TimeWindow } from '../../../contract/run.ts';
import { AppError } from '../../ports/app-error.ts';
import { leastWaitMs, mostWaitMs } from './answers.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** The longest window of a run. */
const oldestMs = 31 * dayMs;

/** So far may the clock of a browser be ahead of the server's; a choice. */
const aheadMs = minuteMs;

/**
 * When somebody says that the steps were carried out. Throws `test-time-invalid` for what is no time of a test,
 * `test-time-future` and `test-time-too-old`.
 */
export function checkedRan({ startMs, stopMs }: TimeWindow, nowMs: number): TimeWindow {
  const invalid = (detail: string) => new AppError('test-time-invalid', { detail });
  if (!Number.isSafeInteger(startMs) || !Number.isSafeInteger(stopMs) || startMs < 1e11)
    throw invalid('not in epoch milliseconds');
  if (startMs >= stopMs) throw invalid('the end is not after the beginning');
  if (stopMs - startMs > dayMs) throw invalid('longer than a day');
  if (stopMs > nowMs + aheadMs) throw new AppError('test-time-future');
  if (startMs < nowMs - oldestMs) throw new AppError('test-time-too-old');
  return { startMs, stopMs };
}

/** The last day in full minutes, by which it is told which properties are filled. */
export function lastDay(nowMs: number): TimeWindow {
  const stopMs = floorToMinute(nowMs);
  return { startMs: stopMs - dayMs, stopMs };
}

/** Minutes that are searched, full ones, as Ariel reads times. */
export type Minutes = {
  /** In which records with the marker may have been received by now. */
  readonly window: TimeWindow;
  /**
   * In which the connection may have been logged. No longer than anybody waits in any case, because what bears no marker is the
   * test's by its time alone; how late a record is stored does not matter, a search is by when it was received.
   */
  readonly network: TimeWindow;
  /** The day before, and they. */
  readonly day: TimeWindow;
};

/** The minutes to search for what was carried out then. */
export function minutesOf(ran: TimeWindow, nowMs: number): Minutes {
  const startMs = floorToMinute(ran.startMs);
  const until = (ms: number) => Math.min(ceilToMinute(nowMs), ceilToMinute(ran.stopMs + ms));
  return {
    window: { startMs, stopMs: until(mostWaitMs) },
    network: { startMs, stopMs: until(leastWaitMs) },
    day: { startMs: startMs - dayMs, stopMs: until(mostWaitMs) },
  };
}

function floorToMinute(ms: number): number {
  return Math.floor(ms / minuteMs) * minuteMs;
}

function ceilToMinute(ms: number): number {
  return Math.ceil(ms / minuteMs) * minuteMs;
}
