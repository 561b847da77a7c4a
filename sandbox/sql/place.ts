import type { Grouping, Scope } from './scope.ts';

/** Where an expression stands. */
export type Place = {
  readonly scope: Scope;
  /** Set above a grouping: columns are then keys or first values. Null over single records. */
  readonly grouping: Grouping | null;
  /** How many select items' aliases may be used. */
  readonly visible: number;
  /** Name of the place in an error, `WHERE`, `GROUP BY`, `SUM`, …. */
  readonly name: string;
};
