import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { appErrors, AppRefusal } from './app-errors.ts';
import { readArchive, type Archive } from './archive.ts';
import { extensionErrors, ExtensionRefusal } from './extension-errors.ts';
import { planOf, putIn, takeOut, type InstallationParts } from './installation.ts';
import { Tasks, type Task, type TaskContent, type TaskOutcome } from './tasks.ts';

/** States of an extension that occur here (config-extension_management-extensions-GET of QRadar REST API 26.0 lists more). */
export type ExtensionStatus =
  | 'UPLOADED'
  | 'PREVIEWING'
  | 'INSTALLING'
  | 'INSTALLED'
  | 'INSTALL_FAILED'
  | 'UNINSTALLING'
  | 'UNINSTALLED'
  | 'UNINSTALL_FAILED';

/** An archive that was uploaded. Times in epoch ms. */
export type Extension = Pick<Archive, 'facts' | 'manifest' | 'isSigned'> & {
  readonly id: number;
  readonly status: ExtensionStatus;
  readonly bytes: number;
  readonly addedBy: string;
  readonly addedMs: number;
  readonly installedBy: string | null;
  readonly installedMs: number | null;
  /** The app made of it; null while it is not installed. */
  readonly definitionId: number | null;
  /** Why the last thing that was tried went wrong; null where it did not. */
  readonly problem: string | null;
};

/** How an extension is to be installed. */
export type InstallChoices = {
  /** Whether an app that is there already is replaced; otherwise it is left as it is. */
  readonly overwrite: boolean;
  /** Whether an instance is made and started at once. */
  readonly withInstance: boolean;
};

/** What Extensions Management stands on. */
export type ExtensionsOptions = InstallationParts & { readonly nowMs?: () => number };

/** Extensions Management: what was uploaded, and what became of it. Guards the states of each. */
export class Extensions {
  readonly tasks: Tasks;
  readonly #parts: InstallationParts;
  readonly #nowMs: () => number;
  readonly #extensions = new Map<number, Extension>();
  #nextId = 51;

  constructor(options: ExtensionsOptions) {
    this.#parts = options;
    this.#nowMs = options.nowMs ?? Date.now;
    this.tasks = new Tasks(this.#nowMs);
  }

  get all(): readonly Extension[] {
    return [...this.#extensions.values()];
  }

  /** Throws 22603. */
  find(id: number): Extension {
    const found = this.#extensions.get(id);
    if (found !== undefined) return found;
    throw new ExtensionRefusal(extensionErrors.noExtension, [`There is none with the id ${id}.`]);
  }

  /** Takes an archive in, validated, without installing it. Throws 22607, 22613, 22616. */
  async upload(bytes: Buffer, addedBy: string): Promise<Extension> {
    const { facts, manifest, isSigned, advice } = readArchive(bytes);
    const known = this.all.find(
      (other) => other.facts.id === facts.id && other.facts.version === facts.version,
    );
    if (known !== undefined) {
      throw new ExtensionRefusal(extensionErrors.present, [
        `${facts.name} ${facts.version} is here as number ${known.id}, ${known.status}.`,
      ]);
    }
    const { log } = this.#parts.applications;
    for (const line of advice) log(`uploaded with advice: ${line}`);
    const id = this.#nextId++;
    await writeFile(this.#file(id), bytes, { mode: 0o600 });
    return this.#set({
      ...{ id, facts, manifest, isSigned, addedBy },
      status: 'UPLOADED',
      bytes: bytes.length,
      addedMs: this.#nowMs(),
      ...notInstalled,
      problem: null,
    });
  }

  /**
   * Uploads and installs in one go, with a default instance. Rejects with the reason where the app does not run in
   * the end.
   */
  async uploadAndInstall(bytes: Buffer, by: string): Promise<void> {
    const { id } = await this.upload(bytes, by);
    this.install(id, by, { overwrite: true, withInstance: true });
    await this.tasks.idle();
    const { problem } = this.find(id);
    if (problem !== null) throw new AppRefusal(appErrors.doesNotStart, [problem]);
  }

  /** Finds out what an installation would do. */
  preview(id: number, createdBy: string): Task {
    const extension = this.find(id);
    return this.tasks.start({ kind: 'PREVIEW', extensionId: id, createdBy }, () => {
      return Promise.resolve({ message: '', contents: [this.#plan(extension)] });
    });
  }

  /** Installs it, or puts it in the place of the version that is there. Throws 22611, 22612, 22618. */
  install(id: number, createdBy: string, choices: InstallChoices): Task {
    const extension = this.find(id);
    if (extension.status === 'INSTALLED') throw new ExtensionRefusal(extensionErrors.installed, []);
    return this.#act('INSTALL', extension, createdBy, async () => {
      const plan = this.#plan(extension);
      const replaced = this.#installedVersion(extension);
      if (replaced !== null && !choices.overwrite) {
        return { message: `${replaced.facts.version} is preserved`, contents: [skipped(plan)] };
      }
      const archive = readArchive(await readFile(this.#file(id)));
      const order = { archive, installedBy: createdBy, withInstance: choices.withInstance };
      const { definitionId, message } = await putIn(
        this.#parts,
        order,
        replaced?.definitionId ?? null,
      );
      if (replaced !== null) await this.#forget(replaced.id);
      const now = { installedBy: createdBy, installedMs: this.#nowMs(), definitionId };
      this.#set({ ...extension, ...now, status: 'INSTALLED', problem: null });
      return { message, contents: [plan] };
    });
  }

  /**
   * Takes an installed extension away with its app, after the app's uninstall hooks; it stays in the list and can
   * be installed again. One that is not installed is deleted from the list.
   */
  remove(id: number, createdBy: string): Task {
    const extension = this.find(id);
    const contents = [{ name: extension.manifest.name, action: 'REMOVE' }] as const;
    return this.#act('UNINSTALL', extension, createdBy, async () => {
      if (extension.definitionId === null) {
        await this.#forget(id);
        return { message: 'It is deleted from the list.', contents };
      }
      const message = await takeOut(this.#parts, extension.definitionId);
      this.#set({ ...extension, ...notInstalled, status: 'UNINSTALLED', problem: null });
      return { message, contents };
    });
  }

  #act(
    kind: 'INSTALL' | 'UNINSTALL',
    extension: Extension,
    createdBy: string,
    act: () => Promise<TaskOutcome>,
  ): Task {
    const [busy, failed] = statesOf[kind];
    return this.tasks.start({ kind, extensionId: extension.id, createdBy }, async () => {
      this.#set({ ...extension, status: busy, problem: null });
      try {
        return await act();
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        this.#set({ ...extension, status: failed, problem });
        throw error;
      }
    });
  }

  #installedVersion(extension: Extension): Extension | null {
    const isSame = ({ facts, definitionId }: Extension) =>
      facts.id === extension.facts.id && definitionId !== null;
    return this.all.find(isSame) ?? null;
  }

  #plan(extension: Extension): TaskContent {
    return planOf(this.#parts.applications, extension, this.#installedVersion(extension));
  }

  #file(id: number): string {
    return path.join(this.#parts.applications.folder, `extension-${id}.zip`);
  }

  async #forget(id: number): Promise<void> {
    this.#extensions.delete(id);
    await rm(this.#file(id), { force: true });
  }

  #set(extension: Extension): Extension {
    this.#extensions.set(extension.id, extension);
    return extension;
  }
}

const notInstalled = { installedBy: null, installedMs: null, definitionId: null } as const;
const statesOf = {
  INSTALL: ['INSTALLING', 'INSTALL_FAILED'],
  UNINSTALL: ['UNINSTALLING', 'UNINSTALL_FAILED'],
} as const;

function skipped(content: TaskContent): TaskContent {
  return { ...content, action: 'SKIP' };
}
