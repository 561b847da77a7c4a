import { readFile } from 'node:fs/promises';

/**
 * How often the memory of an app is looked at, ms. The kernel counts every page as it is taken; looking costs
 * something, and what an app can take within a quarter of a second the machine of the stand-in bears.
 */
const lookEveryMs = 250;

/**
 * The memory limit of a container, without a container: a child process cannot be given a cgroup here, and
 * RLIMIT_AS counts address space, of which V8 reserves gigabytes that it never touches. So the memory that the
 * kernel could not take back (anonymous and shared pages; it drops file pages before it kills) is read from
 * `/proc`, and above the limit `onExceeded` is called once. Where there is no `/proc` nothing is watched.
 * Returns what ends the watch.
 */
export function watchMemory(
  pid: number,
  limitBytes: number,
  onExceeded: (bytes: number) => void,
): () => void {
  const timer = setInterval(() => {
    void unreclaimableBytes(pid).then((bytes) => {
      if (bytes === null || bytes <= limitBytes) return;
      clearInterval(timer);
      onExceeded(bytes);
    });
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Null for a process that has gone, and off Linux. */
async function unreclaimableBytes(pid: number): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const kib = ['RssAnon', 'RssShmem'].map((name) => {
      const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
      return Number(found ?? 0);
    });
    return kib.reduce((sum, part) => sum + part, 0) * 1024;
  } catch {
    return null;
  }
}
