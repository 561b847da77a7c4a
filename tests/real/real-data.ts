import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { importFiles, type ImportResult } from '../../sandbox/data/import/import.ts';
import { loadScenario } from '../../sandbox/data/scenarios.ts';
import { ConsoleStore } from '../../sandbox/sql/store.ts';

/** Where the real data lies; it is read in place and is no part of the product (licences, size). */
const folder =
  process.env['TRANSFER_WATCH_REAL_DATA'] ?? path.join(import.meta.dirname, '../../../shared/data');

/** The path of a real file. */
export function realFile(...names: readonly string[]): string {
  return path.join(folder, ...names);
}

/** `describe` for tests on a folder of real data: where it is absent one test says so instead. */
export function describeReal(data: string, name: string, tests: () => void): void {
  if (existsSync(realFile(data))) {
    describe(name, tests);
    return;
  }
  process.stderr.write(`skipped: no real data (${name})\n`);
  describe.skip(`${name} (skipped: no real data)`, tests);
}

/** An empty console with these files imported. Close the store when done. */
export async function importReal(
  files: readonly string[],
  local: readonly string[],
): Promise<{ store: ConsoleStore; results: ImportResult[] }> {
  const store = await ConsoleStore.open();
  await loadScenario(store, { name: 'none', scale: 1, endMs: 0 });
  const results = await importFiles(store, files, { shiftToNow: false, nowMs: 0, local });
  return { store, results };
}

/** The same for records that a test mapped to QRadar fields itself: they go through a file of JSON lines. */
export async function importRecords(
  records: readonly Readonly<Record<string, unknown>>[],
  local: readonly string[],
): Promise<{ store: ConsoleStore; results: ImportResult[] }> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'real-'));
  try {
    const file = path.join(scratch, 'mapped.ndjson');
    await writeFile(file, records.map((record) => JSON.stringify(record)).join('\n'));
    return await importReal([file], local);
  } finally {
    await rm(scratch, { recursive: true });
  }
}

/** The rows of a real CSV file, cells by column name. */
export async function csvRows(
  ...names: readonly string[]
): Promise<readonly Readonly<Record<string, string>>[]> {
  // Parse boundary: with `columns` csv-parse gives objects of text cells.
  return parse<Record<string, string>>(await readFile(realFile(...names)), { columns: true });
}

/** A number cell; an empty one is 0. */
export function cell(row: Readonly<Record<string, string>>, name: string): number {
  const number = Number(row[name] ?? '');
  if (Number.isNaN(number)) throw new RangeError(`${name} is "${row[name] ?? ''}".`);
  return number;
}
