import { crc32, inflateRawSync } from 'node:zlib';
import { readDirectory, type DirectoryRecord } from './directory.ts';
import { ZipError } from './error.ts';
import { methods, recordBytes, signatures } from './format.ts';
import { pathFault } from './path.ts';

/** What a zip may hold; beyond it is refused before anything is inflated. */
export type ZipLimits = {
  /** Bytes of the archive itself. */
  readonly archiveBytes: number;
  readonly entries: number;
  /** Inflated bytes of one file. */
  readonly entryBytes: number;
  /** Inflated bytes of all files. */
  readonly totalBytes: number;
};

const mebibyte = 1024 * 1024;

/**
 * Far above an app that carries its own Node (48 MB, 130 MB unpacked), and at the one upload limit known of
 * the same user interface: 512 MB for configuration backups.
 */
export const defaultZipLimits: ZipLimits = {
  archiveBytes: 512 * mebibyte,
  entries: 10_000,
  entryBytes: 512 * mebibyte,
  totalBytes: 1024 * mebibyte,
};

/** A file in a zip. */
export type ZipFile = {
  /** `app/server.mjs`: relative, forward slashes, no `.` or `..`, unique in its zip. */
  readonly name: string;
  /** Bytes when inflated, as declared; `read` holds the content to it. */
  readonly size: number;
  /** Permission bits (`0o755`); 0 where the archive keeps none. */
  readonly mode: number;
  /** The content. Throws `ZipError` when its size or CRC are not as declared. */
  readonly read: () => Buffer;
};

/**
 * The files of a zip, by name; folders are implied. Nothing is inflated yet. Throws `ZipError` for what is no
 * zip, for names that lead out of the folder it is unpacked to, for links and other special entries, for
 * overlapping or encrypted entries and for whatever exceeds `limits`.
 */
export function readZip(bytes: Uint8Array, limits: ZipLimits = defaultZipLimits): ZipFile[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (zip.length > limits.archiveBytes) {
    throw new ZipError('zip-bomb', `The archive has more than ${limits.archiveBytes} bytes.`);
  }
  const records = readDirectory(zip, limits.entries);
  refuseUnsafe(records);
  refuseTooMuch(records, limits);
  refuseOverlaps(zip, records);
  return records
    .filter((record) => !record.isDirectory)
    .map((record) => zipFile(zip, record))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function zipFile(zip: Buffer, record: DirectoryRecord): ZipFile {
  const { name, size, mode } = record;
  return { name, size, mode, read: () => content(zip, record) };
}

function refuseUnsafe(records: readonly DirectoryRecord[]): void {
  const seen = new Set<string>();
  const folders = new Set<string>();
  for (const { name, isSpecial, isDirectory } of records) {
    const fault = pathFault(name);
    if (fault !== null)
      throw new ZipError('zip-path', `An entry's name ${fault}: ${quoted(name)}.`);
    if (isSpecial) {
      throw new ZipError('zip-type', `${quoted(name)} is a link or device, not a file.`);
    }
    const bare = isDirectory ? name.slice(0, -1) : name;
    if (!isDirectory && seen.has(bare)) {
      throw new ZipError('zip-structure', `${quoted(name)} is in the archive twice.`);
    }
    if (!isDirectory) seen.add(bare);
    for (let cut = bare.indexOf('/'); cut !== -1; cut = bare.indexOf('/', cut + 1)) {
      folders.add(bare.slice(0, cut));
    }
    if (isDirectory) folders.add(bare);
  }
  for (const name of seen) {
    if (folders.has(name)) {
      throw new ZipError('zip-structure', `${quoted(name)} is both a file and a folder.`);
    }
  }
}

function refuseTooMuch(records: readonly DirectoryRecord[], limits: ZipLimits): void {
  let total = 0;
  for (const { name, size } of records) {
    total += size;
    if (size > limits.entryBytes) {
      throw new ZipError('zip-bomb', `${quoted(name)} unpacks to ${size} bytes.`);
    }
    if (total > limits.totalBytes) {
      throw new ZipError(
        'zip-bomb',
        `The archive unpacks to more than ${limits.totalBytes} bytes.`,
      );
    }
  }
}

/** Entries that share bytes are how a small archive unpacks to petabytes without deep compression. */
function refuseOverlaps(zip: Buffer, records: readonly DirectoryRecord[]): void {
  const spans = records
    .map((record) => ({ start: record.offset, end: dataStart(zip, record) + record.packedSize }))
    .sort((a, b) => a.start - b.start);
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1];
    if (next !== undefined && next.start < span.end) {
      throw new ZipError('zip-bomb', 'Entries of the archive share the same bytes.');
    }
  }
}

/** Where an entry's data begins; its local header must be there and carry the same name. */
function dataStart(zip: Buffer, record: DirectoryRecord): number {
  const { offset, name, directoryStart, packedSize } = record;
  if (
    offset + recordBytes.localHeader > directoryStart ||
    zip.readUInt32LE(offset) !== signatures.localHeader
  ) {
    throw new ZipError('zip-structure', `${quoted(name)} has no header where the directory says.`);
  }
  const nameBytes = zip.readUInt16LE(offset + 26);
  const nameStart = offset + recordBytes.localHeader;
  const start = nameStart + nameBytes + zip.readUInt16LE(offset + 28);
  if (start + packedSize > directoryStart) {
    throw new ZipError('zip-structure', `${quoted(name)} reaches beyond the end of the archive.`);
  }
  // Two names for one entry let a checker see one file and an unpacker write another.
  if (zip.toString('utf8', nameStart, nameStart + nameBytes) !== name) {
    throw new ZipError('zip-structure', `${quoted(name)} has another name in its own header.`);
  }
  return start;
}

function content(zip: Buffer, record: DirectoryRecord): Buffer {
  const { name, method, packedSize, size, crc } = record;
  const start = dataStart(zip, record);
  const packed = zip.subarray(start, start + packedSize);
  const bytes = method === methods.store ? packed : inflated(packed, record);
  if (bytes.length !== size) {
    const rule = bytes.length > size ? 'zip-bomb' : 'zip-structure';
    throw new ZipError(rule, `${quoted(name)} unpacks to another size than declared.`);
  }
  if (crc32(bytes) !== crc)
    throw new ZipError('zip-structure', `${quoted(name)} is damaged (CRC).`);
  return bytes;
}

/** At most the declared size is inflated, whatever the data would grow to. */
function inflated(packed: Buffer, { name, size }: DirectoryRecord): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch (error) {
    if (isTooLarge(error)) {
      throw new ZipError(
        'zip-bomb',
        `${quoted(name)} unpacks to more than its declared ${size} bytes.`,
      );
    }
    throw new ZipError('zip-structure', `${quoted(name)} cannot be inflated.`, { cause: error });
  }
}

/** zlib's word for output beyond `maxOutputLength`. */
function isTooLarge(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_BUFFER_TOO_LARGE'
  );
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 200));
}
