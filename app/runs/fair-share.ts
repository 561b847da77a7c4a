/** What sessions hold together, and whose each is. */
export type Holding<E> = {
  readonly ownerOf: (entry: E) => string;
  /** How much all of these of one session count together. */
  readonly shareOf: (entries: readonly E[]) => number;
  /** Whether an entry may be given up at all. */
  readonly mayGo: (entry: E) => boolean;
};

/**
 * What is given up first where sessions hold too much together: the least recently used of the session that holds most.
 * What a session used last stays until nobody has more than that; then the least recently used of all goes. So however
 * much one session asks for, it takes from the others nothing they look at. `null`: nothing may go.
 */
export function firstToGo<E>(leastRecentFirst: Iterable<E>, holding: Holding<E>): E | null {
  const entries = [...leastRecentFirst];
  const ofOwners = Map.groupBy(entries, holding.ownerOf);
  const spare = [...ofOwners.values()]
    .map((own) => ({ share: holding.shareOf(own), first: own.slice(0, -1).find(holding.mayGo) }))
    .filter(({ first }) => first !== undefined);
  const largest = Math.max(...spare.map(({ share }) => share));
  const most = spare.find(({ share }) => share === largest);
  return most?.first ?? entries.find(holding.mayGo) ?? null;
}
