import type { SentQuery, SkipReason } from '../../../contract/run.ts';

/** A query that will be searched, and what becomes of its rows. */
export type PlannedSearch = {
  readonly query: SentQuery;
  /** Takes one row in; says why it left the row out, or `null`. */
  readonly fold: (row: unknown) => SkipReason | null;
  /** Called once when all rows have been taken in; `isCut`: a limit or a restriction kept some back. */
  readonly onEnd?: (end: { readonly isCut: boolean }) => void;
  /**
   * The run goes on without its rows if the console refuses the search (`untouched`), or even if it breaks off after
   * some of them, which `onEnd` is told as a cut (`whenever`).
   */
  readonly isOptional?: 'untouched' | 'whenever';
};
