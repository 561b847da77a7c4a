import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Ask } from '../validate/endpoints.ts';
import type { ZipFile } from '../zip/read.ts';

/** A loaded machine takes seconds to start Node; a server that has not come up by then does not. */
const startLimitMs = 30_000;
const pauseMs = 50;
const answerLimitMs = 10_000;

/**
 * Unpacks `app/` of an app zip to a temporary folder, runs its `server.mjs` on a free loopback port with the Node that runs
 * this, and gives `use` a way to ask it. Ends and removes everything afterwards. There is no console behind it.
 */
export async function withRunningApp<T>(
  files: readonly ZipFile[],
  use: (ask: Ask) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'transfer-watch-'));
  let child: ChildProcess | null = null;
  try {
    await unpack(files, folder);
    const port = await freePort();
    child = spawn(process.execPath, [path.join(folder, 'app/server.mjs')], {
      stdio: 'ignore',
      env: {
        QRADAR_CONSOLE_FQDN: 'console.invalid',
        QRADAR_APP_ID: '1',
        TRANSFER_WATCH_HOST: '127.0.0.1',
        TRANSFER_WATCH_PORT: String(port),
        TRANSFER_WATCH_STORE: path.join(folder, 'store'),
      },
    });
    const ask = askAt(port);
    await started(child, ask);
    return await use(ask);
  } finally {
    if (child !== null) await ended(child);
    await rm(folder, { recursive: true, force: true });
  }
}

async function unpack(files: readonly ZipFile[], folder: string): Promise<void> {
  await mkdir(path.join(folder, 'store'));
  for (const file of files.filter(({ name }) => name.startsWith('app/'))) {
    const target = path.join(folder, file.name);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, file.read());
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function askAt(port: number): Ask {
  return async (method, url) => {
    try {
      const signal = AbortSignal.timeout(answerLimitMs);
      const response = await fetch(`http://127.0.0.1:${port}${url}`, { method, signal });
      await response.body?.cancel();
      return response.status;
    } catch {
      // No connection, or no answer in time: both are what `null` says.
      return null;
    }
  };
}

/** Until the health check answers, the process ends, or the time is over; what then holds is the caller's to see. */
async function started(child: ChildProcess, ask: Ask): Promise<void> {
  const endMs = Date.now() + startLimitMs;
  while (Date.now() < endMs && child.exitCode === null) {
    if ((await ask('GET', '/debug')) !== null) return;
    await delay(pauseMs);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exit;
}
