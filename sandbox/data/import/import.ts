import type { ConsoleStore } from '../../sql/store.ts';
import { localNetworks, privateNetworks, type LocalNetworks } from '../direction.ts';
import { ConnectionsSeen } from './connections-seen.ts';
import { ImportError } from './import-error.ts';
import { kindOf, type FileKind } from './kind.ts';
import { defaultLimits, type ImportLimits } from './limits.ts';
import { Origins } from './origins.ts';
import { nothingLoaded } from './problems.ts';
import { PropertyTypes } from './property-types.ts';
import { readRecords } from './read.ts';
import type { ReadContext } from './record.ts';
import { refusedFile, type ImportResult } from './result.ts';
import { moveTimes, rowsIn, shiftOf } from './shift.ts';
import { identityOf, openSources, type Source } from './source.ts';
import { Tally, type Shared } from './tally.ts';

export { ImportError } from './import-error.ts';
export type { ImportResult } from './result.ts';

/**
 * How to import. With `shiftToNow` all times move by the same whole minutes, over all files, so that the last record
 * lies in the last full minute before `nowMs` (epoch ms). `zone` is that of times without one: an IANA name or an
 * offset; default UTC. `local` lists the CIDR blocks whose addresses are local, for records that do not
 * say their direction themselves; `!` before a block makes it remote, and a list of only such blocks means
 * everything else is local. Default: the private ranges. With `keepGoing` a file of which nothing can be imported is a
 * result with a `problem`, else an error.
 */
export type ImportOptions = {
  readonly shiftToNow: boolean;
  readonly nowMs: number;
  readonly zone?: string;
  readonly local?: readonly string[];
  readonly keepGoing?: boolean;
  readonly limits?: Partial<ImportLimits>;
  readonly onProgress?: (progress: ImportProgress) => void;
};

/** How far the file that is being read is. */
export type ImportProgress = {
  readonly file: string;
  readonly records: number;
  readonly rejected: number;
};

/** Rows written together: a chunk of DuckDB's, and few enough to be garbage before they are old. */
const batchSize = 2_048;

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

/** A file about to be imported. */
type ImportFile = { readonly source: Source; readonly kind: FileKind };

/**
 * Imports files into a console; sandbox/README.md lists the formats. Files are streamed, those with fields of their own
 * twice, first for the types of new properties. Wrong lines are reported and the rest is loaded. Log sources, domains
 * and properties that the console lacks are added. One result a file, of a zip one for each in it. Throws an `ImportError`: before anything is
 * written for files that cannot be opened or recognised, after all are written for one of which every line is wrong; a
 * `RangeError` for a wrong block in `local`.
 */
export async function importFiles(
  store: ConsoleStore,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportResult[]> {
  const networks = localNetworks(options.local ?? privateNetworks);
  const limits = { ...defaultLimits, ...options.limits };
  const { files, refused } = await recognised(paths, limits);
  if (options.keepGoing !== true) refuse(refused);
  const before = await rowsIn(store);
  const shared = {
    types: new PropertyTypes(store.properties),
    origins: new Origins(store.dimensions),
  };
  const loading = { store, networks, limits, options, shared, seen: new ConnectionsSeen() };
  const loaded: { readonly file: ImportFile; readonly tally: Tally }[] = [];
  for (const file of files) loaded.push({ file, tally: await load(file, loading) });
  const lastMs = loaded.reduce((last, { tally }) => Math.max(last, tally.lastMs), -Infinity);
  const isShifted = options.shiftToNow && Number.isFinite(lastMs);
  const shiftMs = isShifted ? shiftOf(lastMs, options.nowMs) : 0;
  if (shiftMs !== 0) await moveTimes(store, before, shiftMs);
  await store.setDimensions(shared.origins.merged(shiftMs));
  const results = loaded.map(({ file: { source, kind }, tally }) => {
    const result = tally.result(source.path, kind, shiftMs);
    return { ...result, problem: nothingLoaded(result, kind) };
  });
  if (options.keepGoing !== true) refuse(results);
  return [...results, ...refused];
}

/** Opens and recognises the files. One that is named twice is read once. */
async function recognised(
  paths: readonly string[],
  limits: ImportLimits,
): Promise<{ readonly files: ImportFile[]; readonly refused: ImportResult[] }> {
  const files: ImportFile[] = [];
  const refused: ImportResult[] = [];
  const known = new Set<string>();
  for (const path of paths) {
    const identity = await identityOf(path);
    if (known.has(identity)) continue;
    known.add(identity);
    await orRefused(path, refused, async () => {
      for (const source of await openSources(path, limits)) {
        await orRefused(source.path, refused, async () => {
          files.push({ source, kind: await kindOf(source, limits) });
        });
      }
    });
  }
  return { files, refused };
}

async function orRefused(
  path: string,
  refused: ImportResult[],
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    refused.push(refusedFile(path, error.message));
  }
}

function refuse(results: readonly ImportResult[]): void {
  const problems = results.flatMap(({ problem }) => problem ?? []);
  if (problems.length === 0) return;
  throw new ImportError(
    `${problems.join('\n')}\n\nWith --keep-going the console starts with what can be imported.`,
  );
}

type Loading = {
  readonly store: ConsoleStore;
  readonly networks: LocalNetworks;
  readonly limits: ImportLimits;
  readonly options: ImportOptions;
  readonly shared: Shared;
  readonly seen: ConnectionsSeen;
};

async function load(file: ImportFile, loading: Loading): Promise<Tally> {
  const { store, options, shared, limits, seen } = loading;
  const { source, kind } = file;
  if (hasOwnFields(kind)) await survey(file, loading);
  const tally = new Tally(shared);
  const tell = (): void =>
    options.onProgress?.({ file: source.name, records: tally.loaded, rejected: tally.rejected });
  const context = contextOf(file, loading, seen);
  for await (const batch of readRecords(source, kind, context, limits)) {
    for (const record of batch) tally.take(record);
    if (tally.waiting < batchSize) continue;
    await tally.write(store);
    tell();
  }
  await tally.write(store);
  tell();
  if (await source.hasGrown())
    tally.note('the file grew while it was read: what was added is not read');
  return tally;
}

/** Whether the records may have properties of any name, whose type only the whole file tells. */
function hasOwnFields({ kind }: FileKind): boolean {
  return kind === 'qradar-json' || kind === 'qradar-csv' || kind === 'unknown-json';
}

async function survey(file: ImportFile, loading: Loading): Promise<void> {
  const { shared, limits } = loading;
  const context = contextOf(file, loading, new ConnectionsSeen());
  for await (const batch of readRecords(file.source, file.kind, context, limits)) {
    for (const record of batch) {
      if (record.kind === 'event') shared.types.learn(record.properties);
    }
  }
}

function contextOf(
  { source }: ImportFile,
  { networks, options }: Loading,
  seen: ConnectionsSeen,
): ReadContext {
  const clock = { zone: options.zone ?? 'UTC', nowMs: options.nowMs };
  return { networks, fileName: source.name, clock, seen };
}
