import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Revision } from '../runs/revisions.ts';

/** Characters written at a time, so that little more than one such text is in memory. */
const chunkLength = 65_536;

/**
 * Answers with a revision as the JSON of a `RunFindings`, as fast as it is taken. The findings stay until the answer is
 * out or the asker has left. Throws what reading them throws, and ends the connection, so that no part is taken for the
 * whole.
 */
export async function sendFindings(response: Response, revision: Revision): Promise<void> {
  const release = revision.hold();
  try {
    await pipeline(Readable.from(findingsJson(revision)), response.type('json'));
  } catch (error) {
    // An asker who left needs no answer; the log says of each request whether it was complete.
    if (!isPrematureClose(error)) throw error;
  } finally {
    release();
  }
}

function* findingsJson({ number, findings, denied }: Revision): Generator<string | Uint8Array> {
  let text = `{"revision":${number},"findings":[`;
  let comma = '';
  for (const finding of findings.texts()) {
    text += comma + finding;
    comma = ',';
    if (text.length < chunkLength) continue;
    yield text;
    text = '';
  }
  yield `${text}],"denied":`;
  yield denied;
  yield '}';
}

/** How Node says that a connection was closed by its other end. */
function isPrematureClose(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return code === 'ERR_STREAM_PREMATURE_CLOSE';
}
