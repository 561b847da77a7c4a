/** What analysts have closed as true positives, for who must not hide it. Findings by their stable ids. */
export type Verdicts = {
  /** Of these findings those that sessions of this scope closed so, whenever. */
  readonly confirmed: (scope: string, ids: readonly string[]) => ReadonlySet<string>;
  /** All that they closed so since then, epoch ms. */
  readonly confirmedSince: (scope: string, sinceMs: number) => Iterable<string>;
};
