import fc from 'fast-check';
import { formatFor } from '../../words/format.ts';
import { isoTime } from '../../words/times.ts';

const format = formatFor('en');

/** Intl separates with no-break and thin spaces; the tests are about words and digits. */
const plain = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [500, '500 bytes'],
  [1_000, '1,000 bytes'],
  [1_023, '1,023 bytes'],
  [1_024, '1 KiB'],
  [2_048, '2 KiB'],
  [65_535, '64 KiB'],
  [1_048_575, '1 MiB'],
  [1_048_576, '1 MiB'],
  [1_500_000, '1.43 MiB'],
  [10_485_760, '10 MiB'],
  [14_213_120, '13.6 MiB'],
  [600_000_000, '572 MiB'],
  [2 ** 31, '2 GiB'],
  [5_500_000_000_000, '5 TiB'],
  [2 ** 50, '1,024 TiB'],
])('says %i bytes in the units of the thresholds', (value, expected) => {
  expect(plain(format.bytes(value))).toBe(expected);
});

it('says bytes in no other units, whatever their number', () => {
  fc.assert(
    fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (value) => {
      expect(plain(format.bytes(value))).toMatch(/^[\d,]+(\.\d{1,2})? (bytes?|[KMGT]iB)$/);
    }),
  );
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

it.each([
  [-59_000, 'now'],
  [-60_000, '1 minute ago'],
  [-3_600_000 * 3, '3 hours ago'],
  [60_000, 'now'],
])(
  'says %i ms from now without seconds, and nothing of what is to come',
  (difference, expected) => {
    expect(format.ago(1_000_000_000 + difference, 1_000_000_000)).toBe(expected);
  },
);

it.each([
  [86_400_000, '24 hours'],
  [2 * 86_400_000, '2 days'],
  [5_400_000, '90 minutes'],
  [20_000, '0 minutes'],
])('says a length of %i ms in the largest unit of which it has two', (ms, expected) => {
  expect(format.span(ms)).toBe(expected);
});

it('says the zone where the reader may be in another', () => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const ms = Date.UTC(2025, 9, 3, 14, 2);
  const zone = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'short' })
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')?.value;
  expect(plain(format.zonedTime(ms))).toMatch(/^Oct [34], \d\d:02 /);
  expect(format.zonedTime(ms)).toContain(zone);
});

it('reads digits as numbers where it compares', () => {
  expect(['10.0.0.10', '10.0.0.9'].sort(format.compare)).toEqual(['10.0.0.9', '10.0.0.10']);
});

it('has the separators and units of the language', () => {
  const german = formatFor('de');
  expect(german.count(1_234_567)).toBe('1.234.567');
  expect(plain(german.bytes(14_213_120))).toBe('13,6 MiB');
  expect(german.many(1, { one: 'Ziel', other: 'Ziele' })).toBe('1 Ziel');
  expect(german.anyOf(['20', '21', '69'])).toBe('20, 21 oder 69');
});

it('is made once for a language', () => {
  expect(formatFor('de')).toBe(formatFor('de'));
});

it('writes machine-readable times in UTC', () => {
  expect(isoTime(Date.UTC(2025, 9, 3, 14, 2, 11))).toBe('2025-10-03T14:02:11.000Z');
});

it('uses the 24-hour clock, midnight as 00', () => {
  const midnight = new Date(2025, 9, 3).getTime();
  expect(format.time(midnight)).toContain('00:00:00');
});
