// What a process of the app uses and how long it lets others wait, seen from outside.
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** How long `/debug` took to answer, ms. */
export type Answers = {
  readonly count: number;
  readonly p99Ms: number;
  readonly longestMs: number;
};

/**
 * Asks `/debug` every 20 ms from a thread of its own, because who measures must not wait for its own work. `stop` ends it and
 * answers what was measured.
 */
export function watchAnswers(url: string): { readonly stop: () => Promise<Answers> } {
  const thread = new Worker(asking, { eval: true, workerData: { url: `${url}/debug` } });
  const measured = new Promise<Answers>((resolve, reject) => {
    thread.once('message', resolve).once('error', reject);
  });
  return {
    stop: async () => {
      thread.postMessage('stop');
      return measured;
    },
  };
}

const asking = `
const { parentPort, workerData } = require('node:worker_threads');
const http = require('node:http');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const took = [];
let goesOn = true;
parentPort.once('message', () => { goesOn = false; });
const ask = () => {
  const beganMs = performance.now();
  http.get(workerData.url, { agent }, (response) => {
    response.resume();
    response.once('end', () => {
      took.push(performance.now() - beganMs);
      if (goesOn) return setTimeout(ask, 20);
      took.sort((a, b) => a - b);
      agent.destroy();
      const p99Ms = took[Math.min(took.length - 1, Math.floor(took.length * 0.99))];
      parentPort.postMessage({ count: took.length, p99Ms, longestMs: took[took.length - 1] });
    });
  });
};
ask();
`;

/** Looks at the anonymous and shared pages of a process every 50 ms; `stop` answers the most there were, MB of 2^20 bytes. */
export function watchUnreclaimable(pid: number): { readonly stop: () => Promise<number> } {
  const ended = new AbortController();
  const peak = (async () => {
    let most = 0;
    while (!ended.signal.aborted) {
      most = Math.max(most, await unreclaimableMb(pid));
      await wait(50);
    }
    return most;
  })();
  return {
    stop: () => {
      ended.abort();
      return peak;
    },
  };
}

/** Anonymous and shared pages of a process now, MB of 2^20 bytes. */
export async function unreclaimableMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kib = ['RssAnon', 'RssShmem'].map((name) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]),
  );
  return kib.reduce((sum, part) => sum + part, 0) / 1024;
}
