import * as z from 'zod/mini';
import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RehearsalTrail, TrailEntry } from '../../ports/rehearsal-trail.ts';
import { addAudit, readLastAudit } from './audit-rows.ts';
import type { Store } from './open-store.ts';

/** Under this name the trail has them: not that of a setting. */
export const rehearsalEntry = 'rehearsal';

const entrySchema = z.object({ address: z.string(), endsMs: z.number() });

/**
 * Writes rehearsals into the trail. One whose end is missing, because the process was killed, ended with the process: it is written at once, in the name
 * of who began it.
 */
export function createRehearsalTrail({
  store,
  clock,
  report,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly report: (message: string, error: unknown) => void;
}): RehearsalTrail {
  const add = (user: string, before: TrailEntry | null, after: TrailEntry | null) => {
    const leaf = (entry: TrailEntry | null) => new Map([[rehearsalEntry, JSON.stringify(entry)]]);
    store.write((database) =>
      addAudit(database, { before: leaf(before), after: leaf(after), user, atMs: clock.nowMs() }),
    );
  };
  const end: RehearsalTrail['end'] = (user, entry) => {
    try {
      add(user, entry, null);
    } catch (error) {
      report('the end of a rehearsal could not be written', error);
    }
  };
  try {
    const last = store.state() === 'newer' ? null : lastOf(store);
    if (last !== null) end(last.user, last.entry);
  } catch (error) {
    report('the trail of rehearsals could not be read', error);
  }
  return {
    begin: (user, entry) => {
      store.refuseNewer();
      try {
        add(user, null, entry);
      } catch (cause) {
        throw new AppError('settings-not-saved', { cause });
      }
    },
    end,
  };
}

/** The last rehearsal, where it has no end. */
function lastOf(store: Store): { readonly user: string; readonly entry: TrailEntry } | null {
  const last = store.read((database) => readLastAudit(database, rehearsalEntry), null);
  if (last === null) return null;
  const entry = z.safeParse(z.nullable(entrySchema), JSON.parse(last.after));
  return entry.success && entry.data !== null ? { user: last.user, entry: entry.data } : null;
}
