/**
 * Long work that can be left and gone on with: it yields where others may have their turn, every few milliseconds, and
 * returns what came of it. Whoever steps it decides when; closing it (`return`) gives up.
 */
export type Steps<T> = Generator<void, T, void>;

/** Steps work to its end and gives others their turn on the way. Rejects with what the work throws. */
export type Pace = <T>(steps: Steps<T>) => Promise<T>;

/** All of it at once, without a turn for anybody else. */
export function drained<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** How many small pieces of work, some ten microseconds each, are done between two yields. */
export const piecesPerStep = 200;

/** The same, with a yield now and then. */
export function* eachOf<T>(items: Iterable<T>, work: (item: T) => void): Steps<void> {
  let count = 0;
  for (const item of items) {
    work(item);
    count += 1;
    if (count % piecesPerStep === 0) yield;
  }
}

/** Items that are sorted at once: a few milliseconds even where comparing is dear. */
const itemsAtOnce = 512;

/** A sorted copy; stable. */
export function* sorted<T>(items: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  let from = [...items];
  for (let at = 0; at < from.length; at += itemsAtOnce) {
    const part = from.slice(at, at + itemsAtOnce).sort(compare);
    for (const [place, item] of part.entries()) from[at + place] = item;
    yield;
  }
  for (let length = itemsAtOnce; length < from.length; length *= 2) {
    const into: T[] = [];
    for (let at = 0; at < from.length; at += 2 * length)
      yield* merge(from, { at, middle: at + length, end: at + 2 * length }, compare, into);
    from = into;
  }
  return from;
}

/** Adds two sorted stretches of a list, side by side in it, to another one. */
function* merge<T>(
  from: readonly T[],
  stretch: { readonly at: number; readonly middle: number; readonly end: number },
  compare: (a: T, b: T) => number,
  into: T[],
): Steps<void> {
  const middle = Math.min(stretch.middle, from.length);
  const end = Math.min(stretch.end, from.length);
  let [left, right] = [stretch.at, middle];
  while (left < middle || right < end) {
    const [a, b] = [from[left], from[right]] as [T, T];
    const isLeft = right === end || (left < middle && compare(a, b) <= 0);
    into.push(isLeft ? a : b);
    if (isLeft) left += 1;
    else right += 1;
    if (into.length % itemsAtOnce === 0) yield;
  }
}

/** The first `most` items in order, chosen from any number of them in little memory. */
export function firstOf<T>(
  items: Iterable<T>,
  most: number,
  compare: (a: T, b: T) => number,
): readonly T[] {
  let first: T[] = [];
  for (const item of items) {
    const last = first[most - 1];
    if (first.length >= most && last !== undefined && compare(item, last) >= 0) continue;
    const at = first.findIndex((other) => compare(item, other) < 0);
    first.splice(at === -1 ? first.length : at, 0, item);
    if (first.length > most) first = first.slice(0, most);
  }
  return first;
}
