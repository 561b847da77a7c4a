/** A run that takes part in a detection: whose it is, and in which round it is served. */
export type Part = { readonly owner: string; readonly round: number };

/** A detection that waits or is under way, with the runs that take part in it by their id, in the order in which they joined. */
export type Turn = { readonly parts: ReadonlyMap<string, Part> };

/**
 * The round in which a session's next run is served: one after its last, and none that is over. So each session's first
 * comes before anybody's second, whoever asked earlier, and what is asked for later never moves it back.
 */
export function nextRound(owner: string, turns: Iterable<Turn>, served: number): number {
  const own = [...turns].flatMap(({ parts }) => [...parts.values()]);
  const rounds = own.filter((part) => part.owner === owner).map(({ round }) => round);
  return Math.max(served, 1 + Math.max(0, ...rounds));
}

/** The round in which a detection is served: that of the earliest of those who share it. */
export function roundOf({ parts }: Turn): number {
  return Math.min(...[...parts.values()].map(({ round }) => round));
}

/** In the order in which they are served: by rounds, and within a round who came earlier first. */
export function inTurn<T extends Turn>(waiting: readonly T[]): T[] {
  return waiting.toSorted((a, b) => roundOf(a) - roundOf(b));
}

/** Whose place a detection takes: that of the session that asked first, of those that are still there. */
export function firstOwner({ parts }: Turn): string | null {
  const [first] = parts.values();
  return first?.owner ?? null;
}
