import { isAddress } from '../../../ui/validation/addresses.ts';
import { canBeSince, nextSecond, wrongWith } from '../../../ui/validation/moments.ts';

test.each(['10.1.2.3', '255.255.255.255', '::1', '2001:db8::9', 'fe80::1'])(
  'takes %s for an address',
  (text) => expect(isAddress(text)).toBe(true),
);

test.each([
  '',
  '10.1.2',
  '10.1.2.256',
  '10.1.2.3/8',
  'host',
  ':',
  '::1]/x[',
  'fe80::1%eth0',
  '1::2::3',
])('takes %p for none', (text) => expect(isAddress(text)).toBe(false));

const nowMs = Date.UTC(2026, 10, 28);
const day = 86_400_000;

test.each([
  [{ startMs: nowMs - 1, stopMs: nowMs }, null],
  [{ startMs: nowMs - day, stopMs: nowMs }, null],
  [{ startMs: nowMs - day - 1, stopMs: nowMs }, 'tooLong'],
  [{ startMs: nowMs - 1, stopMs: nowMs + 1 }, 'future'],
  [{ startMs: nowMs, stopMs: nowMs }, 'order'],
  [{ startMs: Number.NaN, stopMs: nowMs }, 'missing'],
  [{ startMs: nowMs - 31 * day, stopMs: nowMs - 31 * day + 1 }, null],
  [{ startMs: nowMs - 31 * day - 1, stopMs: nowMs - 31 * day }, 'tooOld'],
] as const)('of %p it says %p', (ran, wrong) => expect(wrongWith(ran, nowMs)).toBe(wrong));

test('everything since its prediction is one test for a day', () => {
  expect(canBeSince(nowMs - day, nowMs)).toBe(true);
  expect(canBeSince(nowMs - day - 1, nowMs)).toBe(false);
  expect(canBeSince(nowMs, nowMs)).toBe(false);
});

test('a field to the second does not name an earlier moment', () => {
  expect(nextSecond(nowMs + 1)).toBe(nowMs + 1_000);
  expect(nextSecond(nowMs)).toBe(nowMs);
});
