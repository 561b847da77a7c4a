import fc from 'fast-check';
import { regularityOf } from '../../../../app/detection/connections/regularity.ts';
import { at } from '../stitching/builders.ts';

/** Times that are these seconds apart, from noon. */
function times(...intervals: readonly number[]): number[] {
  return intervals.reduce<number[]>(
    (all, interval) => [...all, (all.at(-1) ?? 0) + interval * 1000],
    [at(0)],
  );
}

const many = fc.array(fc.nat({ max: 100_000 }), { minLength: 2, maxLength: 60 });

describe('how evenly times follow each other', () => {
  test('is one where they do exactly', () => {
    expect(regularityOf(times(900, 900, 900, 900))).toEqual({
      score: 1,
      skew: 1,
      dispersion: 1,
      medianMs: 900_000,
      spreadMs: 0,
      intervals: 4,
    });
  });

  test('is the mean of both statistics, worked out by hand', () => {
    // Sorted 100 200 400 800: quartiles 150, 300, 600; skewness (150 + 600 - 600) / 450 = 1/3.
    // Deviations from 300: 100 100 200 500, of which the median is 150.
    expect(regularityOf(times(800, 100, 400, 200))).toEqual({
      score: 0.583,
      skew: 0.667,
      dispersion: 0.5,
      medianMs: 300_000,
      spreadMs: 150_000,
      intervals: 4,
    });
  });

  test('of an odd number leaves the middle one out of both halves', () => {
    // Quartiles of 100 | 200 | 500 are 100, 200, 500; skewness 200 / 400.
    expect(regularityOf(times(100, 200, 500))).toMatchObject({ skew: 0.5, dispersion: 0.5 });
  });

  test('takes quartiles that are seconds apart for even', () => {
    expect(regularityOf(times(60, 61, 69))?.skew).toBe(1);
    expect(regularityOf(times(60, 61, 70))?.skew).toBe(0.2);
  });

  test('has no skew where the middle one is a quartile too', () => {
    expect(regularityOf(times(60, 60, 60, 600))).toMatchObject({ skew: 1, dispersion: 1 });
  });

  test('is never below nothing', () => {
    expect(regularityOf(times(1, 1, 1, 1, 9, 90, 90, 90, 90))).toMatchObject({ dispersion: 0.111 });
    const scores = fc.property(many, (offsets) => {
      const regularity = regularityOf(offsets.map((offset) => at(0) + offset * 1000));
      for (const score of [regularity?.score, regularity?.skew, regularity?.dispersion]) {
        expect(score ?? 0).toBeGreaterThanOrEqual(0);
        expect(score ?? 0).toBeLessThanOrEqual(1);
      }
    });
    fc.assert(scores);
  });

  test.each([[[]], [[900]], [[900, 900]], [[900, 0, 900, 0, 0.4]]])(
    'is not told by fewer than four times that differ by a second: %p',
    (intervals) => {
      expect(regularityOf(times(...intervals))).toBeNull();
    },
  );

  test('depends neither on the order of times nor on how often one comes, nor on when it begins', () => {
    fc.assert(
      fc.property(many, fc.nat({ max: 1e9 }), (offsets, begin) => {
        const once = offsets.map((offset) => at(0) + offset * 1000);
        const again = [...once.toReversed(), ...once].map((time) => time + begin * 1000);
        expect(regularityOf(again)).toEqual(regularityOf(once));
      }),
    );
  });

  test('leaves the times as they were', () => {
    const given = times(900, -300, 800, 20, 5);
    regularityOf(given);
    expect(given).toEqual(times(900, -300, 800, 20, 5));
  });
});
