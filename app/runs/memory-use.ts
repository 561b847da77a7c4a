import { readFileSync } from 'node:fs';
import v8 from 'node:v8';
import vm from 'node:vm';

/** What the process uses and may use, bytes. `containerLimit` is 0 where nothing limits it. */
export type MemoryUse = {
  readonly heapUsed: number;
  readonly heapLimit: number;
  /**
   * What the kernel cannot take back. Pages of files it drops before it kills: some 60 MB of Node itself, and the
   * results on disk that were read last.
   */
  readonly unreclaimable: number;
  readonly containerLimit: number;
};

/** Memory of this process now; garbage that was not collected yet is part of it. `limitBytes`: see `Config`. */
export function memoryUse(limitBytes: number | null): MemoryUse {
  const heap = v8.getHeapStatistics();
  return {
    heapUsed: heap.used_heap_size,
    heapLimit: heap.heap_size_limit,
    unreclaimable: unreclaimableBytes(),
    containerLimit: limitBytes ?? containerLimit(),
  };
}

/** Node answers a number beyond all memory where the container has no limit. */
function containerLimit(): number {
  const limit = process.constrainedMemory();
  return Number.isSafeInteger(limit) ? limit : 0;
}

/** Anonymous and shared pages. Off Linux, where no container counts either, all that is resident. */
function unreclaimableBytes(): number {
  if (process.platform !== 'linux') return process.memoryUsage.rss();
  const status = readFileSync('/proc/self/status', 'utf8');
  const kib = ['RssAnon', 'RssShmem'].map((name) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0),
  );
  return kib.reduce((sum, part) => sum + part, 0) * 1024;
}

/**
 * Has V8 collect all garbage now, which stops everything for some ten milliseconds. The function that does it is V8's own, which
 * it hands to contexts that are made while the flag is set.
 */
export function collectGarbage(): void {
  v8.setFlagsFromString('--expose-gc');
  vm.runInNewContext('gc()');
  v8.setFlagsFromString('--no-expose-gc');
}
