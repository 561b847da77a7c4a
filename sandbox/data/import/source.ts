import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A file that cannot be imported at all; the message says what is wrong with it and names it. */
export class ImportError extends Error {
  constructor(message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.name = 'ImportError';
  }
}

/** First two bytes of every gzip member (RFC 1952). */
const gzipMagic = [0x1f, 0x8b] as const;

/**
 * Opens a file for reading, decompressed when it is gzip, also when several members follow one another.
 * Recognised by content, not by name. Throws an `ImportError` when the file cannot be opened.
 */
export async function openSource(path: string): Promise<Readable> {
  const compressed = await isGzip(path);
  const file = createReadStream(path);
  if (!compressed) return file;
  const plain = createGunzip();
  file.on('error', (error) => plain.destroy(error));
  plain.on('close', () => file.destroy());
  return file.pipe(plain);
}

async function isGzip(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer[0] === gzipMagic[0] && buffer[1] === gzipMagic[1];
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new ImportError(`${path} cannot be read: ${messageOf(cause)}.`, { cause });
  }
}

/** The words of whatever was thrown. */
export function messageOf(cause: unknown): string {
  // Not `instanceof`: an error of Node itself need not share this code's `Error`.
  const hasMessage = typeof cause === 'object' && cause !== null && 'message' in cause;
  return String(hasMessage ? cause.message : cause);
}
