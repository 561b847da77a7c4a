import type { DatabaseSync } from 'node:sqlite';
import type { AuditPage } from '../../../contract/audit.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { settingsNotice, type Settings, type SettingsNotice } from '../../../contract/session.ts';
import { AppError } from '../../ports/app-error.ts';
import { inTransaction, type OpenedDatabase } from './database.ts';
import { readLegacySettings } from './legacy-settings.ts';
import { damagedSuffix, openRecovered, type RecoveryOptions } from './recovery.ts';
import {
  hasAudit,
  hasInvalidNotice,
  readAudit,
  readSettings,
  writeInvalidNotice,
  writeSettings,
} from './settings-rows.ts';

/** The settings in force, and what the page has to say of them; `null`: nothing. */
export type StoredSettings = {
  readonly settings: Settings;
  readonly notice: SettingsNotice | null;
};

/**
 * The settings and the trail of their changes. Everything throws `store-newer`; `write` throws
 * `settings-not-saved`, too, and then has changed nothing.
 */
export type SettingsStore = {
  readonly read: () => Promise<StoredSettings>;
  readonly write: (settings: Settings, user: string) => Promise<void>;
  /** At most `limit` changes older than the entry `before`; `null` begins with the newest. */
  readonly audit: (page: {
    readonly before: number | null;
    readonly limit: number;
  }) => Promise<AuditPage>;
  readonly close: () => void;
};

export type SettingsStoreOptions = Omit<RecoveryOptions, 'maxBytes'> & {
  readonly maxBytes?: number;
  /** Called with the settings in force: once when they were read, and after each save. */
  readonly onChange?: (settings: Settings) => void;
};

/** Settings are a few kilobytes, years of changes not many more: beyond this something is wrong. */
const defaultMaxBytes = 16 * 1024 * 1024;

/**
 * Opens the store in `folder`, which survives an upgrade of the app. Never throws: a damaged file is kept
 * aside and replaced, a store that cannot be written is only read, one of a newer version is left alone.
 */
export function openSettingsStore(options: SettingsStoreOptions): SettingsStore {
  const { onChange = () => undefined, ...rest } = options;
  const store = new Store({ maxBytes: defaultMaxBytes, ...rest });
  onChange(store.settings);
  // Promises, so that a refusal reaches the asker like that of any other port.
  return {
    read: () => promised(() => store.current()),
    write: (settings, user) =>
      promised(() => {
        store.write(settings, user);
        onChange(settings);
      }),
    audit: (page) => promised(() => store.audit(page)),
    close: () => store.close(),
  };
}

function promised<T>(answer: () => T): Promise<T> {
  return new Promise((resolve) => resolve(answer()));
}

/** Guards the one connection and what was read from it; the app is the store's only writer. */
class Store {
  readonly #options: RecoveryOptions;
  #opened: OpenedDatabase;
  #settings: Settings = defaultSettings;
  #isInvalid: boolean;

  constructor(options: RecoveryOptions) {
    this.#options = options;
    const { opened, wasDamaged } = openRecovered(options);
    this.#opened = opened;
    this.#isInvalid = wasDamaged;
    if (opened.kind === 'newer' || opened.database === null) return;
    if (wasDamaged && opened.kind === 'ready') this.#remember(opened.database);
    this.#load(opened.database);
    if (opened.kind === 'ready') this.#takeOver(opened.database);
  }

  get settings(): Settings {
    return this.#settings;
  }

  current(): StoredSettings {
    this.#refuseNewer();
    const readOnly = this.#opened.kind === 'read-only' ? settingsNotice.readOnly : null;
    const notice = this.#isInvalid ? settingsNotice.invalid : readOnly;
    return { settings: this.#settings, notice };
  }

  write(settings: Settings, user: string): void {
    this.#refuseNewer();
    const change = {
      before: this.#settings,
      after: settings,
      user,
      atMs: this.#options.clock.nowMs(),
    };
    try {
      const database = this.#writable();
      inTransaction(database, () => writeSettings(database, change));
      this.#settle(database);
    } catch (error) {
      throw new AppError('settings-not-saved', { cause: error });
    }
    this.#settings = settings;
    this.#isInvalid = false;
  }

  audit(page: { readonly before: number | null; readonly limit: number }): AuditPage {
    this.#refuseNewer();
    const database = this.#database();
    return database === null ? { entries: [], more: false } : readAudit(database, page);
  }

  /** Idempotent. */
  close(): void {
    const database = this.#database();
    if (database?.isOpen) database.close();
  }

  #database(): DatabaseSync | null {
    return this.#opened.kind === 'newer' ? null : this.#opened.database;
  }

  #refuseNewer(): void {
    if (this.#opened.kind !== 'newer') return;
    throw new AppError('store-newer', { detail: `version ${this.#opened.version}` });
  }

  /** The database to write to. A store that could not be written is tried anew: space may be free again. */
  #writable(): DatabaseSync {
    if (this.#opened.kind === 'read-only') {
      this.close();
      this.#opened = openRecovered(this.#options).opened;
    }
    if (this.#opened.kind === 'ready') return this.#opened.database;
    throw this.#opened.kind === 'read-only' ? this.#opened.cause : new Error('replaced meanwhile');
  }

  /**
   * Moves what was saved into the one file, so that a copy of it alone is a whole backup. What is saved is
   * saved already.
   */
  #settle(database: DatabaseSync): void {
    try {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      this.#options.report('the store could not be checkpointed', error);
    }
  }

  #load(database: DatabaseSync): void {
    try {
      const settings = readSettings(database);
      this.#settings = settings ?? defaultSettings;
      this.#isInvalid ||= settings === null || hasInvalidNotice(database);
      if (settings !== null) return;
      const error = new AppError('settings-invalid', { detail: 'a stored value does not fit' });
      this.#options.report('the settings cannot be used; the defaults hold', error);
    } catch (error) {
      this.#isInvalid = true;
      this.#options.report('the settings cannot be read; the defaults hold', error);
    }
  }

  /** So that it is said after a restart, too, until somebody saves. */
  #remember(database: DatabaseSync): void {
    try {
      writeInvalidNotice(database, this.#options.clock.nowMs());
    } catch (error) {
      this.#options.report('the damage of the store could not be noted', error);
    }
  }

  /** Versions before the database kept a file: it is taken over once, by the name of the file. */
  #takeOver(database: DatabaseSync): void {
    const { folder, clock, report } = this.#options;
    try {
      const legacy = readLegacySettings(folder);
      if (legacy === null) return;
      if (legacy.settings === null) {
        report('the settings file cannot be used; the defaults hold', new Error('does not fit'));
        this.#isInvalid = true;
        this.#remember(database);
        legacy.finish(damagedSuffix(clock));
        return;
      }
      if (!hasAudit(database)) this.write(legacy.settings, 'settings.json');
      legacy.finish('imported');
    } catch (error) {
      report('the settings file could not be taken over', error);
    }
  }
}
