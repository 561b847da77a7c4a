import { AppError } from '../../../app/ports/app-error.ts';
import type { Steps } from '../../../app/ports/steps.ts';
import { inTurns, oneTurn } from '../../../app/runs/in-turns.ts';
import { manualTime } from '../support/manual-time.ts';

/** Work of so many steps, each of which takes so long. */
function working(steps: number, ms: number) {
  const { clock, pass } = manualTime();
  const told = { done: 0, isClosed: false };
  const work = (function* (): Steps<string> {
    try {
      for (; told.done < steps; told.done += 1) {
        pass(ms);
        yield;
      }
      return 'all of it';
    } finally {
      told.isClosed = true;
    }
  })();
  return { clock, told, work };
}
const never = new AbortController().signal;

test('what is little is done at once', () => {
  const { clock, work } = working(3, 3);
  expect(oneTurn(work, clock)).toEqual({ isOver: true, result: 'all of it' });
});

test('what is much is left after 10 ms', () => {
  const { clock, work, told } = working(100, 3);
  expect(oneTurn(work, clock)).toEqual({ isOver: false });
  expect(told.done).toBe(3);
});

test('turn by turn all of it is done, and others have theirs in between', async () => {
  const { clock, work, told } = working(100, 3);
  const seen: number[] = [];
  const over = inTurns(work, clock, never);
  const look = () => {
    seen.push(told.done);
    if (told.done < 100) setImmediate(look);
  };
  look();
  expect(await over).toBe('all of it');
  expect(seen.length).toBeGreaterThan(20);
});

test('what is not wanted any more is given up and closed', async () => {
  const { clock, work, told } = working(100, 3);
  const stop = new AbortController();
  const over = inTurns(work, clock, stop.signal);
  stop.abort();
  await expect(over).rejects.toEqual(new AppError('cancelled'));
  expect(told).toEqual({ done: 3, isClosed: true });
});

test('what fails is thrown', async () => {
  const { clock } = manualTime();
  const failing = (function* (): Steps<void> {
    yield;
    throw new Error('a fault of ours');
  })();
  await expect(inTurns(failing, clock, never)).rejects.toThrow('a fault of ours');
});
