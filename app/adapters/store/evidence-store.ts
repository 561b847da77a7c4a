import { DatabaseSync } from 'node:sqlite';
import zlib from 'node:zlib';
import * as z from 'zod/mini';
import type { EvidenceStore, KeptLines } from '../../ports/evidence-store.ts';
import type { Steps } from '../../ports/steps.ts';
import { limitSize, sqliteCode } from './database.ts';

/** Lines a row: few enough to be written in a turn of the process. */
const batchLength = 200;

/** Deflated, a pair is some forty bytes: this is room for the evidence of eight scopes of half a million pairs each. */
const defaultMaxBytes = 192 * 1024 * 1024;

const batchRow = z.object({ lines: z.instanceof(Uint8Array) });

/**
 * Opens a store on disk that ends with the process, as that of the results does (`openResultStore`): SQLite takes the name of
 * its file away at once.
 */
export function openEvidenceStore({
  report,
  maxBytes = defaultMaxBytes,
}: {
  readonly report: (message: string, error: unknown) => void;
  readonly maxBytes?: number;
}): EvidenceStore {
  const database = new DatabaseSync('');
  database.exec(`
    PRAGMA journal_mode = MEMORY;
    -- Deflated lines, batchLength a row.
    CREATE TABLE batch (
      evidence INTEGER NOT NULL,
      number INTEGER NOT NULL,
      lines BLOB NOT NULL,
      PRIMARY KEY (evidence, number)
    ) STRICT;
  `);
  limitSize(database, maxBytes);
  return new Lines(database, report);
}

class Lines implements EvidenceStore {
  readonly #database: DatabaseSync;
  readonly #report: (message: string, error: unknown) => void;
  #last = 0;

  constructor(database: DatabaseSync, report: (message: string, error: unknown) => void) {
    this.#database = database;
    this.#report = report;
  }

  *keep(lines: Iterable<string>, most: number): Steps<KeptLines | null> {
    const evidence = ++this.#last;
    let isKept = false;
    try {
      const count = yield* this.#write(evidence, lines, most);
      isKept = count !== null;
      return count === null ? null : this.#kept(evidence, count);
    } catch (error) {
      if (sqliteCode(error) === null) throw error;
      this.#report('the evidence of a run could not be kept', error);
      return null;
    } finally {
      if (!isKept) this.#delete(evidence);
    }
  }

  close(): void {
    this.#database.close();
  }

  *#write(evidence: number, lines: Iterable<string>, most: number): Steps<number | null> {
    const add = this.#database.prepare('INSERT INTO batch VALUES (?, ?, ?)');
    let open: string[] = [];
    let count = 0;
    const write = () => {
      if (open.length === 0) return;
      const number = Math.floor((count - 1) / batchLength);
      const level = zlib.constants.Z_BEST_SPEED;
      add.run(evidence, number, zlib.deflateRawSync(open.join('\n'), { level }));
      open = [];
    };
    for (const line of lines) {
      if (count === most) return null;
      open.push(line);
      count += 1;
      if (open.length < batchLength) continue;
      write();
      yield;
    }
    write();
    return count;
  }

  #kept(evidence: number, count: number): KeptLines {
    let isThere = true;
    return {
      count,
      lines: () => {
        if (!isThere) throw new RangeError('this evidence was dropped');
        return this.#read(evidence, Math.ceil(count / batchLength));
      },
      drop: () => {
        isThere = false;
        this.#delete(evidence);
      },
    };
  }

  *#read(evidence: number, batches: number): Generator<string, void, undefined> {
    const read = this.#database.prepare(
      'SELECT lines FROM batch WHERE evidence = ? AND number = ?',
    );
    for (let number = 0; number < batches; number++) {
      const { lines } = z.parse(batchRow, read.get(evidence, number));
      yield* zlib.inflateRawSync(lines).toString('utf8').split('\n');
    }
  }

  #delete(evidence: number): void {
    if (!this.#database.isOpen) return;
    try {
      this.#database.prepare('DELETE FROM batch WHERE evidence = ?').run(evidence);
    } catch (error) {
      this.#report('the evidence of a run could not be deleted', error);
    }
  }
}
