import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { appEnvironment, type ConsolePlace } from './app-environment.ts';
import { appErrors, AppRefusal } from './app-errors.ts';
import type { AppImage } from './app-image.ts';
import { startAppProcess, type AppProcess, type AppTimings } from './app-process.ts';
import { freePort } from './health.ts';
import type { Manifest } from './manifest.ts';
import type { ResourceBundles } from './resource-bundles.ts';

/** As the REST API tells it (QRadar REST API 26.0, gui_app_framework-applications-GET). */
export type AppStatus =
  'CREATING' | 'UPGRADING' | 'STARTING' | 'RUNNING' | 'STOPPING' | 'STOPPED' | 'DELETING' | 'ERROR';

/** What is being done to it; otherwise its process says where it stands. */
type Doing = Exclude<AppStatus, 'RUNNING' | 'STOPPED' | 'ERROR'>;

/** What an instance is made with. */
export type AppInstanceParts = {
  readonly id: number;
  readonly definitionId: number;
  readonly image: AppImage;
  /** Its persistent folder, which goes with it. */
  readonly store: string;
  readonly installedBy: string;
  readonly installedOnMs: number;
  readonly place: ConsolePlace;
  readonly timings: AppTimings;
  readonly log: (line: string) => void;
};

/** Lines of an app's output that are kept to explain why it does not start. */
const keptLines = 8;

/** One container of an app: guards that one thing happens to it at a time, and what it is at present. */
export class AppInstance {
  readonly id: number;
  readonly definitionId: number;
  readonly installedBy: string;
  readonly installedOnMs: number;
  readonly #parts: AppInstanceParts;
  /** Secret of the instance, the same for as long as it is installed. */
  readonly #uuid = randomUUID();
  #image: AppImage;
  #memoryMb: number;
  #process: AppProcess | null = null;
  #environment: Readonly<Record<string, string>> = {};
  #doing: Doing | null = null;
  #lastLines: readonly string[] = [];

  constructor(parts: AppInstanceParts) {
    this.#parts = parts;
    this.#image = parts.image;
    this.#memoryMb = parts.image.manifest.resources.memory;
    this.id = parts.id;
    this.definitionId = parts.definitionId;
    this.installedBy = parts.installedBy;
    this.installedOnMs = parts.installedOnMs;
  }

  get manifest(): Manifest {
    return this.#image.manifest;
  }

  get bundles(): ResourceBundles {
    return this.#image.bundles;
  }

  /** Its persistent folder. */
  get store(): string {
    return this.#parts.store;
  }

  /** MB that it may take. */
  get memoryMb(): number {
    return this.#memoryMb;
  }

  get status(): AppStatus {
    if (this.#doing !== null) return this.#doing;
    const state = this.#process?.state() ?? 'stopped';
    return statusOf[state];
  }

  /** Port on 127.0.0.1, null where it is not meant to run. */
  get port(): number | null {
    return this.#process?.port ?? null;
  }

  /** Process id, null between two tries. */
  get pid(): number | null {
    return this.#process?.pid() ?? null;
  }

  /** Resolves with true once it answers, with false where it was given up or is not meant to run. */
  ready(): Promise<boolean> {
    return this.#process?.ready() ?? Promise.resolve(false);
  }

  /** What it said last, for a user who wants to know why it is in ERROR. */
  get lastLines(): readonly string[] {
    return this.#lastLines;
  }

  /** Whether the console shows its parts: it came up, and nobody stopped or lost it since. */
  get isShown(): boolean {
    return this.#doing === null && ['STARTING', 'RUNNING'].includes(this.status);
  }

  /** Starts it for the first time; false where it does not come up, and its status is ERROR then. */
  create(): Promise<boolean> {
    return this.#alone('CREATING', () => this.#start());
  }

  /** Starts it again after `stop`; false where it does not come up. */
  async start(): Promise<boolean> {
    if (this.#process !== null && this.#process.state() !== 'failed') this.#refuse('start');
    return this.#alone('STARTING', () => this.#start());
  }

  /** Ends it; its store stays. */
  async stop(): Promise<void> {
    if (this.#process === null) this.#refuse('stop');
    await this.#alone('STOPPING', () => this.#end());
  }

  /**
   * Puts another image in the place of the present one; the store stays. Where the new one does not come up the
   * old one is started again, on the store as it is then: QRadar keeps no copy of it, so an app's migrations have
   * to bear that. Gives whether the new one runs.
   */
  upgrade(next: AppImage): Promise<boolean> {
    if (this.status !== 'RUNNING') this.#refuse('upgrade');
    return this.#alone('UPGRADING', async () => {
      const old = this.#image;
      this.#use(next);
      if (await this.#start()) {
        await old.remove();
        return true;
      }
      const said = this.#lastLines;
      this.#use(old);
      await this.#start();
      await next.remove();
      this.#lastLines = said;
      return false;
    });
  }

  /** Changes the memory limit, which takes a restart. Refused below what the manifest asks for. */
  async setMemory(memoryMb: number): Promise<void> {
    const least = this.manifest.resources.memory;
    if (memoryMb < least) {
      throw new AppRefusal(appErrors.belowMinimum, [`It asks for ${least} MB at least.`]);
    }
    this.#memoryMb = memoryMb;
    if (this.#process === null) return;
    await this.stop();
    await this.start();
  }

  /** Ends it and deletes all it had. */
  remove(): Promise<void> {
    return this.#alone('DELETING', async () => {
      await this.#end();
      await this.#image.remove();
      await rm(this.#parts.store, { recursive: true, force: true });
    });
  }

  #use(image: AppImage): void {
    this.#image = image;
    this.#memoryMb = Math.max(this.#memoryMb, image.manifest.resources.memory);
  }

  async #start(): Promise<boolean> {
    await this.#end();
    const { timings, log } = this.#parts;
    const { manifest, command, folder, owner } = this.#image;
    const port = await freePort();
    const environment = this.#environmentFor(port);
    this.#environment = environment;
    await this.#image.beforeStart(environment);
    const memoryBytes = this.#memoryMb * 2 ** 20;
    this.#lastLines = [];
    this.#process = startAppProcess({
      ...timings,
      ...{ command, folder, owner, environment, port, memoryBytes },
      log: (line) => {
        this.#lastLines = [...this.#lastLines, line].slice(-keptLines);
        log(`[${manifest.name} ${this.id}] ${line}`);
      },
    });
    return this.#process.ready();
  }

  #environmentFor(appPort: number): Readonly<Record<string, string>> {
    const { place, id: appId } = this.#parts;
    const { manifest, environment } = this.#image;
    const given = appEnvironment({
      ...{ place, appId, appPort, manifest },
      memoryMb: this.#memoryMb,
      uuid: this.#uuid,
    });
    return { ...environment, ...given };
  }

  async #end(): Promise<void> {
    const running = this.#process;
    if (running === null) return;
    if (running.state() !== 'failed') await this.#image.beforeStop(this.#environment);
    await running.close();
    this.#process = null;
  }

  async #alone<Result>(doing: Doing, act: () => Promise<Result>): Promise<Result> {
    if (this.#doing !== null) {
      throw new AppRefusal(appErrors.busy, [`App ${this.id} is ${this.#doing}.`]);
    }
    this.#doing = doing;
    try {
      return await act();
    } finally {
      this.#doing = null;
    }
  }

  #refuse(what: string): never {
    throw new AppRefusal(appErrors.wrongState, [
      `App ${this.id} is ${this.status}, there is nothing to ${what}.`,
    ]);
  }
}

const statusOf = {
  starting: 'STARTING',
  running: 'RUNNING',
  failed: 'ERROR',
  stopped: 'STOPPED',
} as const satisfies Record<ReturnType<AppProcess['state']>, AppStatus>;
