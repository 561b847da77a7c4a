import path from 'node:path';
import type { ConsolePlace } from './app-environment.ts';
import { appErrors, AppRefusal } from './app-errors.ts';
import type { AppImage } from './app-image.ts';
import { AppInstance } from './app-instance.ts';
import type { AppTimings } from './app-process.ts';
import { builtApp } from './built-app.ts';
import { readManifest, type Manifest } from './manifest.ts';

/** An app that the console shows: its tabs, menus, page scripts and proxy come from here. */
export type RunningApp = {
  /** Instance id, part of every address of the app. */
  readonly id: string;
  readonly manifest: Manifest;
  readonly port: number;
};

/** What is installed, of which instances are made. */
export type AppDefinition = {
  readonly id: number;
  readonly manifest: Manifest;
  /** Makes what an instance runs from, in a folder of its own. */
  readonly makeImage: (folder: string) => Promise<AppImage>;
};

/** How apps are kept. */
export type ApplicationsOptions = {
  /** MB that all apps together may ask for. */
  readonly memoryMb?: number;
  readonly timings?: AppTimings;
  readonly log?: (line: string) => void;
  readonly nowMs?: () => number;
};

/** Apps may have a tenth of a Console's memory ("resources"); this one makes believe to have 24 GB. */
const defaultMemoryMb = 2400;
const firstInstanceId = 1001;
const firstDefinitionId = 1101;

/**
 * The app framework of the console: which apps are installed and which instances of them run. Guards ids,
 * UUIDs and the memory that all share. Nothing can be installed before `open`.
 */
export class Applications {
  readonly #options: ApplicationsOptions;
  readonly #definitions = new Map<number, AppDefinition>();
  readonly #instances = new Map<number, AppInstance>();
  #opened: { readonly place: ConsolePlace; readonly folder: string } | null = null;
  #nextInstanceId = firstInstanceId;
  #nextDefinitionId = firstDefinitionId;
  #imagesMade = 0;

  constructor(options: ApplicationsOptions = {}) {
    this.#options = options;
  }

  /** The console's servers listen at `place`; containers may be made below `folder`. */
  open(place: ConsolePlace, folder: string): void {
    this.#opened = { place, folder };
  }

  get definitions(): readonly AppDefinition[] {
    return [...this.#definitions.values()];
  }

  get instances(): readonly AppInstance[] {
    return [...this.#instances.values()];
  }

  /** The apps whose parts the console shows at this moment, in the order of installation. */
  running(): readonly RunningApp[] {
    return this.instances.flatMap(({ id, manifest, port, isShown }) =>
      isShown && port !== null ? [{ id: String(id), manifest, port }] : [],
    );
  }

  /** Throws 33901. */
  instance(id: number): AppInstance {
    const found = this.#instances.get(id);
    if (found !== undefined) return found;
    throw new AppRefusal(appErrors.noApplication, [`There is none with the id ${id}.`]);
  }

  /** Throws 33900. */
  definition(id: number): AppDefinition {
    const found = this.#definitions.get(id);
    if (found !== undefined) return found;
    throw new AppRefusal(appErrors.noDefinition, [`There is none with the id ${id}.`]);
  }

  /**
   * Runs the app as it was built, without a package. Resolves when it answers or was given up; rejects with an
   * `AppRefusal` for a manifest that QRadar would not take.
   */
  async runBuilt(build: { readonly manifestFile: string; readonly script: string }): Promise<void> {
    const manifest = await readManifest(build.manifestFile);
    const definition = this.define(manifest, (folder) => builtApp(manifest, build.script, folder));
    await this.createInstance(definition.id, 'admin');
  }

  /** Installs an app without starting anything. Throws 33300 where another has its UUID. */
  define(manifest: Manifest, makeImage: AppDefinition['makeImage']): AppDefinition {
    if (this.definitions.some((other) => other.manifest.uuid === manifest.uuid)) {
      throw new AppRefusal(appErrors.uuidTaken, [`${manifest.uuid} is installed.`]);
    }
    const definition = { id: this.#nextDefinitionId++, manifest, makeImage };
    this.#definitions.set(definition.id, definition);
    return definition;
  }

  /** Makes an instance and starts it. It stays with status ERROR where it does not come up. */
  async createInstance(definitionId: number, installedBy: string): Promise<AppInstance> {
    const { manifest, makeImage } = this.definition(definitionId);
    const present = this.instances.filter((one) => one.definitionId === definitionId);
    if (present.length > 0 && manifest.multitenancy_safe !== 'true') {
      throw new AppRefusal(appErrors.singleInstance, [`${manifest.name} has one.`]);
    }
    this.#reserve(manifest.resources.memory);
    const { place, folder } = this.#place();
    const id = this.#nextInstanceId++;
    const { timings = {}, log = () => undefined, nowMs = Date.now } = this.#options;
    const image = await makeImage(this.#imageFolder(folder, id));
    const parts = { id, definitionId, image, installedBy, place, timings, log };
    const instance = new AppInstance({ ...parts, installedOnMs: nowMs() });
    this.#instances.set(id, instance);
    await instance.create();
    return instance;
  }

  /** Changes an instance's memory limit; 33302 where all apps together would ask for too much. */
  async setMemory(instance: AppInstance, memoryMb: number): Promise<void> {
    this.#reserve(memoryMb - instance.memoryMb);
    await instance.setMemory(memoryMb);
  }

  /** Ends an instance and deletes what it stored. */
  async removeInstance(id: number): Promise<void> {
    await this.instance(id).remove();
    this.#instances.delete(id);
  }

  /** Uninstalls an app with all its instances. */
  async removeDefinition(id: number): Promise<void> {
    for (const one of this.instances) {
      if (one.definitionId === id) await this.removeInstance(one.id);
    }
    this.#definitions.delete(id);
  }

  /** Ends every app. Nothing can be installed afterwards. */
  async close(): Promise<void> {
    this.#opened = null;
    for (const { id } of this.definitions) await this.removeDefinition(id);
  }

  #place(): { readonly place: ConsolePlace; readonly folder: string } {
    if (this.#opened !== null) return this.#opened;
    throw new AppRefusal(appErrors.frameworkDown, ['The console is starting or ending.']);
  }

  #reserve(moreMb: number): void {
    const { memoryMb = defaultMemoryMb } = this.#options;
    const takenMb = this.instances.reduce((sum, one) => sum + one.memoryMb, 0);
    if (takenMb + moreMb <= memoryMb) return;
    throw new AppRefusal(appErrors.noMemory, [
      `${moreMb} MB are asked for, ${memoryMb - takenMb} of ${memoryMb} MB are free.`,
    ]);
  }

  #imageFolder(folder: string, instanceId: number): string {
    this.#imagesMade += 1;
    return path.join(folder, `app-${instanceId}-${this.#imagesMade}`);
  }
}
