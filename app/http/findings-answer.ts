import type { Response } from 'express';
import type { AllowEntry } from '../../contract/allowlist.ts';
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

/**
 * Answers with what the allowlist hides in a revision as the JSON of an `AllowedFindings`; `named`: gives the entries of these ids
 * as they are now. Throws as `sendFindings`, and what `named` throws.
 */
export async function sendAllowed(
  response: Response,
  revision: Revision,
  named: (ids: ReadonlySet<string>) => Promise<readonly AllowEntry[]>,
): Promise<void> {
  const release = revision.hold();
  try {
    const ids = new Set<string>();
    for (const { allowedBy } of revision.hidden.all())
      for (const id of allowedBy ?? []) ids.add(id);
    const entries = ids.size === 0 ? [] : await named(ids);
    await sendStreamed(response, allowedJson(revision, entries));
  } finally {
    release();
  }
}

function* allowedJson(
  { number, hidden }: Revision,
  entries: readonly AllowEntry[],
): Generator<string> {
  yield `{"revision":${number},"entries":${JSON.stringify(entries)},"findings":[`;
  yield* membersOf(hidden.texts());
  yield ']}';
}

function* findingsJson({
  number,
  findings,
  denied,
  hostSignals,
}: Revision): Generator<string | Uint8Array> {
  yield `{"revision":${number},"findings":[`;
  yield* membersOf(findings.texts());
  yield `],"denied":`;
  yield denied;
  if (hostSignals !== null) {
    yield ',"hostSignals":';
    yield hostSignals;
  }
  yield '}';
}
