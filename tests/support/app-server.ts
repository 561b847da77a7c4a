// The app's server as a process of its own, from its sources, against a scripted console.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { ScriptedConsole } from '../app/adapters/support/scripted-console.ts';

const script = path.join(import.meta.dirname, '../../app/main.ts');

/** A process that has said that it is ready, or has ended. */
export type AppServer = {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything it has said so far. */
  readonly output: () => string;
  /** Exit code and signal. */
  readonly ended: Promise<readonly [number | null, string | null]>;
};

/** Starts one on a free port; `flags` are Node's. End it by its `child`. */
export async function startAppServer(options: {
  readonly console: ScriptedConsole;
  readonly store: string;
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<AppServer> {
  const { console: scripted, store, flags = [], environment = {} } = options;
  const child = spawn(process.execPath, [...flags, script], {
    env: {
      QRADAR_CONSOLE_FQDN: scripted.host,
      QRADAR_APP_ID: '1001',
      REQUESTS_CA_BUNDLE: scripted.caBundle,
      NODE_EXTRA_CA_CERTS: scripted.caBundle,
      TRANSFER_WATCH_HOST: '127.0.0.1',
      TRANSFER_WATCH_PORT: '0',
      TRANSFER_WATCH_STORE: store,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;
  const lines: string[] = [];
  let port = 0;
  const isReady = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const { message, port: listening } = JSON.parse(line) as { message: string; port?: number };
      port = listening ?? port;
      if (message === 'ready') resolve();
    });
  });
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  await Promise.race([isReady, ended]);
  return { child, url: `http://127.0.0.1:${port}`, output: () => lines.join('\n'), ended };
}
