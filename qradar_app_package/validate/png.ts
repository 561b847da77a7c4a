/** Pixels of an image. */
export type PixelSize = { readonly width: number; readonly height: number };

/** The eight bytes every PNG begins with (PNG specification, 5.2). */
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Width and height that a PNG's header states (IHDR, PNG specification 11.2.2), or `null` for what is no PNG.
 */
export function pngSize(bytes: Buffer): PixelSize | null {
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(pngSignature)) return null;
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
