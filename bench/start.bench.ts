import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../sandbox/start.ts';
import { figure, median, round, type Bench } from './figure.ts';
import { freePort } from './free-port.ts';

/** The app may take this many times what a server of nothing but express takes. */
const goal = 1.5;
const pairs = { full: 15, small: 3 } as const;
const warmUp = 1;
const probeEveryMs = 2;
const patienceMs = 30_000;

const scripts = {
  app: path.join(root, 'dist/app/server.mjs'),
  bare: path.join(import.meta.dirname, 'bare-express.js'),
} as const;

/**
 * Time from starting the process to the first 200 of `/debug`, of the app as built against a server of
 * nothing but express: the median of the ratios of pairs in alternation.
 */
export const startBench: Bench = async ({ size, tell }) => {
  const store = await mkdtemp(path.join(tmpdir(), 'start-'));
  try {
    const measured: { appMs: number; bareMs: number }[] = [];
    for (let number = 0; number < warmUp + pairs[size]; number += 1) {
      const appMs = await msToHealthy(scripts.app, store);
      const bareMs = await msToHealthy(scripts.bare, store);
      tell(`app ${round(appMs)} ms, bare ${round(bareMs)} ms`);
      if (number >= warmUp) measured.push({ appMs, bareMs });
    }
    const of = (value: (pair: { appMs: number; bareMs: number }) => number) =>
      median(measured.map(value));
    return {
      ratio: figure(
        of(({ appMs, bareMs }) => appMs / bareMs),
        goal,
        {
          pairs: measured.length,
          appMs: round(of(({ appMs }) => appMs)),
          bareMs: round(of(({ bareMs }) => bareMs)),
        },
      ),
    };
  } finally {
    await rm(store, { recursive: true, force: true });
  }
};

async function msToHealthy(script: string, store: string): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [script], {
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'],
      QRADAR_CONSOLE_FQDN: 'localhost:1',
      QRADAR_APP_ID: '1001',
      TRANSFER_WATCH_HOST: '127.0.0.1',
      TRANSFER_WATCH_PORT: String(port),
      TRANSFER_WATCH_STORE: store,
    },
  });
  const ended = once(child, 'exit');
  try {
    while (!(await isHealthy(port))) {
      if (child.exitCode !== null) throw new Error(`${script} ended before it was healthy.`);
      if (performance.now() - begun > patienceMs) throw new Error(`${script} is not healthy.`);
      await wait(probeEveryMs);
    }
    return performance.now() - begun;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/debug`)).ok;
  } catch {
    // Nobody listens yet, which is what is being waited for.
    return false;
  }
}
