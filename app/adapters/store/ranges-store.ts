import * as z from 'zod/mini';
import type { RangesStore } from '../../ports/ranges-store.ts';
import type { Store } from './open-store.ts';
import { written } from './written.ts';

const rangesRow = z.object({
  importedMs: z.number(),
  importedBy: z.string(),
  content: z.string(),
});
const contentSchema = z.object({
  changeNumber: z.nullable(z.number()),
  tags: z.array(z.object({ tag: z.string(), prefixes: z.array(z.string()) })),
});

/** The port on top of a store. */
export function createRangesStore(store: Store): RangesStore {
  return {
    read: () =>
      store.read((database) => {
        const row = database
          .prepare(
            'SELECT imported_ms AS importedMs, imported_by AS importedBy, content FROM published_ranges',
          )
          .get();
        if (row === undefined) return null;
        const { content, ...imported } = z.parse(rangesRow, row);
        return { ...imported, ...z.parse(contentSchema, JSON.parse(content)) };
      }, null),
    write: ({ tags, changeNumber, importedMs, importedBy }) => {
      written(store, 'allowlist-not-saved', (database) =>
        database
          .prepare('INSERT OR REPLACE INTO published_ranges VALUES (1, ?, ?, ?)')
          .run(importedMs, importedBy, JSON.stringify({ changeNumber, tags })),
      );
    },
  };
}
