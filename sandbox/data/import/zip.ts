import type { Readable } from 'node:stream';
import { openPromise, type Entry } from 'yauzl';
import { ImportError, messageOf } from './import-error.ts';
import type { ImportLimits } from './limits.ts';

/** A file in a zip, as its directory has it. */
export type ZipEntry = {
  readonly name: string;
  readonly compressedBytes: number;
  readonly open: () => Promise<Readable>;
};

/** Whether these first bytes are those of a zip with files in it, or of one without. */
export function isZip(start: Buffer): boolean {
  return start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5);
}

/**
 * The files in a zip; folders, links and what macOS adds are left out. Throws an `ImportError` for a zip that is
 * broken, encrypted, empty, has too many files, or is a workbook of Excel.
 */
export async function zipEntries(path: string, limits: ImportLimits): Promise<ZipEntry[]> {
  const entries = await directoryOf(path, limits);
  if (entries.some(({ fileName }) => fileName === '[Content_Types].xml')) {
    throw new ImportError(`${path} is a workbook of Excel: save it as CSV.`);
  }
  const files = entries.filter(isPlainFile);
  if (files.length === 0) throw new ImportError(`${path} is a zip with no file in it.`);
  const locked = files.find((entry) => entry.isEncrypted());
  if (locked) {
    throw new ImportError(
      `${path} is a zip with a password: unpack it and import ${locked.fileName}.`,
    );
  }
  return files.map((entry) => ({
    name: entry.fileName,
    compressedBytes: entry.compressedSize,
    open: () => openEntry(path, entry),
  }));
}

async function directoryOf(path: string, limits: ImportLimits): Promise<Entry[]> {
  try {
    const zip = await openPromise(path);
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length <= limits.zipFiles) continue;
      zip.close();
      throw new ImportError(
        `${path} is a zip with more than ${limits.zipFiles} files: unpack it and import the files you mean.`,
      );
    }
    return entries;
  } catch (cause) {
    if (cause instanceof ImportError) throw cause;
    throw new ImportError(`${path} is a zip that cannot be read: ${messageOf(cause)}.`, { cause });
  }
}

/** An entry of its own opening: the directory is read again, the file found by its place. */
async function openEntry(
  path: string,
  { fileName, relativeOffsetOfLocalHeader }: Entry,
): Promise<Readable> {
  const zip = await openPromise(path, { autoClose: false });
  for await (const entry of zip.eachEntry()) {
    if (entry.relativeOffsetOfLocalHeader !== relativeOffsetOfLocalHeader) continue;
    const stream = await zip.openReadStreamPromise(entry);
    stream.once('close', () => zip.close());
    return stream;
  }
  zip.close();
  throw new Error(`${fileName} is no longer in the zip`);
}

/** Bits of a Unix mode that tell the type of a file, and the type of a link (stat.h). */
const typeBits = 0o170_000;
const linkType = 0o120_000;

function isPlainFile({ fileName, externalFileAttributes }: Entry): boolean {
  const isLink = ((externalFileAttributes >>> 16) & typeBits) === linkType;
  return !isLink && !fileName.endsWith('/') && !fileName.startsWith('__MACOSX/');
}
