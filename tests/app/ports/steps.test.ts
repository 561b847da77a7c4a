import fc from 'fast-check';
import { drained, eachOf, firstOf, piecesPerStep, sorted } from '../../../app/ports/steps.ts';

type Numbered = { readonly value: number; readonly at: number };
const byValue = (a: Numbered, b: Numbered) => a.value - b.value;
const many = fc
  .array(fc.integer({ min: 0, max: 50 }), { maxLength: 3000, size: 'max' })
  .map((values) => values.map((value, at) => ({ value, at })));

test('sorting in steps is sorting, and stable', () => {
  fc.assert(
    fc.property(many, (items) => {
      const before = [...items];
      expect(drained(sorted(items, byValue))).toEqual(items.toSorted(byValue));
      expect(items).toEqual(before);
    }),
    { numRuns: 30 },
  );
});

test('the first of many are those that sorting all would give', () => {
  fc.assert(
    fc.property(many, fc.integer({ min: 1, max: 60 }), (items, most) => {
      expect(firstOf(items, most, byValue)).toEqual(items.toSorted(byValue).slice(0, most));
    }),
    { numRuns: 30 },
  );
});

test('others have their turn between pieces of work and while it is sorted', () => {
  const numbers = Array.from({ length: 10 * piecesPerStep }, (_, n) => n);
  let done = 0;
  const seen: number[] = [];
  const steps = eachOf(numbers, () => {
    done += 1;
  });
  while (!steps.next().done) seen.push(done);
  expect(seen).toEqual(Array.from({ length: 10 }, (_, n) => (n + 1) * piecesPerStep));
  let compared = 0;
  let most = 0;
  const sorting = sorted(numbers.toReversed(), (a, b) => {
    compared += 1;
    return a - b;
  });
  for (let before = 0; !sorting.next().done; before = compared)
    most = Math.max(most, compared - before);
  expect(compared).toBeGreaterThan(numbers.length);
  expect(most).toBeLessThan(8_000);
});
