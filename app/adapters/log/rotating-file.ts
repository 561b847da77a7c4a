import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

export type RotatingFileOptions = {
  /** Path of the newest file; older ones have `.1`, `.2` … behind the name. Its folder is made if missing. */
  readonly file: string;
  /** No file grows beyond this, one longer line aside. */
  readonly maxBytes: number;
  /** Older files kept beside the newest; asked at each rotation. */
  readonly keep: () => number;
};

/** Most files that were ever allowed beside the newest; what lies beyond `keep` is removed up to here. */
export const mostKept = 20;

/**
 * A log file that starts anew when it is full. Lines are written before `write` returns, so that the last
 * words of a process that ends are there.
 */
export class RotatingFile {
  readonly #options: RotatingFileOptions;
  #open: { readonly descriptor: number; bytes: number } | null = null;

  constructor(options: RotatingFileOptions) {
    this.#options = options;
  }

  /** Throws where the file cannot be written; the next call tries anew. */
  write(line: string): void {
    const bytes = Buffer.byteLength(line);
    try {
      let open = (this.#open ??= this.#opened());
      if (open.bytes > 0 && open.bytes + bytes > this.#options.maxBytes) {
        this.close();
        this.#rotate();
        open = this.#open = this.#opened();
      }
      writeSync(open.descriptor, line);
      open.bytes += bytes;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Idempotent; a later `write` opens the file again. */
  close(): void {
    const open = this.#open;
    this.#open = null;
    if (open !== null) closeSync(open.descriptor);
  }

  #opened() {
    const { file } = this.#options;
    mkdirSync(path.dirname(file), { recursive: true });
    const descriptor = openSync(file, 'a', 0o600);
    return { descriptor, bytes: fstatSync(descriptor).size };
  }

  #rotate(): void {
    const { file } = this.#options;
    const keep = Math.min(this.#options.keep(), mostKept);
    for (let old = mostKept; old >= Math.max(1, keep); old--)
      rmSync(`${file}.${old}`, { force: true });
    for (let old = keep - 1; old >= 1; old--) renameIfThere(`${file}.${old}`, `${file}.${old + 1}`);
    if (keep > 0) renameSync(file, `${file}.1`);
    else rmSync(file);
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
