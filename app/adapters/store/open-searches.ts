import type { OpenSearches } from '../../ports/open-searches.ts';
import type { Store } from './open-store.ts';
import { deleteSearch, readSearches, writeSearch } from './search-rows.ts';

/** Remembers searches in the store. A store that cannot be written is reported once, until it can. */
export function createOpenSearches({
  store,
  report,
}: {
  readonly store: Store;
  readonly report: (message: string, error: unknown) => void;
}): OpenSearches {
  let isReported = false;
  const write = (change: Parameters<Store['write']>[0]) => {
    try {
      store.write(change);
      isReported = false;
    } catch (error) {
      if (!isReported) report('searches under way cannot be remembered', error);
      isReported = true;
    }
  };
  return {
    add: (search) => write((database) => writeSearch(database, search)),
    remove: (id) => write((database) => deleteSearch(database, id)),
    all: () => {
      try {
        return store.read(readSearches, []);
      } catch (error) {
        report('searches of before cannot be read', error);
        return [];
      }
    },
  };
}
