import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import { inTransaction, openDatabase, setAside, type OpenedDatabase } from './database.ts';

/** The app's database; the files of rows in this folder are what is read from it and written to it. */
export type Store = {
  /** Where the database lies, and where earlier versions kept their files. */
  readonly folder: string;
  /** How it is: `read-only` may be empty, too; `newer` is closed, because a later version of the app has changed it. */
  readonly state: () => OpenedDatabase['kind'];
  /** Whether it was damaged when it was opened; then it was kept aside, and this one began empty. */
  readonly wasDamaged: boolean;
  /** Throws `store-newer` where the store is of a later version. */
  readonly refuseNewer: () => void;
  /** What `from` reads; `empty` where there is nothing to read from. Throws `store-newer` and what `from` throws. */
  readonly read: <T>(from: (database: DatabaseSync) => T, empty: T) => T;
  /**
   * Runs `change` in one transaction, on the disk when it returns, and answers what `change` does. A store that could not be
   * written is opened anew: space may be free again. Throws `store-newer`, and why it cannot be written; then nothing has changed.
   */
  readonly write: <T>(change: (database: DatabaseSync) => T) => T;
  /** Idempotent. */
  readonly close: () => void;
};

export type StoreOptions = {
  readonly folder: string;
  readonly clock: Clock;
  readonly report: (message: string, error: unknown) => void;
  /** The file may not grow beyond this. Default: 512 MiB. */
  readonly maxBytes?: number;
  /** Default: those of this version of the app. */
  readonly migrations?: readonly string[];
};

/**
 * Nearly all of it is triage, whose limits (docs/decisions/0023-triage.md) are reached first unless notes are long: a finding with
 * its history takes about a kilobyte.
 */
const defaultMaxBytes = 512 * 1024 * 1024;

/**
 * Opens the store in its folder, which survives an upgrade of the app. Never throws: a damaged file is kept
 * aside and replaced, one that cannot be written is only read, one of a newer version is left alone.
 */
export function openStore(options: StoreOptions): Store {
  return new OneDatabase({ maxBytes: defaultMaxBytes, ...options });
}

/** Suffix of a damaged file that is kept; the time, in UTC, is written so that it fits every file system. */
export function damagedSuffix(nowMs: number): string {
  return `damaged-${new Date(nowMs).toISOString().replaceAll(':', '-')}`;
}

type Options = StoreOptions & { readonly maxBytes: number };

/** Guards the one connection; the app is the database's only writer. */
class OneDatabase implements Store {
  readonly folder: string;
  readonly wasDamaged: boolean;
  readonly #options: Options;
  #opened: OpenedDatabase;

  constructor(options: Options) {
    const { opened, wasDamaged } = openRecovered(options);
    this.folder = options.folder;
    this.wasDamaged = wasDamaged;
    this.#options = options;
    this.#opened = opened;
  }

  state(): OpenedDatabase['kind'] {
    return this.#opened.kind;
  }

  refuseNewer(): void {
    if (this.#opened.kind !== 'newer') return;
    throw new AppError('store-newer', { detail: `version ${this.#opened.version}` });
  }

  read<T>(from: (database: DatabaseSync) => T, empty: T): T {
    this.refuseNewer();
    const database = this.#database();
    return database === null ? empty : from(database);
  }

  write<T>(change: (database: DatabaseSync) => T): T {
    this.refuseNewer();
    const database = this.#writable();
    const answer = inTransaction(database, () => change(database));
    this.#settle(database);
    return answer;
  }

  close(): void {
    const database = this.#database();
    if (database?.isOpen) database.close();
  }

  #database(): DatabaseSync | null {
    return this.#opened.kind === 'newer' ? null : this.#opened.database;
  }

  #writable(): DatabaseSync {
    if (this.#opened.kind === 'read-only') {
      this.close();
      this.#opened = openRecovered(this.#options).opened;
    }
    if (this.#opened.kind === 'ready') return this.#opened.database;
    throw this.#opened.kind === 'read-only' ? this.#opened.cause : new Error('replaced meanwhile');
  }

  /**
   * Moves what was written into the one file, so that a copy of it alone is a whole backup. What was written is on
   * the disk already.
   */
  #settle(database: DatabaseSync): void {
    try {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      this.#options.report('the store could not be checkpointed', error);
    }
  }
}

/**
 * Opens the database whatever its state: a damaged file is kept aside under another name and a new one is
 * made (`wasDamaged`). Never throws; what is wrong is reported.
 */
function openRecovered(options: Options): {
  readonly opened: OpenedDatabase;
  readonly wasDamaged: boolean;
} {
  try {
    return { opened: openReported(options), wasDamaged: false };
  } catch (error) {
    options.report('the store is damaged; it is kept aside, and the defaults hold', error);
  }
  try {
    setAside(options.folder, damagedSuffix(options.clock.nowMs()));
    return { opened: openReported(options), wasDamaged: true };
  } catch (cause) {
    options.report('the damaged store could not be kept aside', cause);
    return { opened: { kind: 'read-only', database: null, cause }, wasDamaged: true };
  }
}

/** Throws `DamagedDatabase` only. */
function openReported(options: Options): OpenedDatabase {
  const opened = openDatabase(options);
  if (opened.kind === 'read-only') options.report('the store cannot be written', opened.cause);
  if (opened.kind === 'newer') {
    const detail = `its version is ${opened.version}`;
    options.report('the store is of a newer version of the app', new Error(detail));
  }
  return opened;
}
