import { basename } from 'node:path';
import type { ConsoleStore } from '../../sql/store.ts';
import { localNetworks, privateNetworks, type LocalNetworks } from '../direction.ts';
import { kindOf } from './kind.ts';
import { Origins } from './origins.ts';
import { PropertyTypes } from './property-types.ts';
import { readRecords } from './read.ts';
import {
  Tally,
  type ImportFile,
  type ImportOptions,
  type ImportResult,
  type Loading,
} from './tally.ts';

export { ImportError } from './source.ts';
export type { ImportOptions, ImportResult } from './tally.ts';

/** Rows written together: large enough for DuckDB, small enough to hold. A choice. */
const batchSize = 10_000;

/** Imports one file; see `importFiles`. */
export async function importFile(
  store: ConsoleStore,
  path: string,
  options: ImportOptions,
): Promise<ImportResult> {
  const [result] = await importFiles(store, [path], options);
  if (!result) throw new RangeError('One file gives one result.');
  return result;
}

/**
 * Imports files into a console: Zeek conn.log (TSV, JSON), JSON lines and CSV with QRadar field names, Sysmon
 * events as JSON lines, each also as gzip. Files are read twice and never held: first for the types of new
 * properties and the last time, then to write. Wrong lines are reported and the rest is loaded. Log sources,
 * domains and properties that the console lacks are added. Throws an `ImportError` before anything is written
 * for a file that cannot be opened or recognised, a `RangeError` for a wrong block in `local`.
 */
export async function importFiles(
  store: ConsoleStore,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportResult[]> {
  const networks = localNetworks(options.local ?? privateNetworks);
  const files = await Promise.all(
    paths.map(async (path) => ({ path, name: basename(path), kind: await kindOf(path) })),
  );
  const types = new PropertyTypes(store.properties);
  let lastMs = -Infinity;
  for (const file of files) lastMs = Math.max(lastMs, await survey(file, networks, types));
  await store.addProperties(types.added());
  const shiftMs = options.shiftToNow && Number.isFinite(lastMs) ? options.nowMs - lastMs : 0;
  const origins = new Origins(store.dimensions);
  const results: ImportResult[] = [];
  for (const file of files) {
    results.push(await load(store, file, { networks, types, origins, shiftMs, options }));
  }
  await store.setDimensions(origins.merged());
  return results;
}

/** Reads a file for what must be known before writing; returns its last time, -Infinity if it has none. */
async function survey(
  file: ImportFile,
  networks: LocalNetworks,
  types: PropertyTypes,
): Promise<number> {
  let lastMs = -Infinity;
  for await (const batch of readRecords(file.path, file.kind, { networks, fileName: file.name })) {
    for (const record of batch) {
      if (record.kind === 'rejected') continue;
      lastMs = Math.max(lastMs, record.row.startMs);
      if (record.kind === 'event') types.learn(record.properties);
    }
  }
  return lastMs;
}

async function load(
  store: ConsoleStore,
  file: ImportFile,
  loading: Loading,
): Promise<ImportResult> {
  const tally = new Tally(file, loading);
  for await (const batch of readRecords(file.path, file.kind, {
    networks: loading.networks,
    fileName: file.name,
  })) {
    for (const record of batch) {
      for (const name of record.ignored ?? []) tally.ignored.add(name);
      if (record.kind === 'rejected') tally.reject(record.line, record.reason);
      else tally.take(record, record.line);
    }
    if (tally.waiting < batchSize) continue;
    await tally.write(store);
    loading.options.onProgress?.({ file: file.name, records: tally.loaded });
  }
  await tally.write(store);
  loading.options.onProgress?.({ file: file.name, records: tally.loaded });
  return tally.result();
}
