import * as format from '../../ui/format.ts';

/** Intl separates with no-break and thin spaces; the tests are about words and digits. */
const plain = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [14_213_120, '14.2 MB'],
  [10_485_760, '10.5 MB'],
  [1_960_000_000, '2 GB'],
  [5_500_000_000_000, '5.5 TB'],
])('reads %i measured bytes in decimal units', (value, expected) => {
  expect(plain(format.bytes(value))).toBe(expected);
});

it.each([
  [10_485_760, '10 MiB'],
  [1_048_576, '1 MiB'],
  [1_500_000, '1.43 MiB'],
  [2_048, '2 KiB'],
  [65_535, '64 KiB'],
  [2 ** 31, '2 GiB'],
  [500, '500 bytes'],
])('reads a threshold of %i bytes in binary units', (value, expected) => {
  expect(plain(format.binaryBytes(value))).toBe(expected);
});

it('has every digit one step away', () => {
  expect(plain(format.exactBytes(14_213_120))).toBe('14,213,120 bytes');
});

it.each([
  [0, '0 ms'],
  [850, '850 ms'],
  [1_000, '1 sec'],
  [65_000, '1 min, 5 sec'],
  [3_600_000, '1 hr'],
  [7_500_000, '2 hr, 5 min'],
  [90_061_000, '1 day, 1 hr'],
  [-5, '0 ms'],
])('says %i ms in its two largest units', (ms, expected) => {
  expect(plain(format.duration(ms))).toBe(expected);
});

it.each([
  [0, 'now'],
  [-30_000, '30 seconds ago'],
  [-3_600_000 * 3, '3 hours ago'],
  [-86_400_000, 'yesterday'],
  [60_000, 'in 1 minute'],
])('says %i ms from now in words', (difference, expected) => {
  expect(format.relativeTime(1_000_000_000 + difference, 1_000_000_000)).toBe(expected);
});

it('writes machine-readable times in UTC', () => {
  expect(format.isoTime(Date.UTC(2025, 9, 3, 14, 2, 11))).toBe('2025-10-03T14:02:11.000Z');
});

it('uses the 24-hour clock, midnight as 00', () => {
  const midnight = new Date(2025, 9, 3).getTime();
  expect(format.time(midnight)).toContain('00:00:00');
  expect(format.timeOfDay(midnight)).toBe('00:00');
});
