import { ZipError } from './error.ts';
import {
  flags,
  methods,
  recordBytes,
  signatures,
  unixSystems,
  unixTypes,
  zip64,
} from './format.ts';

/** An entry as the central directory describes it; sizes and offsets in bytes. */
export type DirectoryRecord = {
  readonly name: string;
  readonly isDirectory: boolean;
  /** A link, device or pipe: nothing an app archive may hold. */
  readonly isSpecial: boolean;
  /** Permission bits; 0 where the archive keeps none. */
  readonly mode: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Of the local header. */
  readonly offset: number;
  /** Where the entries end and the directory begins. */
  readonly directoryStart: number;
};

/** Longest comment a zip can end with, 65 535 bytes (APPNOTE 4.4.12). */
const longestComment = 0xffff;

/** The entries of a zip in the order of its directory. Throws `ZipError` for what is no plain, whole zip. */
export function readDirectory(zip: Buffer, maximumEntries: number): DirectoryRecord[] {
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  const size = zip.readUInt32LE(end + 12);
  const start = zip.readUInt32LE(end + 16);
  if (count === zip64.short || size === zip64.long || start === zip64.long) {
    throw new ZipError('zip-structure', 'The archive uses ZIP64, which an app never needs.');
  }
  if (zip.readUInt16LE(end + 4) !== 0 || zip.readUInt16LE(end + 8) !== count) {
    throw new ZipError('zip-structure', 'The archive is one of several parts.');
  }
  if (start + size !== end) {
    throw new ZipError('zip-structure', 'The directory of the archive is not where it should be.');
  }
  if (count > maximumEntries) {
    throw new ZipError('zip-bomb', `The archive has more than ${maximumEntries} entries.`);
  }
  const records: DirectoryRecord[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    const { record, next } = readRecord(zip, at, end, start);
    records.push(record);
    at = next;
  }
  if (at !== end) throw new ZipError('zip-structure', 'The directory has more than it declares.');
  return records;
}

/** The end record, searched from the end because a comment may follow it. */
function findEnd(zip: Buffer): number {
  const last = zip.length - recordBytes.end;
  for (let at = last; at >= Math.max(0, last - longestComment); at -= 1) {
    if (zip.readUInt32LE(at) !== signatures.end) continue;
    if (at + recordBytes.end + zip.readUInt16LE(at + 20) === zip.length) return at;
  }
  throw new ZipError('zip-structure', 'This is not a zip archive, or it is cut off.');
}

function readRecord(
  zip: Buffer,
  at: number,
  end: number,
  directoryStart: number,
): { record: DirectoryRecord; next: number } {
  if (at + recordBytes.centralHeader > end || zip.readUInt32LE(at) !== signatures.centralHeader) {
    throw new ZipError('zip-structure', 'The directory of the archive is damaged.');
  }
  const nameStart = at + recordBytes.centralHeader;
  const nameEnd = nameStart + zip.readUInt16LE(at + 28);
  const next = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  if (next > end) throw new ZipError('zip-structure', 'The directory of the archive is damaged.');
  const name = decodeName(zip.subarray(nameStart, nameEnd));
  const sizes = { packedSize: zip.readUInt32LE(at + 20), size: zip.readUInt32LE(at + 24) };
  const offset = zip.readUInt32LE(at + 42);
  if ([sizes.packedSize, sizes.size, offset].includes(zip64.long)) {
    throw new ZipError('zip-structure', 'The archive uses ZIP64, which an app never needs.');
  }
  const method = zip.readUInt16LE(at + 10);
  refuseMethod(name, method, zip.readUInt16LE(at + 8));
  const crc = zip.readUInt32LE(at + 16);
  const rest = { method, crc, ...sizes, offset, directoryStart };
  return { record: { name, ...kind(zip, at, name), ...rest }, next };
}

function refuseMethod(name: string, method: number, flagBits: number): void {
  if ((flagBits & (flags.encrypted | flags.strongEncryption)) !== 0) {
    throw new ZipError('zip-structure', `${JSON.stringify(name)} is encrypted.`);
  }
  if (method !== methods.store && method !== methods.deflate) {
    throw new ZipError('zip-structure', `${JSON.stringify(name)} uses compression ${method}.`);
  }
}

function kind(
  zip: Buffer,
  at: number,
  name: string,
): Pick<DirectoryRecord, 'isDirectory' | 'isSpecial' | 'mode'> {
  const isUnix = unixSystems.includes(zip.readUInt8(at + 5));
  const unixMode = isUnix ? zip.readUInt16LE(at + 40) : 0;
  const type = unixMode & unixTypes.mask;
  const isDirectory = name.endsWith('/');
  const expected = isDirectory ? unixTypes.directory : unixTypes.file;
  return { isDirectory, isSpecial: type !== 0 && type !== expected, mode: unixMode & 0o777 };
}

/** Names are UTF-8, with or without the flag: an app's names are ASCII, and other code pages are a guess. */
function decodeName(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new ZipError('zip-path', 'An entry has a name that is not UTF-8.', { cause: error });
  }
}
