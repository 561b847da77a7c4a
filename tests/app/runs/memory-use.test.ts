import { readFileSync } from 'node:fs';
import { collectGarbage, memoryUse } from '../../../app/runs/memory-use.ts';

const mb = 2 ** 20;

test('this process says what it uses, and which limit it was told', () => {
  const now = memoryUse(300 * mb);
  expect(now.heapUsed).toBeGreaterThan(mb);
  expect(now.heapLimit).toBeGreaterThan(now.heapUsed);
  expect(now.unreclaimable).toBeGreaterThan(10 * mb);
  expect(now.containerLimit).toBe(300 * mb);
});

test('a limit beyond all memory is none', () => {
  const limit = memoryUse(null).containerLimit;
  expect(Number.isSafeInteger(limit)).toBe(true);
  expect(limit).toBeGreaterThanOrEqual(0);
});

test('pages of files are not counted', () => {
  if (process.platform !== 'linux') return;
  const status = readFileSync('/proc/self/status', 'utf8');
  const ofFiles = Number(/^RssFile:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  expect(ofFiles).toBeGreaterThan(10 * mb);
  const { unreclaimable } = memoryUse(null);
  expect(process.memoryUsage.rss() - unreclaimable).toBeGreaterThan(ofFiles / 2);
});

test('garbage is collected when it is asked for', () => {
  const before = new WeakRef({});
  return new Promise<void>((resolve) => {
    // What a weak reference was asked for lives until the end of its turn.
    setImmediate(() => {
      collectGarbage();
      expect(before.deref()).toBeUndefined();
      resolve();
    });
  });
});
