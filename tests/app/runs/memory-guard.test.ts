import {
  isMemoryShort,
  MemoryGuard,
  requireMemory,
  type MemoryGuardOptions,
} from '../../../app/runs/memory-guard.ts';
import type { MemoryUse } from '../../../app/runs/memory-use.ts';
import { AppError } from '../../../app/ports/app-error.ts';
import { manualTime } from '../support/manual-time.ts';

const mb = 2 ** 20;
const use = (changes: Partial<MemoryUse>): MemoryUse => ({
  heapUsed: 50 * mb,
  heapLimit: 160 * mb,
  unreclaimable: 150 * mb,
  containerLimit: 256 * mb,
  ...changes,
});

test.each([
  ['with room in both', {}, false],
  ['with a full heap', { heapUsed: 150 * mb }, true],
  ['with a full container', { unreclaimable: 240 * mb }, true],
  ['without a limit of the container', { unreclaimable: 900 * mb, containerLimit: 0 }, false],
])('%s', (_, changes, isShort) => {
  expect(isMemoryShort(use(changes))).toBe(isShort);
});

describe('where memory seems short', () => {
  /** A process whose container is full of what is named, MB each, until it is taken away. */
  function full(held: { garbage?: number; sums?: number; runs?: number; other?: number }) {
    const parts = { garbage: 0, sums: 0, runs: 0, other: 100, ...held };
    const time = manualTime();
    const done: string[] = [];
    const give = (name: 'sums' | 'runs') => () => {
      if (parts[name] === 0) return false;
      done.push(name);
      parts.garbage += parts[name];
      parts[name] = 0;
      return true;
    };
    const options: MemoryGuardOptions = {
      use: () =>
        use({ unreclaimable: mb * (parts.garbage + parts.sums + parts.runs + parts.other) }),
      collect: () => {
        done.push('collect');
        parts.garbage = 0;
      },
      clock: time.clock,
      giveBack: [give('sums'), give('runs')],
    };
    return { guard: new MemoryGuard(options), done, parts, time };
  }

  test('nothing is done as long as there is room', () => {
    const { guard, done } = full({ garbage: 100 });
    expect([guard.isShort(), done]).toEqual([false, []]);
  });

  test('garbage is collected, and nothing else where that is enough', () => {
    const { guard, done } = full({ garbage: 100, sums: 40, runs: 10 });
    expect([guard.isShort(), done]).toEqual([false, ['collect']]);
  });

  test('what was summed up goes before runs, and runs only where that is not enough', () => {
    const little = full({ sums: 40, runs: 10, other: 200 });
    expect([little.guard.isShort(), little.done]).toEqual([false, ['collect', 'sums', 'collect']]);
    const much = full({ sums: 20, runs: 40, other: 200 });
    much.parts.other = 225;
    expect(much.guard.isShort()).toBe(false);
    expect(much.done).toEqual(['collect', 'sums', 'collect', 'runs', 'collect']);
  });

  test('it is short where all of that is not enough', () => {
    const { guard, done } = full({ runs: 10, other: 240 });
    expect([guard.isShort(), done]).toEqual([true, ['collect', 'runs', 'collect']]);
  });

  test('nothing is collected twice within a second where there is nothing to give back', () => {
    const { guard, done, time } = full({ other: 240 });
    expect([guard.isShort(), guard.isShort(), done]).toEqual([true, true, ['collect']]);
    time.pass(1000);
    expect([guard.isShort(), done]).toEqual([true, ['collect', 'collect']]);
  });

  test('it says of how much is used what', () => {
    expect(full({ other: 240 }).guard.inWords()).toBe('heap 50 of 160 MB, container 240 of 256 MB');
  });
});

describe('work', () => {
  /** Short of memory where more than so many bytes are still needed. */
  const shortAbove =
    (bytes: number) =>
    (reserve = 0) =>
      reserve > bytes;
  const because = () => '10 rows';

  test('goes on where its findings fit, and ends with words where they do not', () => {
    expect(() => requireMemory(shortAbove(1e6), 1_000, because)).not.toThrow();
    expect(() => requireMemory(shortAbove(1e6), 10_000, because)).toThrow(
      new AppError('memory-short', { detail: '10 rows' }),
    );
  });

  test('that has found nothing yet needs nothing for it', () => {
    expect(() => requireMemory(shortAbove(0), 0, because)).not.toThrow();
  });
});
