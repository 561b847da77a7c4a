import type { ConsoleStore, EventRow } from '../../sql/store.ts';

/** Time as the range needs it: `now` in epoch ms, `sleep` rejects when it is aborted. */
export type RangeClock = {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/** Where records go, and who is told of those that are lost. */
type DeliveryParts = {
  readonly store: ConsoleStore;
  readonly clock: RangeClock;
  readonly log: (line: string) => void;
};

/** Brings records to a console's store, each when it may be searched. Guards those that wait for their time. */
export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #closing = new AbortController();
  readonly #late = new Set<Promise<void>>();
  #waiting = 0;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** How many records wait. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Writes what may be searched by now, `lateMs` after its start time, and resolves then; the rest is written in its time. */
  async deliver(rows: readonly EventRow[], lateMs: number): Promise<void> {
    const isDue = this.#dueBy(this.#parts.clock.now(), lateMs);
    await this.#write(rows.filter(isDue));
    const later = rows.filter((row) => !isDue(row)).sort((a, b) => a.startMs - b.startMs);
    if (later.length === 0) return;
    this.#waiting += later.length;
    const delivering = this.#deliverLate(later, lateMs).finally(() => {
      this.#late.delete(delivering);
    });
    this.#late.add(delivering);
  }

  /** Drops what waits. Resolves when the last write has ended. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#late);
  }

  async #deliverLate(rows: readonly EventRow[], lateMs: number): Promise<void> {
    const { clock, log } = this.#parts;
    const { signal } = this.#closing;
    let rest = rows;
    try {
      for (let [next] = rest; next !== undefined && !signal.aborted; [next] = rest) {
        await clock.sleep(Math.max(0, next.startMs + lateMs - clock.now()), signal);
        const due = rest.filter(this.#dueBy(clock.now(), lateMs));
        await this.#write(due);
        this.#waiting -= due.length;
        rest = rest.slice(due.length);
      }
    } catch (error) {
      // Closed: what still waits is dropped with the console.
      if (!signal.aborted) log(`attack range: late records were lost: ${String(error)}`);
    } finally {
      this.#waiting -= rest.length;
    }
  }

  #dueBy(nowMs: number, lateMs: number): (row: EventRow) => boolean {
    return ({ startMs }) => startMs + lateMs <= nowMs;
  }

  /** Beside the records, their log sources are heard of. */
  async #write(rows: readonly EventRow[]): Promise<void> {
    const { store } = this.#parts;
    await store.insertEvents(rows);
    const last = new Map<number, number>();
    for (const { logSourceId, startMs } of rows) {
      last.set(logSourceId, Math.max(startMs, last.get(logSourceId) ?? 0));
    }
    store.noteLastEvents(last);
  }
}
