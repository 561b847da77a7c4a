/** One rehearsal as the trail tells of it. Epoch ms. */
export type TrailEntry = { readonly address: string; readonly endsMs: number };

/**
 * Begin and end of rehearsals in the trail of changes. `begin` throws `settings-not-saved` where it cannot be written, so that nothing is let through
 * that nobody can look up; an end that cannot be written is reported.
 */
export type RehearsalTrail = {
  readonly begin: (user: string, entry: TrailEntry) => void;
  readonly end: (user: string, entry: TrailEntry) => void;
};
