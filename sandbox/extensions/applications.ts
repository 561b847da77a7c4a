import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ConsolePlace } from './app-environment.ts';
import { appErrors, AppRefusal } from './app-errors.ts';
import type { AppImage, ImageMaker } from './app-image.ts';
import { AppInstance } from './app-instance.ts';
import type { AppTimings } from './app-process.ts';
import { builtApp } from './built-app.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { localized, type ResourceBundles } from './resource-bundles.ts';

/** An app that the console shows: its tabs, menus, page scripts and proxy come from here. */
export type RunningApp = {
  /** Instance id, part of every address of the app. */
  readonly id: string;
  readonly manifest: Manifest;
  readonly bundles: ResourceBundles;
  readonly port: number;
};

/** What is installed, of which instances are made. Times in epoch ms. */
export type AppDefinition = {
  readonly id: number;
  readonly createdBy: string;
  readonly createdOnMs: number;
  readonly manifest: Manifest;
  readonly makeImage: ImageMaker;
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

  /** Takes what apps and their installation say. */
  get log(): (line: string) => void {
    return this.#options.log ?? (() => undefined);
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
    return this.instances.flatMap(({ id, manifest, bundles, port, isShown }) =>
      isShown && port !== null ? [{ id: String(id), manifest, bundles, port }] : [],
    );
  }

  /** The same with the texts of their manifests in a locale. */
  runningIn(locale: string): readonly RunningApp[] {
    return this.running().map((app) => ({
      ...app,
      manifest: localized(app.manifest, app.bundles, locale),
    }));
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
  async runBuilt(build: {
    readonly manifestFile: string;
    readonly script: string;
    readonly staticFolder: string;
  }): Promise<void> {
    const { manifestFile, script, staticFolder } = build;
    const manifest = await readManifest(manifestFile);
    const definition = this.define(manifest, builtApp(manifest, script, staticFolder), 'admin');
    await this.createInstance(definition.id, 'admin');
  }

  /** Installs an app without starting anything. Throws 33300 where another has its UUID. */
  define(manifest: Manifest, makeImage: ImageMaker, createdBy: string): AppDefinition {
    if (this.definitions.some((other) => other.manifest.uuid === manifest.uuid)) {
      throw new AppRefusal(appErrors.uuidTaken, [`${manifest.uuid} is installed.`]);
    }
    const createdOnMs = (this.#options.nowMs ?? Date.now)();
    const id = this.#nextDefinitionId++;
    const definition = { id, manifest, makeImage, createdBy, createdOnMs };
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
    const store = path.join(folder, `store-${id}`);
    await mkdir(store);
    const image = await imageOrNoStore(
      makeImage({ folder: this.#imageFolder(folder), store }),
      store,
    );
    const { timings = {}, nowMs = Date.now } = this.#options;
    const { log } = this;
    const parts = { id, definitionId, image, store, installedBy, place, timings, log };
    const instance = new AppInstance({ ...parts, installedOnMs: nowMs() });
    this.#instances.set(id, instance);
    await instance.create();
    return instance;
  }

  /**
   * Puts another version of an installed app in its place. False where an instance does not come up with it: that one
   * runs the old version then, as do those after it. Throws 33301 for another UUID, 33006 for an instance that does not run.
   */
  async upgrade(id: number, manifest: Manifest, makeImage: ImageMaker): Promise<boolean> {
    const old = this.definition(id);
    if (old.manifest.uuid !== manifest.uuid) {
      throw new AppRefusal(appErrors.uuidDiffers, [
        `Installed is ${old.manifest.uuid}, this is ${manifest.uuid}.`,
      ]);
    }
    const { folder } = this.#place();
    const instances = this.instances.filter((one) => one.definitionId === id);
    const moreMb = manifest.resources.memory - old.manifest.resources.memory;
    this.#reserve(Math.max(0, moreMb) * instances.length);
    for (const instance of instances) {
      const folders = { folder: this.#imageFolder(folder), store: instance.store };
      if (!(await instance.upgrade(await makeImage(folders)))) return false;
    }
    this.#definitions.set(id, { ...old, manifest, makeImage });
    return true;
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

  /** Where containers and archives may be kept. Throws 33700 before `open`. */
  get folder(): string {
    return this.#place().folder;
  }

  /** The console's release, `2021.6.13.20250715120000`. Throws 33700 before `open`. */
  get buildVersion(): string {
    return this.#place().place.buildVersion;
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

  #imageFolder(folder: string): string {
    this.#imagesMade += 1;
    return path.join(folder, `image-${this.#imagesMade}`);
  }
}

/** The image; where it cannot be made the store goes, because no instance will use it. */
async function imageOrNoStore(making: Promise<AppImage>, store: string): Promise<AppImage> {
  try {
    return await making;
  } catch (error) {
    await rm(store, { recursive: true, force: true });
    throw error;
  }
}
