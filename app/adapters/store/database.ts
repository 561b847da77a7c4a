import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { migrations } from './migrations.ts';
import { hasShape } from './shape.ts';

/** The file in the store's folder; SQLite keeps `-wal` and `-shm` files beside it while it is open. */
export const databaseName = 'transfer-watch.db';

/**
 * How the store was found. `ready`: it can be written and has the shape of this app. `read-only`: it cannot
 * be written; `database` is there where it can at least be read. `newer`: a later version of the app has
 * changed its shape, so it was closed untouched.
 */
export type OpenedDatabase =
  | { readonly kind: 'ready'; readonly database: DatabaseSync }
  | { readonly kind: 'read-only'; readonly database: DatabaseSync | null; readonly cause: unknown }
  | { readonly kind: 'newer'; readonly version: number };

export type DatabaseOptions = {
  readonly folder: string;
  /** The file may not grow beyond this. */
  readonly maxBytes: number;
  readonly migrations?: readonly string[];
};

/** What lies there is no database of the app, or one that is damaged. */
export class DamagedDatabase extends Error {}

/** Opens the database, makes or migrates it. Throws `DamagedDatabase`; everything else is in the answer. */
export function openDatabase(options: DatabaseOptions): OpenedDatabase {
  try {
    return openToWrite(options);
  } catch (error) {
    if (isDamage(error)) throw new DamagedDatabase('the database is damaged', { cause: error });
    return openToRead(options, error);
  }
}

/** Gives the damaged file and its companions other names, so that a new one can be made and nothing is lost. */
export function setAside(folder: string, suffix: string): void {
  for (const companion of ['', '-wal', '-shm']) {
    const file = path.join(folder, `${databaseName}${companion}`);
    if (existsSync(file)) renameSync(file, `${file}.${suffix}`);
  }
}

/** Runs `change` in one transaction that no other writer can come between; all of it happens, or nothing. */
export function inTransaction<T>(database: DatabaseSync, change: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const answer = change();
    database.exec('COMMIT');
    return answer;
  } catch (error) {
    // A full disk has ended the transaction already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Has SQLite refuse what would make the file larger than that, as it does on a full disk. */
export function limitSize(database: DatabaseSync, maxBytes: number): void {
  database.exec(`PRAGMA max_page_count = ${Math.ceil(maxBytes / pageBytes)}`);
}

/** SQLite's own code of an error that it threw (https://sqlite.org/rescode.html), without its extension. */
export function sqliteCode(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}

/** SQLite's page size, its default on every platform we run on. */
const pageBytes = 4096;
/** Another process has the file only while an upgrade hands over; then waiting is better than failing. */
const busyTimeoutMs = 2000;

function openToWrite({ folder, maxBytes, ...options }: DatabaseOptions): OpenedDatabase {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, databaseName);
  const isNew = !existsSync(file);
  if (!isNew) requireContent(file);
  // Made here, because SQLite would let everybody read it; its companions take over these rights.
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  try {
    const steps = options.migrations ?? migrations;
    const version = versionOf(database);
    if (version > steps.length) {
      database.close();
      return { kind: 'newer', version };
    }
    checkWhole(database);
    requireShape(database, steps.slice(0, version));
    // A save is whole or absent after a crash, and is on the disk before it is answered.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    limitSize(database, maxBytes);
    steps.slice(version).forEach((step, at) => {
      inTransaction(database, () => {
        database.exec(step);
        database.exec(`PRAGMA user_version = ${version + at + 1}`);
      });
    });
    checkWritable(database);
    return { kind: 'ready', database };
  } catch (error) {
    database.close();
    // Nothing could be written into it, and the next try must not take it for one that was emptied.
    if (isNew && statSync(file).size === 0) rmSync(file);
    throw error;
  }
}

/** A database whose folder is read-only opens without complaint and fails at the first save. */
function checkWritable(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE; ROLLBACK;');
}

function openToRead({ folder, ...options }: DatabaseOptions, cause: unknown): OpenedDatabase {
  const file = path.join(folder, databaseName);
  if (!existsSync(file)) return { kind: 'read-only', database: null, cause };
  // Without "immutable" SQLite wants to write beside the file even to read it. Each save leaves the file whole.
  const address = new URL(`${pathToFileURL(file).href}?immutable=1`);
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(address, { readOnly: true });
    const version = versionOf(database);
    checkWhole(database);
    const steps = options.migrations ?? migrations;
    const known = steps.length;
    if (version <= known) requireShape(database, steps.slice(0, version));
    if (version === known) return { kind: 'read-only', database, cause };
    database.close();
    // An older shape would have to be migrated to be read, which cannot be done here.
    return version > known
      ? { kind: 'newer', version }
      : { kind: 'read-only', database: null, cause };
  } catch (error) {
    database?.close();
    if (isDamage(error)) throw new DamagedDatabase('the database is damaged', { cause: error });
    return { kind: 'read-only', database: null, cause };
  }
}

/** A database is never empty once it is made, so what was in an empty file is lost; a folder of that name never was one. */
function requireContent(file: string): void {
  const found = statSync(file);
  if (!found.isFile()) throw new DamagedDatabase('it is no file');
  if (found.size === 0) throw new DamagedDatabase('the file is empty');
}

function requireShape(database: DatabaseSync, steps: readonly string[]): void {
  if (!hasShape(database, steps))
    throw new DamagedDatabase('its tables are not those of its version');
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}

function checkWhole(database: DatabaseSync): void {
  const [found] = database.prepare('PRAGMA quick_check(1)').all();
  if (found?.['quick_check'] !== 'ok') throw new DamagedDatabase('the check found faults');
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const damageCodes: ReadonlySet<number> = new Set([11, 26]);

function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return error instanceof DamagedDatabase || (code !== null && damageCodes.has(code));
}
