import type { ConsoleStore } from '../../sql/store.ts';
import type { ApiClock } from '../clock.ts';
import type { Endpoint } from '../endpoint.ts';
import { bulkEndpoints } from './bulk-routes.ts';
import { entryEndpoints } from './entry-routes.ts';
import { legacyEndpoints } from './legacy-routes.ts';
import { ReferenceTasks } from './reference-tasks.ts';
import { setEndpoints } from './set-routes.ts';
import { SetStore } from './set-store.ts';

/** Reference sets and their entries, in both families over one store. */
export function referenceDataEndpoints(store: ConsoleStore, clock: ApiClock): readonly Endpoint[] {
  const sets = new SetStore(store, clock);
  const tasks = new ReferenceTasks(clock);
  return [
    ...setEndpoints(sets, tasks),
    ...entryEndpoints(store, sets),
    ...bulkEndpoints(store, sets, tasks),
    ...legacyEndpoints(store, sets, tasks),
  ];
}
