import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { importFiles, type ImportOptions } from '../../../../sandbox/data/import/import.ts';
import type { ImportResult } from '../../../../sandbox/data/import/import.ts';
import { loadScenario } from '../../../../sandbox/data/scenarios.ts';
import { ConsoleStore } from '../../../../sandbox/sql/store.ts';

/** An import of small files into an empty console. Call `close` when done. */
export type ImportFixture = {
  readonly store: ConsoleStore;
  /** Writes the content to a file of that name and imports it. */
  readonly load: (
    name: string,
    content: string | Buffer,
    options?: Partial<ImportOptions>,
  ) => Promise<ImportResult>;
  readonly loadAll: (
    files: Readonly<Record<string, string | Buffer>>,
    options?: Partial<ImportOptions>,
  ) => Promise<ImportResult[]>;
  /** All events with readable columns, in the order of time. */
  readonly events: () => Promise<Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
};

export const nowMs = Date.UTC(2026, 2, 4, 15, 0);

export async function openImportFixture(): Promise<ImportFixture> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'import-'));
  const store = await ConsoleStore.open();
  await loadScenario(store, { name: 'none', scale: 1, endMs: nowMs });
  const loadAll: ImportFixture['loadAll'] = async (files, options = {}) => {
    const paths: string[] = [];
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(folder, name);
      await writeFile(file, content);
      paths.push(file);
    }
    return importFiles(store, paths, { shiftToNow: false, nowMs, ...options });
  };
  return {
    store,
    loadAll,
    load: async (name, content, options) => {
      const [result] = await loadAll({ [name]: content }, options);
      if (!result) throw new Error('One file gives one result.');
      return result;
    },
    events: () => store.rows('SELECT * FROM events ORDER BY starttime, sourceport'),
    close: async () => {
      store.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The number a store holds for a dotted quad. */
export function ipNumber(address: string): number {
  return address.split('.').reduce((number, octet) => number * 256 + Number(octet), 0);
}
