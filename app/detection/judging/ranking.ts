import { byRank, type Rank } from '../../../cards/rank.ts';
import { risks } from '../../../contract/finding.ts';
import { sorted, type Steps } from '../../ports/steps.ts';
import { NumberTable } from '../evidence/tables.ts';

type Ranked = { readonly candidate: number; readonly rank: Rank; id?: string };

/**
 * Keeps the worst `limit` of any number of candidates, which are numbers of the caller's choice below 2³², in memory
 * for a quarter more than that: numbers alone, because objects that are dropped again and again would fill the heap.
 * Order of arrival makes no difference.
 */
export class Ranking {
  readonly #limit: number;
  readonly #idOf: (candidate: number) => string;
  #kept = emptyTable();
  /** Once candidates were dropped: the last one kept, which any further one must beat. */
  #bar: Ranked | null = null;

  /** `idOf`: asked where ranks are equal, because ids are texts that take time to make. */
  constructor(limit: number, idOf: (candidate: number) => string) {
    this.#limit = limit;
    this.#idOf = idOf;
  }

  *add(candidate: number, rank: Rank): Steps<void> {
    if (this.#bar !== null && this.#compare({ candidate, rank }, this.#bar) > 0) return;
    append(this.#kept, { candidate, rank });
    if (this.#kept.rows > this.#limit * 1.25) yield* this.#shorten();
  }

  /** The candidates that are kept, worst first (as `byWorstFirst`), and whether any was dropped. */
  *result(): Steps<{ readonly worstFirst: Iterable<number>; readonly isCut: boolean }> {
    yield* this.#shorten();
    return { worstFirst: candidatesIn(this.#kept), isCut: this.#bar !== null };
  }

  *#shorten(): Steps<void> {
    const all = Array.from({ length: this.#kept.rows }, (_, row) => rankedAt(this.#kept, row));
    const ranked = yield* sorted(all, (a, b) => this.#compare(a, b));
    if (ranked.length > this.#limit) {
      ranked.length = this.#limit;
      this.#bar = ranked.at(-1) ?? null;
    }
    this.#kept = emptyTable();
    for (const one of ranked) append(this.#kept, one);
  }

  #compare(a: Ranked, b: Ranked): number {
    const byRanks = byRank(a.rank, b.rank);
    if (byRanks !== 0) return byRanks;
    a.id ??= this.#idOf(a.candidate);
    b.id ??= this.#idOf(b.candidate);
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  }
}

function emptyTable() {
  return new NumberTable({
    candidate: 'own',
    risk: 'own',
    isRegular: 'own',
    sentBytes: 'any',
    connections: 'any',
  });
}

type RankTable = ReturnType<typeof emptyTable>;

function append(table: RankTable, { candidate, rank }: Ranked): void {
  const { columns } = table;
  const row = table.append();
  columns.candidate.set(row, candidate);
  columns.risk.set(row, risks.indexOf(rank.risk));
  columns.isRegular.set(row, rank.isRegular ? 1 : 0);
  columns.sentBytes.setOptional(row, rank.sentBytes);
  columns.connections.set(row, rank.connections);
}

function rankedAt({ columns }: RankTable, row: number): Ranked {
  return {
    candidate: columns.candidate.get(row),
    rank: {
      risk: risks[columns.risk.get(row)] ?? 'LOW',
      isRegular: columns.isRegular.get(row) === 1,
      sentBytes: columns.sentBytes.optional(row),
      connections: columns.connections.get(row),
    },
  };
}

function* candidatesIn({ rows, columns }: RankTable): Generator<number> {
  for (let row = 0; row < rows; row++) yield columns.candidate.get(row);
}
