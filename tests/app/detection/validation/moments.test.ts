import { checkedRan } from '../../../../app/detection/validation/moments.ts';

const minuteMs = 60_000;
const noonMs = Date.UTC(2026, 2, 3, 12);

test.each([0, 1, 30_000, 59_999])(
  'a clock that is a little ahead names no time in the future, %d ms after a full minute',
  (intoMinuteMs) => {
    const nowMs = noonMs + intoMinuteMs;
    const ran = { startMs: nowMs - minuteMs, stopMs: nowMs + 2_000 };
    expect(checkedRan(ran, nowMs)).toEqual(ran);
    const later = { ...ran, stopMs: nowMs + minuteMs + 1 };
    expect(() => checkedRan(later, nowMs)).toThrow('test-time-future');
  },
);
