import { byRank, type Rank } from '../../../cards/card.ts';
import { risks, type Finding } from '../../../contract/finding.ts';
import { NumberTable } from '../evidence/tables.ts';

/**
 * Findings worst first (`byWorstFirst`), each built when it is reached, and built again by whoever goes through
 * them again: as objects all of them would weigh most of what a run does. A list of findings is one too.
 */
export type Findings = Iterable<Finding> & { readonly length: number };

/** What may become findings, by numbers of the caller's choice below 2³². */
export type Candidates = {
  readonly idOf: (candidate: number) => string;
  readonly build: (candidate: number) => Finding;
};

/** Columns: the candidate and its rank; bytes that are not known are -1. */
const column = { candidate: 0, risk: 1, sentBytes: 2, connections: 3 } as const;

/**
 * Keeps the worst `limit` candidates of any number, in memory for a quarter more than that: numbers alone, because
 * objects that are dropped again and again would fill the heap. Order of arrival makes no difference.
 */
export class WorstFindings {
  readonly #limit: number;
  readonly #candidates: Candidates;
  #kept = emptyTable();
  /** Once candidates were dropped: the last one kept, which any further one must beat. */
  #bar: Ranked | null = null;

  constructor(limit: number, candidates: Candidates) {
    this.#limit = limit;
    this.#candidates = candidates;
  }

  add(candidate: number, rank: Rank): void {
    if (this.#bar !== null && this.#compare({ candidate, rank }, this.#bar) > 0) return;
    append(this.#kept, { candidate, rank });
    if (this.#kept.rows > this.#limit * 1.25) this.#shorten();
  }

  /** What is kept, worst first, and whether anything was dropped. Nothing may be added any more. */
  result(): { readonly findings: Findings; readonly isCut: boolean } {
    this.#shorten();
    return {
      findings: new BuiltWhenReached(this.#kept, this.#candidates),
      isCut: this.#bar !== null,
    };
  }

  #shorten(): void {
    const kept = this.#kept;
    const ranked = Array.from({ length: kept.rows }, (_, row) => rankedAt(kept, row));
    ranked.sort((a, b) => this.#compare(a, b));
    if (ranked.length > this.#limit) {
      ranked.length = this.#limit;
      this.#bar = ranked.at(-1) ?? null;
    }
    this.#kept = emptyTable();
    for (const one of ranked) append(this.#kept, one);
  }

  /** As `byWorstFirst`. Ids are texts that take time to make, so they are made where they decide. */
  #compare(a: Ranked, b: Ranked): number {
    const byRanks = byRank(a.rank, b.rank);
    if (byRanks !== 0) return byRanks;
    a.id ??= this.#candidates.idOf(a.candidate);
    b.id ??= this.#candidates.idOf(b.candidate);
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  }
}

type Ranked = { readonly candidate: number; readonly rank: Rank; id?: string };

function emptyTable(): NumberTable {
  return new NumberTable(['own', 'own', 'any', 'any']);
}

function append(table: NumberTable, { candidate, rank }: Ranked): void {
  const row = table.append();
  table.set(row, column.candidate, candidate);
  table.set(row, column.risk, risks.indexOf(rank.risk));
  table.set(row, column.sentBytes, rank.sentBytes ?? -1);
  table.set(row, column.connections, rank.connections);
}

function rankedAt(table: NumberTable, row: number): Ranked {
  const sentBytes = table.get(row, column.sentBytes);
  return {
    candidate: table.get(row, column.candidate),
    rank: {
      risk: risks[table.get(row, column.risk)] ?? 'LOW',
      sentBytes: sentBytes === -1 ? null : sentBytes,
      connections: table.get(row, column.connections),
    },
  };
}

class BuiltWhenReached implements Findings {
  readonly #kept: NumberTable;
  readonly #candidates: Candidates;

  constructor(kept: NumberTable, candidates: Candidates) {
    this.#kept = kept;
    this.#candidates = candidates;
  }

  get length(): number {
    return this.#kept.rows;
  }

  *[Symbol.iterator](): Generator<Finding, void, undefined> {
    for (let row = 0; row < this.length; row++)
      yield this.#candidates.build(this.#kept.get(row, column.candidate));
  }
}
