import { ZipError } from '../zip/error.ts';
import type { ZipFile } from '../zip/read.ts';

/** The files of an app zip, by name. Contents are read on demand. */
export class AppFiles {
  readonly #files: ReadonlyMap<string, ZipFile>;

  constructor(files: readonly ZipFile[]) {
    this.#files = new Map(files.map((file) => [file.name, file]));
  }

  get names(): readonly string[] {
    return [...this.#files.keys()];
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  /** Whether there is a file in a folder, given without slash at the end. */
  hasFolder(name: string): boolean {
    return this.names.some((file) => file.startsWith(`${name}/`));
  }

  mode(name: string): number {
    return this.#files.get(name)?.mode ?? 0;
  }

  /** `null` for what is not there or cannot be unpacked; the latter is a complaint of its own. */
  bytes(name: string): Buffer | null {
    try {
      return this.#files.get(name)?.read() ?? null;
    } catch (error) {
      if (error instanceof ZipError) return null;
      throw error;
    }
  }

  text(name: string): string | null {
    return this.bytes(name)?.toString('utf8') ?? null;
  }
}
