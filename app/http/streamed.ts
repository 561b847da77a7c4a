import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** Characters written at a time, so that little more than one such text is in memory. */
const chunkLength = 65_536;

/**
 * Answers with JSON that is made as fast as it is taken. Throws what making it throws, and ends the connection, so that no part
 * is taken for the whole.
 */
export async function sendStreamed(
  response: Response,
  parts: Iterable<string | Uint8Array>,
): Promise<void> {
  try {
    await pipeline(Readable.from(parts), response.type('json'));
  } catch (error) {
    // An asker who left needs no answer; the log says of each request whether it was complete.
    if (!isPrematureClose(error)) throw error;
  }
}

/** Members of a JSON array with commas between them, in pieces worth writing; without the brackets. */
export function* membersOf(texts: Iterable<string>): Generator<string> {
  let piece = '';
  let comma = '';
  for (const text of texts) {
    piece += comma + text;
    comma = ',';
    if (piece.length < chunkLength) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** How Node says that a connection was closed by its other end. */
function isPrematureClose(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return code === 'ERR_STREAM_PREMATURE_CLOSE';
}
