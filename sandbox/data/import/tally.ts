import type { ConsoleStore } from '../../sql/store.ts';
import { CountedTexts } from './counted.ts';
import type { FileKind } from './kind.ts';
import type { Origins } from './origins.ts';
import type { PropertyTypes } from './property-types.ts';
import {
  FieldError,
  type EventRow,
  type ReadEvent,
  type ReadFlow,
  type ReadRecord,
} from './record.ts';
import type { ImportResult } from './result.ts';

/** What the files of one import share. */
export type Shared = { readonly types: PropertyTypes; readonly origins: Origins };

/** Wrong lines a result describes; the rest is only counted, so that a wholly wrong file stays small. */
const rejectedShown = 100;
/** Different reasons and notes that are counted apart. Choices. */
const reasonsKept = 200;
const notesKept = 50;

/** Collects the rows of one file until they are written, and counts. */
export class Tally {
  readonly #shared: Shared;
  readonly #ignored = new Set<string>();
  readonly #rejected: { line: number; reason: string }[] = [];
  readonly #reasons = new CountedTexts(reasonsKept);
  readonly #notes = new CountedTexts(notesKept);
  readonly #properties = new Set<string>();
  #events: (ReadEvent & { readonly line: number })[] = [];
  #flows: ReadFlow[] = [];
  #written = { events: 0, flows: 0, rejected: 0 };
  #firstMs = Infinity;
  #lastMs = -Infinity;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /** Rows that were taken and not yet written. */
  get waiting(): number {
    return this.#events.length + this.#flows.length;
  }

  get loaded(): number {
    return this.#written.events + this.#written.flows;
  }

  get rejected(): number {
    return this.#written.rejected;
  }

  /** Time of the last record written, epoch ms; -Infinity if there is none. */
  get lastMs(): number {
    return this.#lastMs;
  }

  /** Says something about the file as a whole. */
  note(text: string): void {
    this.#notes.add(text, 0);
  }

  take(record: ReadRecord): void {
    for (const name of record.ignored ?? []) this.#ignored.add(name);
    for (const note of record.notes ?? []) this.#notes.add(note, record.line);
    if (record.kind === 'rejected') this.#reject(record.line, record.reason);
    else if (record.kind === 'flow') this.#flows.push(record);
    else {
      this.#shared.types.learn(record.properties);
      this.#events.push(record);
    }
  }

  /** Writes the rows that wait, after the properties that are new with them. */
  async write(store: ConsoleStore): Promise<void> {
    await store.addProperties(this.#shared.types.settle());
    this.#written.events += await store.insertEvents(this.#eventRows());
    this.#written.flows += await store.insertFlows(this.#flowRows());
    this.#events = [];
    this.#flows = [];
  }

  /** What came of the file, its times moved by `shiftMs`. */
  result(file: string, { kind }: FileKind, shiftMs: number): ImportResult {
    const added = this.#shared.types.addedNames;
    const hasTimes = Number.isFinite(this.#lastMs);
    return {
      file,
      kind,
      problem: null,
      loaded: this.loaded,
      // A CSV reader reports broken rows ahead of the good ones before them.
      rejected: this.#rejected.toSorted((a, b) => a.line - b.line),
      reasons: this.#reasons
        .inOrder()
        .map(({ text, count, first }) => ({ reason: text, lines: count, first })),
      notes: this.#notes.inOrder().map(({ text, count }) => ({ note: text, records: count })),
      counts: {
        ...this.#written,
        newProperties: [...this.#properties].filter((name) => added.has(name)).sort(),
        ignored: [...this.#ignored].sort(),
      },
      firstMs: hasTimes ? this.#firstMs + shiftMs : null,
      lastMs: hasTimes ? this.#lastMs + shiftMs : null,
    };
  }

  #reject(line: number, reason: string): void {
    this.#written.rejected += 1;
    this.#reasons.add(reason, line);
    if (this.#rejected.length < rejectedShown) this.#rejected.push({ line, reason });
  }

  *#eventRows(): Generator<EventRow> {
    for (const event of this.#events) {
      const row = this.#eventRow(event);
      if (row !== null) yield row;
    }
  }

  #eventRow({ row, origin, properties, line }: ReadEvent & { line: number }): EventRow | null {
    const { types, origins } = this.#shared;
    try {
      const typed = types.typed(properties);
      for (const name in typed) this.#properties.add(name);
      this.#seen(row.startMs);
      const logSourceId = origins.idOf(origin, row.domainId, row.startMs);
      return { ...row, logSourceId, properties: typed };
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      this.#reject(line, error.message);
      return null;
    }
  }

  *#flowRows() {
    for (const { row } of this.#flows) {
      this.#shared.origins.noteDomain(row.domainId);
      this.#seen(row.startMs);
      yield row;
    }
  }

  #seen(atMs: number): void {
    if (atMs < this.#firstMs) this.#firstMs = atMs;
    if (atMs > this.#lastMs) this.#lastMs = atMs;
  }
}
