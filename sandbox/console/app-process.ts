import { spawn, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

/** Where the app stands: never asked for, coming up, answering `/debug`, or given up. */
export type AppState = 'starting' | 'running' | 'failed' | 'stopped';

/** The app as a process of its own, kept alive as supervisord does in QRadar's container. */
export type AppProcess = {
  /** Port on 127.0.0.1 where the app listens. */
  readonly port: number;
  readonly state: () => AppState;
  /** Process id of the current try, or null between tries. For tests that crash the app. */
  readonly pid: () => number | null;
  /** Resolves with true once `/debug` has answered 200, with false when the app was given up or stopped. */
  readonly ready: () => Promise<boolean>;
  /** Ends the app: SIGTERM, then SIGKILL after `stopWaitMs`. Idempotent. */
  readonly close: () => Promise<void>;
};

/** How to start the app. */
export type AppProcessOptions = {
  /** The file that Node runs. */
  readonly script: string;
  readonly nodeFlags: readonly string[];
  /** The whole environment, but for PATH, HOME, TZ and LANG, which are inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly port: number;
  readonly log: (line: string) => void;
  /** How long `/debug` may take to answer for the first time. Default 30 s. */
  readonly startTimeoutMs?: number;
  /** Unit of supervisord's growing pause between tries (the n-th waits n units). Default 1 s. */
  readonly backoffMs?: number;
  /** Time between SIGTERM and SIGKILL. Default 10 s, supervisord's `stopwaitsecs`. */
  readonly stopWaitMs?: number;
};

const inherited = ['PATH', 'HOME', 'TZ', 'LANG'] as const;
/** supervisord's `startretries`: tries after the first before it gives up. */
const startRetries = 3;
/** supervisord's `startsecs`: a process that lived longer counts as started, and its failures start anew. */
const startedAfterMs = 1000;
/** Not a figure of QRadar's (which probes about once a minute): short, because a person is waiting. */
const probeEveryMs = 50;

/**
 * Starts the app and keeps it running: a process that ends is started again, and one that fails to start
 * four times in a row is given up (supervisord's defaults). Lines of its output reach `log`.
 */
export function startAppProcess(options: AppProcessOptions): AppProcess {
  const supervisor = new Supervisor(options);
  supervisor.start();
  return {
    port: options.port,
    state: () => supervisor.state,
    pid: () => supervisor.child?.pid ?? null,
    ready: () => supervisor.ready(),
    close: () => supervisor.close(),
  };
}

/** Guards which process is the current one and whether another may still be started. */
class Supervisor {
  state: AppState = 'starting';
  child: ChildProcess | null = null;
  readonly #options: AppProcessOptions;
  readonly #closing = new AbortController();
  readonly #killOnExit = () => void this.child?.kill('SIGKILL');
  #failures = 0;
  #ended: Promise<void> = Promise.resolve();

  constructor(options: AppProcessOptions) {
    this.#options = options;
    // The last line of defence: whatever ends this process, the app does not stay behind.
    process.once('exit', this.#killOnExit);
  }

  start(): void {
    const { script, nodeFlags, environment, log } = this.#options;
    const startedAtMs = Date.now();
    this.state = 'starting';
    const child = spawn(process.execPath, [...nodeFlags, script], {
      env: { ...inheritedEnvironment(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    createInterface({ input: child.stdout }).on('line', log);
    createInterface({ input: child.stderr }).on('line', log);
    this.#ended = new Promise((resolve) => {
      child.once('error', (error) => log(`cannot be started: ${error.message}`));
      child.once('close', (code, signal) => {
        if (this.child === child) this.child = null;
        resolve();
        this.#onEnd(signal ?? `code ${code ?? 'unknown'}`, Date.now() - startedAtMs);
      });
    });
    void this.#watchStart(child);
  }

  async ready(): Promise<boolean> {
    while (this.state === 'starting') await wait(probeEveryMs);
    return this.state === 'running';
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.state = 'stopped';
    process.removeListener('exit', this.#killOnExit);
    const { child } = this;
    if (child === null) return;
    child.kill('SIGTERM');
    const late = new AbortController();
    const kill = wait(this.#options.stopWaitMs ?? 10_000, undefined, { signal: late.signal }).then(
      () => child.kill('SIGKILL'),
      // Aborted: the app ended in time.
      () => false,
    );
    await this.#ended;
    late.abort();
    await kill;
  }

  /** Waits for `/debug`; an app that does not answer in time is killed, which counts as a failed start. */
  async #watchStart(child: ChildProcess): Promise<void> {
    const { port, log, startTimeoutMs = 30_000 } = this.#options;
    const deadline = Date.now() + startTimeoutMs;
    while (this.child === child && !this.#closing.signal.aborted) {
      if (await answersDebug(port)) {
        if (this.child === child && this.state === 'starting') this.state = 'running';
        return;
      }
      if (Date.now() > deadline) {
        log(`did not answer GET /debug with 200 within ${startTimeoutMs} ms`);
        child.kill('SIGKILL');
        return;
      }
      await wait(probeEveryMs);
    }
  }

  #onEnd(how: string, livedMs: number): void {
    if (this.#closing.signal.aborted) return;
    const { log, backoffMs = 1000 } = this.#options;
    const wasRunning = this.state === 'running' && livedMs > startedAfterMs;
    this.#failures = wasRunning ? 0 : this.#failures + 1;
    if (this.#failures > startRetries) {
      log(`ended (${how}); given up after ${this.#failures} failed starts in a row`);
      this.state = 'failed';
      return;
    }
    const pauseMs = this.#failures * backoffMs;
    log(`ended (${how}); starting it again in ${pauseMs} ms`);
    this.state = 'starting';
    wait(pauseMs, undefined, { signal: this.#closing.signal, ref: false }).then(
      () => this.start(),
      // Aborted: the console is closing.
      () => undefined,
    );
  }
}

function inheritedEnvironment(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of inherited) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

function answersDebug(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(
      { host: '127.0.0.1', port, path: '/debug', timeout: 1000 },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode === 200);
      },
    );
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}

/** A port on 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was assigned');
  return address.port;
}
