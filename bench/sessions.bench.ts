import { figure, type Bench, type BenchOptions } from './figure.ts';
import { startSteadyApp } from './steady-app.ts';
import { useBySessions } from './steady-sessions.ts';
import { soak } from './steady-soak.ts';

/** Thirty sessions for a minute with the default settings: what else they are told than to wait for their turn. */
export const sessionsBench: Bench = async ({ size, tell }) => {
  const { app, console, close } = await startSteadyApp();
  console.setRows(2_000);
  const forMs = size === 'full' ? 60_000 : 5_000;
  const done = await useBySessions({ url: app.url, sessions: 30, forMs, pauseMs: 0 }).finally(
    close,
  );
  const { answers, runs, errors } = done;
  tell(`30 sessions: ${answers} answers, ${runs} runs, ${errors.length} errors`);
  return { errors: figure(errors.length, 0, done) };
};

/** A few sessions for as many minutes as `--soak` says: what is left of it in memory, and of searches in the console. */
export const soakBench: Bench = async (options) => {
  const steady = await startSteadyApp();
  const measured = await soak(steady, timesOf(options)).catch(async (error: unknown) => {
    await steady.close();
    throw error;
  });
  const searchesLeft = await steady.close();
  const { errors, slopeMbPerMin, coldMb, warmMb, endMb } = measured;
  options.tell(`${slopeMbPerMin} MB/min; idle ${coldMb}, ${warmMb}, ${endMb} MB`);
  return {
    mbPerMin: figure(slopeMbPerMin, 0.1, measured),
    idleRatio: figure(endMb / warmMb, 1.1, { coldMb, warmMb, endMb }),
    errors: figure(errors.length, 0),
    searchesLeft: figure(searchesLeft, 0),
  };
};

function timesOf({ size, soakMinutes }: BenchOptions) {
  return size === 'full'
    ? { warmUpMs: 60_000, forMs: soakMinutes * 60_000, idleMs: 30_000 }
    : { warmUpMs: 5_000, forMs: 10_000, idleMs: 1_000 };
}
