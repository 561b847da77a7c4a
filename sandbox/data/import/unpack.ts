import { pipeline, type Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { ImportLimits } from './limits.ts';

/** First bytes of a gzip member (RFC 1952, 2.3.1) and of a Zstandard frame (RFC 8878, 3.1.1). */
const signatures = [
  { starts: [0x1f, 0x8b], decompressor: createGunzip },
  { starts: [0x28, 0xb5, 0x2f, 0xfd], decompressor: createZstdDecompress },
] as const;

/**
 * The bytes of a stream, decompressed if it is gzip (also of several members) or Zstandard. `packedBytes` is what the
 * stream takes on the disk. Throws when it unpacks to more than the limits allow, or breaks off.
 */
export async function* unpacked(
  open: () => Promise<Readable>,
  packedBytes: number,
  limits: ImportLimits,
): AsyncGenerator<Buffer, void, void> {
  const mostBytes = Math.max(limits.unpackedAnyway, packedBytes * limits.unpackedRatio);
  const raw = await open();
  const plain = await decompressed(raw);
  let bytes = 0;
  try {
    for await (const chunk of plain) {
      // A stream without an encoding gives buffers; the type of `for await` over it is `any`.
      const buffer = chunk as Buffer;
      bytes += buffer.length;
      if (bytes > mostBytes) {
        throw new Error(
          `it unpacks to more than ${mostBytes} bytes from ${packedBytes}, as an archive bomb does; unpack it yourself if it is none`,
        );
      }
      yield buffer;
    }
  } finally {
    plain.destroy();
    raw.destroy();
  }
}

async function decompressed(raw: Readable): Promise<Readable> {
  const start = await firstBytes(raw);
  const found = signatures.find(({ starts }) =>
    starts.every((byte, index) => start[index] === byte),
  );
  if (!found) return raw;
  // The error reaches the reader as one of the last stream; here is nothing to add.
  return pipeline(raw, found.decompressor(), () => undefined);
}

/** Looks at the first chunk and puts it back. Rejects when the stream fails before. */
function firstBytes(stream: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      const chunk = stream.read() as Buffer | null;
      if (chunk !== null) stream.unshift(chunk);
      else if (!stream.readableEnded && !stream.destroyed) {
        stream.once('readable', settle);
        return;
      }
      stream.off('error', reject);
      resolve(chunk ?? Buffer.alloc(0));
    };
    stream.once('error', reject);
    stream.once('readable', settle);
  });
}
