import type { Response } from 'express';
import type { TriageStore } from '../ports/triage.ts';
import type { Revision } from '../runs/revisions.ts';
import { membersOf, sendStreamed } from './streamed.ts';

/** Ids looked up at once: a few milliseconds of the store. */
const atOnce = 500;

/** Whose triage of which findings. */
export type AskedTriage = {
  readonly store: TriageStore;
  readonly scope: string;
  readonly user: string;
  readonly revision: Revision;
};

/**
 * Answers with the triage of a run's findings as the JSON of a `RunTriage`, as fast as it is taken; never all of it is in
 * memory. Throws what reading throws, and ends the connection.
 */
export async function sendTriage(response: Response, asked: AskedTriage): Promise<void> {
  const release = asked.revision.hold();
  try {
    await sendStreamed(response, triageJson(asked));
  } finally {
    release();
  }
}

function* triageJson({ store, scope, user, revision }: AskedTriage): Generator<string> {
  const sinceMs = store.sinceMs(scope, user);
  const { findings } = revision;
  yield `{"sinceMs":${sinceMs},"entries":[`;
  yield* membersOf(
    inGroups(findings.ids(), (ids) =>
      store
        .entries(scope, ids)
        .toSorted((a, b) => (a.finding < b.finding ? -1 : 1))
        .map((entry) => JSON.stringify(entry)),
    ),
  );
  yield '],"newFindings":[';
  if (sinceMs !== null)
    yield* membersOf(
      inGroups(findings.ids(), (ids) =>
        store
          .newSince(scope, ids, sinceMs)
          .toSorted()
          .map((id) => JSON.stringify(id)),
      ),
    );
  yield ']}';
}

function* inGroups(
  ids: Iterable<string>,
  look: (ids: readonly string[]) => readonly string[],
): Generator<string> {
  let group: string[] = [];
  for (const id of ids) {
    group.push(id);
    if (group.length < atOnce) continue;
    yield* look(group);
    group = [];
  }
  if (group.length > 0) yield* look(group);
}
