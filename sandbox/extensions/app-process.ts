import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { answersDebug } from './health.ts';
import { watchMemory } from './memory-limit.ts';

/** Where a process stands: coming up, answering `/debug`, given up, or ended on purpose. */
export type ProcessState = 'starting' | 'running' | 'failed' | 'stopped';

/** The user that a process runs as, by number. */
export type Owner = { readonly uid: number; readonly gid: number };

/** The app as a process of its own, kept alive as supervisord does in QRadar's container. */
export type AppProcess = {
  /** Port on 127.0.0.1 where the app listens. */
  readonly port: number;
  readonly state: () => ProcessState;
  /** Process id of the current try, or null between tries. For tests that crash the app. */
  readonly pid: () => number | null;
  /** Resolves with true once `/debug` has answered 200, with false when the app was given up or stopped. */
  readonly ready: () => Promise<boolean>;
  /** Ends the app: SIGTERM, then SIGKILL after `stopWaitMs`. Idempotent. */
  readonly close: () => Promise<void>;
};

/** What to start. */
export type AppProcessOptions = AppTimings & {
  /** Program and arguments, started without a shell. */
  readonly command: readonly [string, ...string[]];
  readonly folder: string;
  /** Null for the user of this process. */
  readonly owner: Owner | null;
  /** All of it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly port: number;
  /** See `watchMemory`. */
  readonly memoryBytes: number;
  readonly log: (line: string) => void;
};

/** How long things take; tests shorten them. */
export type AppTimings = {
  /** How long `/debug` may take to answer for the first time. Default 30 s. */
  readonly startTimeoutMs?: number;
  /** Unit of supervisord's growing pause between tries (the n-th waits n units). Default 1 s. */
  readonly backoffMs?: number;
  /** Time between SIGTERM and SIGKILL. Default 10 s, supervisord's `stopwaitsecs`. */
  readonly stopWaitMs?: number;
  /** Time between health checks of a running app. Default a minute, as QRadar's come (docs/qradar-facts.md#health-check). */
  readonly healthEveryMs?: number;
};

/** supervisord's `startretries`: tries after the first before it gives up. */
const startRetries = 3;
/** supervisord's `startsecs`: a process that lived longer counts as started, and its failures start anew. */
const startedAfterMs = 1000;
/** Not a figure of QRadar's: short, because a person is waiting for the app to come up. */
const probeEveryMs = 50;
const firstProbeTimeoutMs = 1000;
/** Longer than the first: an app at work may keep its event loop busy for seconds and is not dead for it. */
const laterProbeTimeoutMs = 10_000;

/**
 * Starts the app and keeps it running: a process that ends, takes more memory than it may or no longer answers
 * `/debug` is started again, and one that fails to start four times in a row is given up (supervisord's
 * defaults). Lines of its output reach `log`.
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
  state: ProcessState = 'starting';
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
    const { command, folder, owner, environment, log } = this.#options;
    const [program, ...words] = command;
    const startedAtMs = Date.now();
    this.state = 'starting';
    const child = spawn(program, words, {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(owner ?? {}),
    });
    this.child = child;
    createInterface({ input: child.stdout }).on('line', log);
    createInterface({ input: child.stderr }).on('line', log);
    const unwatch = this.#watchMemory(child);
    this.#ended = new Promise((resolve) => {
      child.once('error', (error) => log(`cannot be started: ${error.message}`));
      child.once('close', (code, signal) => {
        unwatch();
        if (this.child === child) this.child = null;
        resolve();
        this.#onEnd(signal ?? `code ${code ?? 'unknown'}`, Date.now() - startedAtMs);
      });
    });
    void this.#watchHealth(child);
  }

  async ready(): Promise<boolean> {
    while (this.state === 'starting') await wait(probeEveryMs);
    return this.state === 'running';
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.state = 'stopped';
    process.removeListener('exit', this.#killOnExit);
    if (this.child !== null) await this.#end(this.child);
  }

  /** SIGTERM, and SIGKILL for what is still there after a while. */
  async #end(child: ChildProcess): Promise<void> {
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

  #watchMemory(child: ChildProcess): () => void {
    const { memoryBytes, log } = this.#options;
    if (child.pid === undefined) return () => undefined;
    return watchMemory(child.pid, memoryBytes, (bytes) => {
      log(`killed: ${mebibytes(bytes)} MB of memory, ${mebibytes(memoryBytes)} are allowed`);
      child.kill('SIGKILL');
    });
  }

  /** First until `/debug` answers, then for as long as it does. */
  async #watchHealth(child: ChildProcess): Promise<void> {
    const { log, healthEveryMs = 60_000 } = this.#options;
    if (!(await this.#comesUp(child))) return;
    while (await this.#isCurrentAfter(child, healthEveryMs)) {
      if (await answersDebug(this.#options.port, laterProbeTimeoutMs)) continue;
      if (this.child !== child || this.#closing.signal.aborted) return;
      log('no longer answers GET /debug with 200; starting it again');
      await this.#end(child);
      return;
    }
  }

  /** An app that does not answer in time is killed, which counts as a failed start. */
  async #comesUp(child: ChildProcess): Promise<boolean> {
    const { port, log, startTimeoutMs = 30_000 } = this.#options;
    const deadline = Date.now() + startTimeoutMs;
    do {
      if (await answersDebug(port, firstProbeTimeoutMs)) {
        if (this.child === child && this.state === 'starting') this.state = 'running';
        return this.child === child;
      }
      if (Date.now() > deadline) {
        log(`did not answer GET /debug with 200 within ${startTimeoutMs} ms`);
        child.kill('SIGKILL');
        return false;
      }
    } while (await this.#isCurrentAfter(child, probeEveryMs));
    return false;
  }

  async #isCurrentAfter(child: ChildProcess, pauseMs: number): Promise<boolean> {
    try {
      await wait(pauseMs, undefined, { signal: this.#closing.signal, ref: false });
    } catch {
      // Aborted: the app is being stopped.
      return false;
    }
    return this.child === child;
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

/** A manifest's memory is counted in these, as containers do. */
function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
