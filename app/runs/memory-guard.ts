import { AppError } from '../ports/app-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { MemoryUse } from './memory-use.ts';

/**
 * Share of a limit above which no more rows are taken in: beyond the heap's limit V8 ends the process, beyond
 * the container's the kernel does, and every run with it. A choice, not measured: the tenth that is left of
 * a heap of 160 MB is several times the text of a page of 1,000 rows of some hundred bytes each.
 */
export const fullShare = 0.9;

/**
 * Heap that a finding takes while findings are ranked, bytes: measured with 50,000, 470 for its place where all are
 * alike (else 160), of which a quarter more are kept than shown.
 */
const findingBytes = 600;

/**
 * Between two collections, ms. Each stops everything for some ten milliseconds, and a page takes about as long:
 * oftener, a run near the limit would do little else.
 */
const collectEveryMs = 1000;

/** Whether more work could end the process. `reserve`: bytes of heap that what was begun will still take. */
export function isMemoryShort(use: MemoryUse, reserve = 0): boolean {
  const { unreclaimable, containerLimit } = use;
  const isContainerFull = containerLimit > 0 && unreclaimable > fullShare * containerLimit;
  return isContainerFull || use.heapUsed + reserve > fullShare * use.heapLimit;
}

export type MemoryGuardOptions = {
  readonly use: () => MemoryUse;
  readonly collect: () => void;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** What can be given back, that which is missed least first. Each answers whether there was anything. */
  readonly giveBack: readonly (() => boolean)[];
};

/** Says whether memory is short, after garbage was collected and old results were given back. */
export class MemoryGuard {
  readonly #options: MemoryGuardOptions;
  #collectedMs = -Infinity;

  constructor(options: MemoryGuardOptions) {
    this.#options = options;
  }

  /**
   * Whether more work could end the process, which will need `reserve` bytes of heap for what it has begun. Where it
   * seems so, garbage is collected; where it is so, old results are given back, one kind after the other; what is left
   * is what cannot be given back.
   */
  readonly isShort = (reserve = 0): boolean => {
    if (!this.#isFull(reserve)) return false;
    const { clock, collect, giveBack } = this.#options;
    // Garbage of the last second is little beside what the guard leaves free.
    if (clock.monotonicMs() - this.#collectedMs >= collectEveryMs) {
      this.#collect(collect, clock);
      if (!this.#isFull(reserve)) return false;
    }
    for (const give of giveBack) {
      if (!give()) continue;
      this.#collect(collect, clock);
      if (!this.#isFull(reserve)) return false;
    }
    return true;
  };

  /** What is used, in words for the reader of a refusal. */
  readonly inWords = (): string => {
    const { heapUsed, heapLimit, unreclaimable, containerLimit } = this.#options.use();
    const mb = (bytes: number) => Math.round(bytes / 2 ** 20);
    const heap = `heap ${mb(heapUsed)} of ${mb(heapLimit)} MB`;
    if (containerLimit === 0) return heap;
    return `${heap}, container ${mb(unreclaimable)} of ${mb(containerLimit)} MB`;
  };

  #isFull(reserve: number): boolean {
    return isMemoryShort(this.#options.use(), reserve);
  }

  #collect(collect: () => void, clock: Pick<Clock, 'monotonicMs'>): void {
    collect();
    this.#collectedMs = clock.monotonicMs();
  }
}

/** Whether more work could end the process, which will need `reserve` bytes of heap for what it has begun. */
export type IsMemoryShort = (reserve?: number) => boolean;

/**
 * Throws `memory-short` where more work could end the process; `findings`: how many are still to be judged; `because`: what
 * stands in the way, for the reader.
 */
export function requireMemory(
  isShort: IsMemoryShort,
  findings: number,
  because: () => string,
): void {
  if (isShort(findings * findingBytes)) throw new AppError('memory-short', { detail: because() });
}
