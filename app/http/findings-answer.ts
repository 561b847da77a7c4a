import type { Response } from 'express';
import type { Revision } from '../runs/revisions.ts';
import { membersOf, sendStreamed } from './streamed.ts';

/**
 * Answers with a revision as the JSON of a `RunFindings`, as fast as it is taken. The findings stay until the answer is
 * out or the asker has left. Throws what reading them throws, and ends the connection.
 */
export async function sendFindings(response: Response, revision: Revision): Promise<void> {
  const release = revision.hold();
  try {
    await sendStreamed(response, findingsJson(revision));
  } finally {
    release();
  }
}

function* findingsJson({ number, findings, denied }: Revision): Generator<string | Uint8Array> {
  yield `{"revision":${number},"findings":[`;
  yield* membersOf(findings.texts());
  yield `],"denied":`;
  yield denied;
  yield '}';
}
