import { setTimeout as wait } from 'node:timers/promises';
import { orAborted, withDeadline } from '../../../../app/adapters/qradar/deadline.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import { manualTime } from '../../support/manual-time.ts';
import { errorOf } from '../support/console-of.ts';

describe('withDeadline', () => {
  test('leaves no timer behind, whether the work succeeds or fails', async () => {
    // A forgotten one keeps what its maker could reach.
    const { timers, pending } = manualTime();
    const pendingMeanwhile = () => Promise.resolve(pending());
    expect(await withDeadline(60_000, pendingMeanwhile, timers)).toBe(1);
    const failing = () => Promise.reject(new AppError('console-busy'));
    await errorOf(withDeadline(60_000, failing, timers));
    expect(pending()).toBe(0);
  });

  test('aborts the work when it takes too long, and says how long', async () => {
    const work = withDeadline(20, async (signal) => {
      await wait(5000, undefined, { signal }).catch(() => undefined);
      signal.throwIfAborted();
    });
    expect(await errorOf(work)).toMatchObject({
      code: 'console-unreachable',
      detail: 'no answer within 0.02 s',
    });
  });
});

describe('orAborted', () => {
  test('gives the outcome of the work', async () => {
    const { signal } = new AbortController();
    expect(await orAborted(Promise.resolve(7), signal)).toBe(7);
    const failing = Promise.reject(new AppError('console-busy'));
    expect(await errorOf(orAborted(failing, signal))).toMatchObject({ code: 'console-busy' });
  });

  test('does not wait for the work when the asker gives up', async () => {
    const stop = new AbortController();
    const waiting = errorOf(orAborted(wait(5000, 7, { ref: false }), stop.signal));
    stop.abort(new AppError('cancelled'));
    expect(await waiting).toMatchObject({ code: 'cancelled' });
  });

  test('takes the failure of work whose asker had given up before', async () => {
    const stop = AbortSignal.abort(new AppError('cancelled'));
    const failing = Promise.reject(new AppError('console-busy'));
    expect(await errorOf(orAborted(failing, stop))).toMatchObject({ code: 'cancelled' });
    // A rejection that nobody takes ends the process, and this test, after the turn.
    await wait(0);
  });
});
