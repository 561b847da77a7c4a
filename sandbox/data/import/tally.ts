import type { ConsoleStore } from '../../sql/store.ts';
import type { LocalNetworks } from '../direction.ts';
import type { FileKind, ImportKind } from './kind.ts';
import type { Origins } from './origins.ts';
import type { PropertyTypes } from './property-types.ts';
import {
  FieldError,
  type EventRow,
  type FlowRow,
  type ReadEvent,
  type ReadFlow,
} from './record.ts';

/**
 * How to import. With `shiftToNow` all times move by the same amount, over all files, so that the last record
 * is at `nowMs` (epoch ms). `local` lists the CIDR blocks whose addresses are local, for records that do not
 * say their direction themselves; `!` before a block makes it remote, and a list of only such blocks means
 * everything else is local. Default: the private ranges.
 */
export type ImportOptions = {
  readonly shiftToNow: boolean;
  readonly nowMs: number;
  readonly local?: readonly string[];
  readonly onProgress?: (progress: { readonly file: string; readonly records: number }) => void;
};

/**
 * What came of a file. `rejected` holds the first 100 wrong lines in the order of the file, `counts.rejected`
 * counts them all. `counts.ignored` names fields that were there and are not stored (values that a console
 * computes, and custom properties of flows). Times are epoch ms as stored, `null` when nothing was.
 */
export type ImportResult = {
  readonly file: string;
  readonly kind: ImportKind;
  readonly loaded: number;
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
  readonly counts: {
    readonly events: number;
    readonly flows: number;
    readonly rejected: number;
    readonly newProperties: readonly string[];
    readonly ignored: readonly string[];
  };
  readonly firstMs: number | null;
  readonly lastMs: number | null;
};

/** A file about to be imported. */
export type ImportFile = { readonly path: string; readonly name: string; readonly kind: FileKind };

/** What the files of one import share. */
export type Loading = {
  readonly networks: LocalNetworks;
  readonly types: PropertyTypes;
  readonly origins: Origins;
  readonly shiftMs: number;
  readonly options: ImportOptions;
};

/** Wrong lines a result describes; the rest is only counted, so that a wholly wrong file stays small. */
const rejectedShown = 100;
/** Collects the rows of one file until they are written, and counts. */
export class Tally {
  readonly ignored = new Set<string>();
  readonly #file: ImportFile;
  readonly #loading: Loading;
  readonly #rejected: { line: number; reason: string }[] = [];
  readonly #properties = new Set<string>();
  #events: EventRow[] = [];
  #flows: FlowRow[] = [];
  #written = { events: 0, flows: 0, rejected: 0 };
  #firstMs = Infinity;
  #lastMs = -Infinity;

  constructor(file: ImportFile, loading: Loading) {
    this.#file = file;
    this.#loading = loading;
  }

  get waiting(): number {
    return this.#events.length + this.#flows.length;
  }

  get loaded(): number {
    return this.#written.events + this.#written.flows;
  }

  reject(line: number, reason: string): void {
    this.#written.rejected += 1;
    if (this.#rejected.length < rejectedShown) this.#rejected.push({ line, reason });
  }

  take(record: ReadEvent | ReadFlow, line: number): void {
    try {
      if (record.kind === 'event') this.#events.push(this.#eventRow(record));
      else this.#flows.push(this.#flowRow(record));
      this.#seen(record.row.startMs + this.#loading.shiftMs);
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      this.reject(line, error.message);
    }
  }

  async write(store: ConsoleStore): Promise<void> {
    this.#written.events += await store.insertEvents(this.#events);
    this.#written.flows += await store.insertFlows(this.#flows);
    this.#events = [];
    this.#flows = [];
  }

  result(): ImportResult {
    const added = new Set(this.#loading.types.added().map((property) => property.name));
    return {
      file: this.#file.path,
      kind: this.#file.kind.kind,
      loaded: this.loaded,
      // A CSV reader reports broken rows ahead of the good ones before them.
      rejected: this.#rejected.toSorted((a, b) => a.line - b.line),
      counts: {
        ...this.#written,
        newProperties: [...this.#properties].filter((name) => added.has(name)).sort(),
        ignored: [...this.ignored].sort(),
      },
      firstMs: Number.isFinite(this.#firstMs) ? this.#firstMs : null,
      lastMs: Number.isFinite(this.#lastMs) ? this.#lastMs : null,
    };
  }

  #eventRow({ row, origin, properties }: ReadEvent): EventRow {
    const { shiftMs, types, origins } = this.#loading;
    const typed = types.typed(properties);
    for (const name of Object.keys(typed)) this.#properties.add(name);
    const startMs = row.startMs + shiftMs;
    return {
      ...row,
      startMs,
      endMs: (row.endMs ?? row.startMs) + shiftMs,
      deviceMs: (row.deviceMs ?? row.startMs) + shiftMs,
      logSourceId: origins.idOf(origin, row.domainId, startMs),
      properties: typed,
    };
  }

  #flowRow({ row }: ReadFlow): FlowRow {
    const { shiftMs, origins } = this.#loading;
    origins.noteDomain(row.domainId);
    return {
      ...row,
      startMs: row.startMs + shiftMs,
      endMs: row.endMs + shiftMs,
      firstPacketMs: row.firstPacketMs + shiftMs,
      lastPacketMs: row.lastPacketMs + shiftMs,
    };
  }

  #seen(atMs: number): void {
    this.#firstMs = Math.min(this.#firstMs, atMs);
    this.#lastMs = Math.max(this.#lastMs, atMs);
  }
}
