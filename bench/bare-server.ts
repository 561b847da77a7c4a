import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.ts';

const script = path.join(import.meta.dirname, 'bare-express.js');

/**
 * A process that does nothing but answer `/debug`: what it lets others wait for is the machine's doing. `stop` ends it.
 */
export async function startBareServer(): Promise<{
  readonly url: string;
  readonly stop: () => Promise<void>;
}> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [script], {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], TRANSFER_WATCH_PORT: String(port) },
  });
  const ended = once(child, 'exit');
  while (!(await answers(url))) await wait(20);
  return {
    url,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/debug`)).ok;
  } catch {
    // Nobody listens yet, which is what is being waited for.
    return false;
  }
}
