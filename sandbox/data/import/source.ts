import { createReadStream } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { ImportError, messageOf } from './import-error.ts';
import type { ImportLimits } from './limits.ts';
import { foreignFormat } from './signatures.ts';
import { unpacked } from './unpack.ts';
import { isZip, zipEntries } from './zip.ts';

/** One stream of records: a file, or a file in a zip. May be read as often as wanted. */
export type Source = {
  /** Path as given; of a file in a zip `archive.zip/name`. */
  readonly path: string;
  /** Last part of the path, for reports. */
  readonly name: string;
  /** The bytes, decompressed. Throws when the disk, the compression or a limit ends it early. */
  readonly bytes: () => AsyncGenerator<Buffer, void, void>;
  /** Whether the file is longer now than it was when the import began; what was added is not read. */
  readonly hasGrown: () => Promise<boolean>;
};

/** First bytes that are looked at to tell what a file is. */
const signatureBytes = 8;

/**
 * Opens a file; a zip is all files in it. gzip and Zstandard are told by content, not by name, also inside a zip.
 * A symbolic link is followed. Only as much is read as the file had when this was called. Throws an `ImportError`
 * for what cannot be opened, is no regular file, is empty, or is of a format that must be converted first.
 */
export async function openSources(path: string, limits: ImportLimits): Promise<Source[]> {
  const { size, start } = await inspected(path);
  const foreign = foreignFormat(start);
  if (foreign !== null) throw new ImportError(`${path} is ${foreign}`);
  const hasGrown = async (): Promise<boolean> => (await stat(path)).size > size;
  if (isZip(start)) {
    const entries = await zipEntries(path, limits);
    return entries.map(({ name, compressedBytes, open: openEntry }) => ({
      path: `${path}/${name}`,
      name: basename(name),
      bytes: () => unpacked(openEntry, compressedBytes, limits),
      hasGrown,
    }));
  }
  const openFile = (): Promise<Readable> =>
    Promise.resolve(createReadStream(path, { end: size - 1 }));
  return [{ path, name: basename(path), bytes: () => unpacked(openFile, size, limits), hasGrown }];
}

/** What identifies a file, so that one that is named twice is read once. */
export async function identityOf(path: string): Promise<string> {
  try {
    const { dev, ino } = await stat(path);
    return `${dev}:${ino}`;
  } catch {
    // What cannot be asked is told when the file is opened.
    return path;
  }
}

async function inspected(path: string): Promise<{ size: number; start: Buffer }> {
  let file: FileHandle | null = null;
  try {
    const before = await stat(path);
    if (before.isDirectory()) {
      throw new ImportError(
        `${path} is a folder: name the files in it (a shell does for ${path}/*).`,
      );
    }
    // Opening a pipe would wait for whoever writes to it.
    if (!before.isFile()) {
      throw new ImportError(
        `${path} is no regular file: write what it gives to a file first; a file is read twice.`,
      );
    }
    if (before.size === 0) throw new ImportError(`${path} is empty.`);
    file = await open(path);
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(signatureBytes),
      0,
      signatureBytes,
      0,
    );
    return { size: before.size, start: buffer.subarray(0, bytesRead) };
  } catch (cause) {
    if (cause instanceof ImportError) throw cause;
    throw new ImportError(`${path} cannot be read: ${messageOf(cause)}.`, { cause });
  } finally {
    await file?.close();
  }
}
