import {
  isMemoryShort,
  memoryUse,
  requireMemory,
  type MemoryUse,
} from '../../../app/runs/memory-guard.ts';
import { AppError } from '../../../app/ports/app-error.ts';

const use = (changes: Partial<MemoryUse>): MemoryUse => ({
  heapUsed: 50e6,
  heapLimit: 160e6,
  resident: 150e6,
  containerLimit: 256e6,
  ...changes,
});

test.each([
  ['with room in both', {}, false],
  ['with a full heap', { heapUsed: 150e6 }, true],
  ['with a full container', { resident: 240e6 }, true],
  ['without a limit of the container', { resident: 900e6, containerLimit: 0 }, false],
])('%s', (_, changes, isShort) => {
  expect(isMemoryShort(use(changes))).toBe(isShort);
});

test('this process says what it uses, and has room', () => {
  const now = memoryUse();
  expect(now.heapUsed).toBeGreaterThan(1e6);
  expect(now.heapLimit).toBeGreaterThan(now.heapUsed);
  expect(now.resident).toBeGreaterThan(10e6);
  expect(isMemoryShort(now)).toBe(false);
});

describe('work', () => {
  /** Short of memory where more than so many bytes are still needed. */
  const shortAbove =
    (bytes: number) =>
    (reserve = 0) =>
      reserve > bytes;

  test('goes on where its findings fit, and ends with words where they do not', () => {
    expect(() => requireMemory(shortAbove(1e6), 1_000)).not.toThrow();
    expect(() => requireMemory(shortAbove(1e6), 10_000)).toThrow(new AppError('memory-short'));
  });

  test('that has found nothing yet needs nothing for it', () => {
    expect(() => requireMemory(shortAbove(0))).not.toThrow();
  });
});
