import type { DatabaseSync, StatementSync } from 'node:sqlite';
import zlib from 'node:zlib';
import * as z from 'zod/mini';
import type { Finding } from '../../../contract/finding.ts';
import type { FindingSink } from '../../ports/results.ts';

const tables = `
  -- The findings of a result in their order, batchLength a row: the JSON of each on a line, deflated.
  CREATE TABLE batch (
    result INTEGER NOT NULL,
    number INTEGER NOT NULL,
    lines BLOB NOT NULL,
    PRIMARY KEY (result, number)
  ) STRICT;
  -- Which finding of its result has an id, counted from 0.
  CREATE TABLE place (
    result INTEGER NOT NULL,
    id TEXT NOT NULL,
    finding INTEGER NOT NULL,
    PRIMARY KEY (result, id, finding)
  ) STRICT, WITHOUT ROWID;
`;

/** Findings a batch: enough to leave a ninth of their size, few enough to be unpacked for a single one. */
export const batchLength = 100;

/** The text is so regular that the fastest level leaves hardly more of it than the usual one. */
const level = zlib.constants.Z_BEST_SPEED;

const batchRow = z.object({ lines: z.instanceof(Uint8Array) });
/** Enough for one look at a table of ids, and some tens of kilobytes. */
const idsAtOnce = 500;

const idRows = z.array(z.object({ id: z.string() }));
const placeRows = z.array(z.object({ finding: z.number() }));

/** The rows of results, each under a number of the caller's choice. Throws what SQLite throws. */
export class ResultRows {
  readonly #addBatch: StatementSync;
  readonly #addPlace: StatementSync;
  readonly #readBatch: StatementSync;
  readonly #readPlaces: StatementSync;
  readonly #readIds: StatementSync;
  readonly #deletions: readonly StatementSync[];

  /** Makes the tables. */
  constructor(database: DatabaseSync) {
    database.exec(tables);
    this.#addBatch = database.prepare('INSERT INTO batch VALUES (?, ?, ?)');
    this.#addPlace = database.prepare('INSERT INTO place VALUES (?, ?, ?)');
    this.#readBatch = database.prepare('SELECT lines FROM batch WHERE result = ? AND number = ?');
    this.#readPlaces = database.prepare(
      'SELECT finding FROM place WHERE result = ? AND id = ? ORDER BY finding',
    );
    this.#readIds = database.prepare(
      'SELECT DISTINCT id FROM place WHERE result = ? AND id > ? ORDER BY id LIMIT ?',
    );
    this.#deletions = [
      database.prepare('DELETE FROM batch WHERE result = ?'),
      database.prepare('DELETE FROM place WHERE result = ?'),
    ];
  }

  add({ result, number, findings }: Batch): void {
    const texts = findings.map(({ text }) => text);
    this.#addBatch.run(result, number, zlib.deflateRawSync(texts.join('\n'), { level }));
    for (const [at, { id }] of findings.entries())
      this.#addPlace.run(result, id, number * batchLength + at);
  }

  /** JSON texts of the findings of a batch, which has to exist. */
  batch(result: number, number: number): readonly string[] {
    const { lines } = z.parse(batchRow, this.#readBatch.get(result, number));
    return zlib.inflateRawSync(lines).toString('utf8').split('\n');
  }

  /** Where findings of that id are, ascending. SQLite takes ill-formed ids for equal that differ. */
  places(result: number, id: string): readonly number[] {
    return z.parse(placeRows, this.#readPlaces.all(result, id)).map(({ finding }) => finding);
  }

  /** Ids after that one, in SQLite's order of texts, at most `idsAtOnce`; none has no characters. */
  ids(result: number, after: string): readonly string[] {
    return z.parse(idRows, this.#readIds.all(result, after, idsAtOnce)).map(({ id }) => id);
  }

  delete(result: number): void {
    for (const deletion of this.#deletions) deletion.run(result);
  }
}

/** Some findings of a result, the first of them number `number * batchLength`. */
type Batch = {
  readonly result: number;
  readonly number: number;
  readonly findings: readonly { readonly id: string; readonly text: string }[];
};

/** Writes the findings of one result in the order in which they are pushed, a batch at a time. */
export class ResultWriter implements FindingSink {
  readonly #result: number;
  readonly #write: (batch: Batch) => void;
  #count = 0;
  #open: Batch['findings'][number][] = [];

  /** `write`: writes a batch, all of it or nothing. */
  constructor(result: number, write: (batch: Batch) => void) {
    this.#result = result;
    this.#write = write;
  }

  push(finding: Finding): void {
    this.#open.push({ id: finding.id, text: JSON.stringify(finding) });
    this.#count += 1;
    if (this.#open.length === batchLength) this.#writeBatch();
  }

  /** Writes what is left; answers how many findings there were. */
  end(): number {
    if (this.#open.length > 0) this.#writeBatch();
    return this.#count;
  }

  #writeBatch(): void {
    const number = Math.floor((this.#count - 1) / batchLength);
    this.#write({ result: this.#result, number, findings: this.#open });
    this.#open = [];
  }
}
