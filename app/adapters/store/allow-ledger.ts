import type { AllowLedger, LedgerChange } from '../../ports/allow-ledger.ts';
import type { Clock } from '../../ports/clock.ts';
import {
  addAction,
  countOver,
  forgetMadeFor,
  markUndone,
  readAction,
  readActions,
  readEntries,
  readEntry,
  readHealth,
  readWeeks,
  writeEntry,
  writeHealth,
  writeWeeks,
} from './allow-rows.ts';
import type { Store } from './open-store.ts';
import { written } from './written.ts';

/** The port on top of a store. Reads at each call: what another process of an upgrade wrote is there. */
export function createAllowLedger({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): AllowLedger {
  let writes = 0;
  return {
    entries: () => store.read(readEntries, []),
    find: (id) => store.read((database) => readEntry(database, id), null),
    healthOf: (scope) => store.read((database) => readHealth(database, scope), new Map()),
    weeksOf: (scope, sinceMs) => store.read((database) => readWeeks(database, scope, sinceMs), []),
    action: (id) => store.read((database) => readAction(database, id), null),
    actions: (page) =>
      store.read((database) => readActions(database, page), { actions: [], more: false }),
    write: (change) => {
      const action = writeChange(store, change);
      if (change.action !== undefined) writes += 1;
      return action;
    },
    version: () => {
      const nowMs = clock.nowMs();
      return `${writes} ${store.read((database) => countOver(database, nowMs), 0)}`;
    },
  };
}

function writeChange(
  store: Store,
  { entries, forgets, health, action, undoes }: LedgerChange,
): number | null {
  return written(store, 'allowlist-not-saved', (database) => {
    for (const entry of entries ?? []) writeEntry(database, entry);
    for (const id of forgets ?? []) forgetMadeFor(database, id);
    if (health) {
      writeHealth(database, health.scope, health.of);
      writeWeeks(database, health.scope, health.weeks);
    }
    if (undoes !== undefined) markUndone(database, undoes);
    return action ? addAction(database, { ...action, isUndone: !action.canBeUndone }) : null;
  });
}
