import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { RunningConsole } from '../sandbox/start.ts';
import { addressOf, startDay } from './console.ts';
import { figure, median, round, type Bench, type Figure } from './figure.ts';
import type { Errand, ErrandDone } from './run-client.ts';

/** What the goal speaks of. */
const days = {
  full: { rows: 10_000, otherEvents: 1_000_000, pairs: 11 },
  small: { rows: 1000, otherEvents: 10_000, pairs: 3 },
} as const;
/** Pairs that only warm caches and compilers. */
const warmUp = 2;
/** The app may take this many times what the bare searches take. */
const goal = 1.15;

type Pair = { readonly appMs: number; readonly pollMs: number; readonly bareMs: number };

/**
 * Time from asking the app for a run to its complete findings, against a minimal client that makes the same
 * searches at the same API and reads each result once: the median of the pairs' ratios. How long a run lay
 * finished before the next poll noticed it is not in the ratio but shown apart, as a share of the whole time.
 */
export const runBench: Bench = async ({ size, tell }) => {
  const { pairs: count, ...day } = days[size];
  const running = await startDay(day);
  const client = startClient(running.console.caFile);
  try {
    const measure = pairsOf(running, client, day.rows);
    const pairs: Pair[] = [];
    for (let number = 0; number < warmUp + count; number += 1) {
      const pair = await measure(number % 2 === 0);
      tell(`app ${round(pair.appMs)} ms, polls ${pair.pollMs} ms, bare ${round(pair.bareMs)} ms`);
      if (number >= warmUp) pairs.push(pair);
    }
    return figuresOf(pairs, day);
  } finally {
    client.kill();
    await running.close();
  }
};

function overheadOf({ appMs, pollMs, bareMs }: Pair): number {
  return appMs - pollMs - bareMs;
}

function figuresOf(pairs: readonly Pair[], day: object): Record<string, Figure> {
  const of = (value: (pair: Pair) => number) => round(median(pairs.map(value)));
  return {
    ratio: figure(
      of(({ appMs, pollMs, bareMs }) => (appMs - pollMs) / bareMs),
      goal,
      {
        ...day,
        pairs: pairs.length,
        appMs: of(({ appMs, pollMs }) => appMs - pollMs),
        bareMs: of(({ bareMs }) => bareMs),
        // What the app adds hardly depends on how long Ariel searches, so the ratio does.
        overheadMs: of(overheadOf),
        metFromBareMs: Math.round(of(overheadOf) / (goal - 1)),
      },
    ),
    pollShare: figure(
      of(({ appMs, pollMs }) => pollMs / appMs),
      null,
      {
        pollMs: of(({ pollMs }) => pollMs),
        appWithPollsMs: of(({ appMs }) => appMs),
        ratioWithPolls: of(({ appMs, bareMs }) => appMs / bareMs),
      },
    ),
  };
}

/** Measures a pair; the searches of the minimal client are those that the app's last run says it sent. */
function pairsOf(running: RunningConsole, client: ChildProcess, rows: number) {
  const app = addressOf(running);
  const { apiUrl } = running.console;
  const token = running.api.sessions.serviceToken;
  let queries: readonly string[] = [];
  let appRows = 0;
  const runApp = async () => {
    const done = await sent(client, { kind: 'app', app });
    if (done.kind !== 'app') throw new Error('The client mixed up its errands.');
    // Those of the day, and the records in which data channels are looked for.
    if (done.run.rows < rows) throw new Error(`${done.run.rows} rows, not ${rows}.`);
    appRows = done.run.rows;
    queries = done.run.queries.map(({ aql }) => aql);
    return { appMs: done.ms, pollMs: done.noticedAfterMs };
  };
  const runBare = async () => {
    const done = await sent(client, { kind: 'bare', apiUrl, token, queries });
    if (done.kind !== 'bare') throw new Error('The client mixed up its errands.');
    if (queries.length > 0 && done.rows !== appRows)
      throw new Error(`${done.rows} rows, not ${appRows}.`);
    return { bareMs: done.ms };
  };
  return async (isAppFirst: boolean): Promise<Pair> => {
    if (isAppFirst) return { ...(await runApp()), ...(await runBare()) };
    return { ...(await runBare()), ...(await runApp()) };
  };
}

function startClient(caFile: string): ChildProcess {
  return fork(path.join(import.meta.dirname, 'run-client.ts'), {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile },
    serialization: 'advanced',
  });
}

/** What came of an errand. Throws what the client says went wrong, or that it ended. */
async function sent(
  client: ChildProcess,
  errand: Errand,
): Promise<Exclude<ErrandDone, { kind: 'failed' }>> {
  const ended = new AbortController();
  const onExit = () => ended.abort(new Error('The client ended.'));
  client.once('exit', onExit);
  client.send(errand);
  try {
    const [message] = (await once(client, 'message', { signal: ended.signal })) as unknown[];
    // Parse boundary: run-client.ts sends nothing else.
    const done = message as ErrandDone;
    if (done.kind === 'failed') throw new Error(done.message);
    return done;
  } finally {
    client.off('exit', onExit);
  }
}
