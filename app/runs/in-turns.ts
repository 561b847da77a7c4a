import { setImmediate as othersTurn } from 'node:timers/promises';
import { AppError } from '../ports/app-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { Steps } from '../ports/steps.ts';

/**
 * How long work goes on before others have their turn, ms: a tenth of what nobody notices, because several such turns,
 * a page that arrives and a collection of garbage may follow each other.
 */
const turnMs = 10;

type Turn<T> = { readonly isOver: true; readonly result: T } | { readonly isOver: false };

/** Works for one turn, at once. Throws what the work throws. */
export function oneTurn<T>(steps: Steps<T>, { monotonicMs }: Pick<Clock, 'monotonicMs'>): Turn<T> {
  const untilMs = monotonicMs() + turnMs;
  do {
    const step = steps.next();
    if (step.done) return { isOver: true, result: step.value };
  } while (monotonicMs() < untilMs);
  return { isOver: false };
}

/**
 * Works turn by turn to the end, the first turn at once. Rejects with what the work throws; where the signal is aborted, the
 * work is given up and `cancelled` thrown.
 */
export async function inTurns<T>(
  steps: Steps<T>,
  clock: Pick<Clock, 'monotonicMs'>,
  signal: AbortSignal,
): Promise<T> {
  for (;;) {
    const turn = oneTurn(steps, clock);
    if (turn.isOver) return turn.result;
    await othersTurn();
    if (!signal.aborted) continue;
    giveUp(steps);
    throw new AppError('cancelled');
  }
}

function giveUp(steps: Steps<unknown>): void {
  steps.return(undefined);
}

/** Findings read from where they are kept before others have their turn: some ten milliseconds. */
const findingsPerTurn = 100;

/** The findings, with a turn for others now and then. Throws what reading them throws. */
export async function* readInTurns<T>(findings: Iterable<T>): AsyncGenerator<T> {
  let count = 0;
  for (const finding of findings) {
    yield finding;
    count += 1;
    if (count % findingsPerTurn === 0) await othersTurn();
  }
}
