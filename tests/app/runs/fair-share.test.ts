import { firstToGo } from '../../../app/runs/fair-share.ts';

/** Entries like `a1`, whose session is `a`; those in capitals must stay. */
const first = (entries: string) =>
  firstToGo(entries.split(' ').filter(Boolean), {
    ownerOf: (entry) => entry.charAt(0).toLowerCase(),
    shareOf: (own) => own.length,
    mayGo: (entry) => entry === entry.toLowerCase(),
  });

test.each([
  ['nothing is held', '', null],
  ['the least recent of the session that has most', 'b1 b2 a1 a2 a3', 'a1'],
  ['the least recent of all, where each has one', 'b1 a1 c1', 'b1'],
  ['of two that have as many, of the one used least recently', 'b1 a1 a2 b2', 'b1'],
  ['the next of the same, where the first must stay', 'A1 a2 a3 b1', 'a2'],
  ['of another, where all but the last of the one with most must stay', 'b1 b2 A1 A2 a3', 'b1'],
  ['what was used last, where nothing else may go', 'A1 a2 b1', 'a2'],
  ['nothing may go', 'A1 B1', null],
])('%s', (_, entries, expected) => {
  expect(first(entries)).toBe(expected);
});
