import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  openStore,
  type Store,
  type StoreOptions,
} from '../../../../app/adapters/store/open-store.ts';
import { createSettingsStore } from '../../../../app/adapters/store/settings-store.ts';
import type { SettingsStore } from '../../../../app/ports/settings-store.ts';

type Options = Partial<StoreOptions>;
type OpenedSettings = SettingsStore & Pick<Store, 'close'>;

export type FreshFolder = {
  /** Exists. */
  base: string;
  /** In `base`; does not exist before a store is opened in it. */
  folder: string;
  nowMs: number;
  /** What the stores had to report, oldest first. */
  readonly reported: string[];
  readonly open: (options?: Options) => Store;
  readonly openSettings: (options?: Options) => OpenedSettings;
  /** The database. */
  readonly file: () => string;
};

/** A folder of its own for each test of the file that calls this; stores opened in it are closed after the test. */
export function useFreshFolder(): FreshFolder {
  const opened: Store[] = [];
  const reported: string[] = [];
  const report = (message: string) => reported.push(message);
  const clock = { nowMs: () => fresh.nowMs, monotonicMs: () => fresh.nowMs };
  const open = (options: Options = {}) => {
    const store = openStore({ folder: fresh.folder, clock, report, ...options });
    opened.push(store);
    return store;
  };
  const openSettings = (options: Options = {}) => {
    const store = open(options);
    const settings = createSettingsStore({ store, clock, report });
    return { ...settings, close: () => store.close() };
  };
  const file = () => path.join(fresh.folder, 'transfer-watch.db');
  const fresh: FreshFolder = { base: '', folder: '', nowMs: 0, reported, open, openSettings, file };
  beforeEach(async () => {
    fresh.base = await mkdtemp(path.join(tmpdir(), 'store-'));
    fresh.folder = path.join(fresh.base, 'a', 'store');
    fresh.nowMs = Date.UTC(2026, 0, 2, 3, 4, 5);
    reported.length = 0;
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) store.close();
    await rm(fresh.base, { recursive: true });
  });
  return fresh;
}
