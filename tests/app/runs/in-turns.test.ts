import { setImmediate as othersTurn } from 'node:timers/promises';
import { AppError } from '../../../app/ports/app-error.ts';
import type { Steps } from '../../../app/ports/steps.ts';
import { inTurns, oneTurn, readInTurns } from '../../../app/runs/in-turns.ts';
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

describe('reading what is kept', () => {
  test('gives all of it in order, and others their turn on the way', async () => {
    const kept = Array.from({ length: 1000 }, (_, at) => at);
    const turns: number[] = [];
    const read: number[] = [];
    const others = (async () => {
      while (read.length < kept.length) {
        turns.push(read.length);
        await othersTurn();
      }
    })();
    for await (const one of readInTurns(kept)) read.push(one);
    await others;
    expect(read).toEqual(kept);
    // Nobody waits for more than a tenth of it.
    expect(turns.every((at, turn) => at - (turns[turn - 1] ?? 0) <= 100)).toBe(true);
    expect(turns.length).toBeGreaterThanOrEqual(10);
  });

  test('ends the reading where enough was read', async () => {
    let isEnded = false;
    const kept = (function* () {
      try {
        for (let at = 0; ; at += 1) yield at;
      } finally {
        isEnded = true;
      }
    })();
    for await (const one of readInTurns(kept)) if (one === 250) break;
    expect(isEnded).toBe(true);
  });
});
