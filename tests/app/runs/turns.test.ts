import { firstOwner, inTurn, nextRound, type Part } from '../../../app/runs/turns.ts';

/** A detection of `a2` is one of session `a` in round 2; `a2b1` is shared. */
function turn(text: string) {
  const parts = [...text.matchAll(/([a-z])(\d)/g)].map(
    ([run, owner = '', round], n) => [`${n}${run}`, { owner, round: Number(round) }] as const,
  );
  return { text, parts: new Map<string, Part>(parts) };
}
const turns = (text: string) => text.split(' ').filter(Boolean).map(turn);

test.each([
  ['is the first for who has nothing', 'c', 'a1 b1', 0, 1],
  ['is one after the last of the same session', 'a', 'a1 a2 b1', 1, 3],
  ['is none of those that are over', 'c', 'a4', 3, 3],
  ['counts what is shared with others', 'b', 'a1b1', 1, 2],
])('the next round %s', (_, owner, known, served, expected) => {
  expect(nextRound(owner, turns(known), served)).toBe(expected);
});

test.each([
  ['nobody waits', '', ''],
  ['who came earlier is earlier', 'a1 b1 c1', 'a1 b1 c1'],
  ['each first is before anybody’s second', 'a1 a2 a3 b1 b2', 'a1 b1 a2 b2 a3'],
  ['what is shared is served as the earliest of its runs', 'a1 a3c1 b2', 'a1 a3c1 b2'],
])('%s', (_, waiting, expected) => {
  const served = inTurn(turns(waiting)).map(({ text }) => text);
  expect(served.join(' ')).toBe(expected);
});

test('a place is taken for the one who asked first, of those still there', () => {
  const shared = turn('a2b1');
  expect(firstOwner(shared)).toBe('a');
  shared.parts.delete('0a2');
  expect(firstOwner(shared)).toBe('b');
  expect(firstOwner(turn(''))).toBeNull();
});
