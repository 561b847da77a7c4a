/** An encoding that `TextDecoder` knows. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Bytes that are looked at; enough for any header. */
const sampleBytes = 4096;

/**
 * The encoding of a text by its first bytes: the byte order mark, else which half of the pairs is NUL, as in UTF-16
 * without a mark, else UTF-8, and windows-1252 for what is not valid UTF-8 (Unicode Standard 3.10; Encoding Standard).
 */
export function encodingOf(start: Buffer): Encoding {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const sample = start.subarray(0, sampleBytes);
  const pairs = Math.floor(sample.length / 2);
  const nulls = { even: 0, odd: 0 };
  for (let index = 0; index < pairs * 2; index += 1) {
    if (sample[index] === 0) nulls[index % 2 === 0 ? 'even' : 'odd'] += 1;
  }
  // ASCII as UTF-16 has a NUL in nearly every pair, always on the same side.
  if (pairs > 1 && nulls.odd > pairs / 2 && nulls.even < pairs / 8) return 'utf-16le';
  if (pairs > 1 && nulls.even > pairs / 2 && nulls.odd < pairs / 8) return 'utf-16be';
  return isUtf8(sample) ? 'utf-8' : 'windows-1252';
}

/** The text of bytes that arrive in pieces; byte order marks and NULs, as lost writes leave them, are left out. */
export async function* decoded(
  bytes: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield withoutNulls(decoder.decode(chunk, { stream: true }));
  yield withoutNulls(decoder.decode());
}

function withoutNulls(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}

function isUtf8(sample: Buffer): boolean {
  try {
    // A character that the sample cuts is no mistake.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}
