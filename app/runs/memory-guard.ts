import v8 from 'node:v8';
import { AppError } from '../ports/app-error.ts';

/** What the process uses and may use, bytes. `containerLimit` is 0 where nothing limits it. */
export type MemoryUse = {
  readonly heapUsed: number;
  readonly heapLimit: number;
  readonly resident: number;
  readonly containerLimit: number;
};

/**
 * Share of a limit above which no more rows are taken in: beyond the heap's limit V8 ends the process, beyond
 * the container's the kernel does, and every run with it. A choice, not measured: the tenth that is left of
 * a heap of 160 MB is several times the text of a page of 1,000 rows of some hundred bytes each.
 */
const fullShare = 0.9;

/**
 * Heap that a finding takes while findings are ranked, bytes: measured with 50,000, 470 for its place where all are
 * alike (else 160), of which a quarter more are kept than shown.
 */
const findingBytes = 600;

/** Whether more work could end the process. `reserve`: bytes of heap that what was begun will still take. */
export function isMemoryShort(use: MemoryUse, reserve = 0): boolean {
  const isContainerFull = use.containerLimit > 0 && use.resident > fullShare * use.containerLimit;
  return isContainerFull || use.heapUsed + reserve > fullShare * use.heapLimit;
}

/** Memory of this process now. */
export function memoryUse(): MemoryUse {
  const heap = v8.getHeapStatistics();
  return {
    heapUsed: heap.used_heap_size,
    heapLimit: heap.heap_size_limit,
    resident: process.memoryUsage.rss(),
    containerLimit: process.constrainedMemory(),
  };
}

/** Whether more work could end the process, which will need `reserve` bytes of heap for what it has begun. */
export type IsMemoryShort = (reserve?: number) => boolean;

/** Throws `memory-short` where more work could end the process; `findings`: how many are still to be judged. */
export function requireMemory(isShort: IsMemoryShort, findings = 0): void {
  if (isShort(findings * findingBytes)) throw new AppError('memory-short');
}
