import type { SourceRow } from '../rows/rows.ts';

/**
 * Rows of the source profile by all that names one, its user included. Two rows share a name only if their user
 * names agree in what is kept of them, and are then added, so any split of the rows gives the same. A split of the
 * window does not, unlike in the corrected profile: the threshold is part of the query, as in the source.
 */
export class SourceRows {
  readonly #rows = new Map<string, SourceRow>();

  static read(rows: readonly SourceRow[]): SourceRows {
    const read = new SourceRows();
    for (const row of rows) read.fold(row);
    return read;
  }

  /** The rows as plain data, for JSON. */
  write(): SourceRow[] {
    return [...this.#rows.values()];
  }

  fold(row: SourceRow): void {
    const key = JSON.stringify([row.source, row.destination, row.port, row.user]);
    const known = this.#rows.get(key);
    this.#rows.set(key, known ? sumOf(known, row) : row);
  }

  /** Adds everything that `other` holds, which is left as it is. */
  merge(other: SourceRows): void {
    for (const row of other.#rows.values()) this.fold(row);
  }

  /** In the order in which they were first met. */
  all(): SourceRow[] {
    return [...this.#rows.values()];
  }
}

function sumOf(a: SourceRow, b: SourceRow): SourceRow {
  return {
    ...a,
    // Of several names of its log sources the first in the alphabet, so that no order of rows matters.
    logSource: a.logSource < b.logSource ? a.logSource : b.logSource,
    connections: a.connections + b.connections,
    sentBytes: a.sentBytes + b.sentBytes,
    receivedBytes:
      a.receivedBytes === null && b.receivedBytes === null
        ? null
        : (a.receivedBytes ?? 0) + (b.receivedBytes ?? 0),
    firstMs: Math.min(a.firstMs, b.firstMs),
    lastMs: Math.max(a.lastMs, b.lastMs),
  };
}
