import { planWindow } from '../../../../app/detection/rule/window.ts';
import { noonMs } from '../builders.ts';

const minuteMs = 60_000;

describe('window', () => {
  test('counts back from the current full minute and leaves the minute in progress out', () => {
    expect(planWindow({ lastMinutes: 60 }, noonMs + 59_999)).toEqual({
      startMs: noonMs - 60 * minuteMs,
      stopMs: noonMs,
    });
  });

  test('grows an absolute window to full minutes', () => {
    const window = { startMs: noonMs - 90_001, stopMs: noonMs - 59_999 };
    expect(planWindow({ window }, noonMs)).toEqual({
      startMs: noonMs - 2 * minuteMs,
      stopMs: noonMs,
    });
  });

  test('leaves full minutes as they are: the stop is exclusive', () => {
    const window = { startMs: noonMs - minuteMs, stopMs: noonMs };
    expect(planWindow({ window }, noonMs)).toEqual(window);
  });

  test('may be as long as 31 days', () => {
    const window = { startMs: noonMs - 31 * 1440 * minuteMs, stopMs: noonMs };
    expect(planWindow({ window }, noonMs)).toEqual(window);
    expect(planWindow({ lastMinutes: 31 * 1440 }, noonMs)).toEqual(window);
  });

  test('may be as short as a minute, which any part of it grows to', () => {
    const window = { startMs: noonMs - 1, stopMs: noonMs };
    expect(planWindow({ window }, noonMs)).toEqual({ ...window, startMs: noonMs - minuteMs });
  });

  test('may end with the minute in progress, not later', () => {
    const ending = (stopMs: number) => () =>
      planWindow({ window: { startMs: noonMs - minuteMs, stopMs } }, noonMs + 1);
    expect(ending(noonMs + minuteMs)()).toMatchObject({ stopMs: noonMs + minuteMs });
    expect(ending(noonMs + minuteMs + 1)).toThrow('bad-request');
  });

  test.each([
    ['empty', { startMs: noonMs, stopMs: noonMs }],
    ['reversed', { startMs: noonMs, stopMs: noonMs - minuteMs }],
    ['longer than 31 days', { startMs: noonMs - (31 * 1440 + 1) * minuteMs, stopMs: noonMs }],
    ['in seconds', { startMs: 1_767_600_000, stopMs: 1_767_603_600 }],
    ['not a number', { startMs: Number.NaN, stopMs: noonMs }],
  ])('refuses a window that is %s', (_, window) => {
    expect(() => planWindow({ window }, noonMs)).toThrow('bad-request');
  });
});
