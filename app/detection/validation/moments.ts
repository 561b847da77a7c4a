import type { TimeWindow } from '../../../contract/run.ts';
import { AppError } from '../../ports/app-error.ts';
import { mostWaitMs } from './answers.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** The longest window of a run. */
const oldestMs = 31 * dayMs;

/** When somebody says that the steps were carried out. Throws `bad-request` for what cannot be, or reaches too far back. */
export function checkedRan({ startMs, stopMs }: TimeWindow, nowMs: number): TimeWindow {
  const problem =
    !Number.isSafeInteger(startMs) || !Number.isSafeInteger(stopMs) || startMs < 1e11
      ? 'time is not in epoch milliseconds'
      : startMs >= stopMs
        ? 'time is empty'
        : stopMs - startMs > dayMs
          ? 'time is longer than a day'
          : stopMs > ceilToMinute(nowMs)
            ? 'time is in the future'
            : startMs < nowMs - oldestMs
              ? 'time is more than 31 days ago'
              : null;
  if (problem !== null) throw new AppError('bad-request', { detail: problem });
  return { startMs, stopMs };
}

/** The last day in full minutes, by which it is told which properties are filled. */
export function lastDay(nowMs: number): TimeWindow {
  const stopMs = floorToMinute(nowMs);
  return { startMs: stopMs - dayMs, stopMs };
}

/**
 * In full minutes, as Ariel reads times: those in which records of the test may have been received by now, and the same with the day
 * before.
 */
export function minutesOf(
  ran: TimeWindow,
  nowMs: number,
): { readonly window: TimeWindow; readonly day: TimeWindow } {
  const stopMs = Math.min(ceilToMinute(nowMs), ceilToMinute(ran.stopMs + mostWaitMs));
  const window = { startMs: floorToMinute(ran.startMs), stopMs };
  return { window, day: { startMs: window.startMs - dayMs, stopMs } };
}

function floorToMinute(ms: number): number {
  return Math.floor(ms / minuteMs) * minuteMs;
}

function ceilToMinute(ms: number): number {
  return Math.ceil(ms / minuteMs) * minuteMs;
}
