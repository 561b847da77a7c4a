import type { DatabaseSync } from 'node:sqlite';
import {
  closedStates,
  mostNamedFindings,
  type TriageDone,
  type TriageState,
  type Undone,
} from '../../../contract/triage.ts';
import { AppError } from '../../ports/app-error.ts';
import {
  TriageChanged,
  type Decision,
  type KnownAtClosing,
  type TriageActor,
  type TriageStore,
} from '../../ports/triage.ts';
import type { Store } from './open-store.ts';
import {
  addAct,
  changesOf,
  countAct,
  lastAct,
  readEvents,
  takeBack,
  TriageChanges,
} from './triage-changes.ts';
import {
  ensureScope,
  readClosings,
  readNewSince,
  readPage,
  readRow,
  readTriages,
  scopeNumber,
} from './triage-rows.ts';
import { forgetSurplus, noteSeen, triageLimits, type TriageLimits } from './triage-seen.ts';
import { readVisit, readVisitors, writeVisit } from './visit-rows.ts';

/** The port on top of the rows. One change is one transaction. */
export function createTriageStore(store: Store, limits: TriageLimits = triageLimits): TriageStore {
  const write = <T>(change: (database: DatabaseSync) => T): T => written(store, change);
  const read = <T>(scope: string, from: (database: DatabaseSync, scope: number) => T, empty: T) =>
    store.read((database) => {
      const number = scopeNumber(database, scope);
      return number === null ? empty : from(database, number);
    }, empty);
  return {
    decide: (actor, decision) => write((database) => decide(database, actor, decision)),
    undo: (actor) => write((database) => undo(database, actor)),
    noteOffense: ({ scope, user, atMs }, { finding, subject, offense, text }) =>
      write((database) => {
        const number = ensureScope(database, scope);
        const changes = new TriageChanges(database, number);
        const kept = changes.row(finding) ?? changes.make(finding, atMs);
        const act = addAct(database, {
          ...{ scope: number, user, atMs, kind: 'offense-note' as const },
          ...{ note: text, offense, findings: 1 },
        });
        const { version, state, assignee } = kept;
        // It changes nothing, so an act before it can still be undone; but what has a history is kept.
        if (version > 0) changes.note(kept, { act, version, state, assignee, since: null });
        else changes.change(kept, kept, { act, user, atMs, subject: JSON.stringify(subject) });
      }),
    visit: ({ scope, user, atMs }, ended) =>
      write((database) => {
        const number = ensureScope(database, scope);
        const sinceMs = writeVisit(database, { scope: number, user, atMs }, ended);
        const canUndo = lastAct(database, number, user)?.findings ?? 0;
        return { sinceMs, analysts: readVisitors(database, number), canUndo };
      }),
    sinceMs: (scope, user) =>
      read(scope, (database, number) => readVisit(database, number, user)?.sinceMs ?? null, null),
    entries: (scope, ids) =>
      read(scope, (database, number) => readTriages(database, number, ids, 1), []),
    newSince: (scope, ids, sinceMs) =>
      read(scope, (database, number) => readNewSince(database, number, ids, sinceMs), []),
    history: (scope, id, page) =>
      read(
        scope,
        (database, number) => {
          const row = readRow(database, number, id);
          return row && { triage: row.triage, ...readEvents(database, row.id, page) };
        },
        null,
      ),
    page: (scope, page) =>
      read(scope, (database, number) => readPage(database, number, page), {
        entries: [],
        next: null,
      }),
    closings: (scope, ids) =>
      read<ReadonlyMap<string, KnownAtClosing>>(
        scope,
        (database, number) => readClosings(database, number, ids),
        new Map(),
      ),
    seen: (scope, findings, atMs) =>
      write((database) => noteSeen(database, ensureScope(database, scope), findings, atMs)),
    forget: () => write((database) => forgetSurplus(database, limits)),
  };
}

/** What the change answers, once it is on the disk. Errors of the store itself become `triage-not-saved`. */
function written<T>(store: Store, change: (database: DatabaseSync) => T): T {
  let answer: { readonly value: T } | null = null;
  try {
    store.write((database) => {
      answer = { value: change(database) };
    });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('triage-not-saved', { cause: error });
  }
  // The compiler does not see the assignment in the callback.
  const done = answer as { readonly value: T } | null;
  if (done === null) throw new TypeError('the store has not made the change');
  return done.value;
}

const closed: ReadonlySet<TriageState> = new Set(closedStates);

function decide(database: DatabaseSync, actor: TriageActor, decision: Decision): TriageDone {
  const { user, atMs } = actor;
  const { state, assignee, note, findings } = decision;
  const scope = ensureScope(database, actor.scope);
  const changes = new TriageChanges(database, scope);
  const found = findings.map((finding) => ({ finding, kept: changes.row(finding.id) }));
  const stale = found.filter(({ finding, kept }) => (kept?.version ?? 0) !== finding.version);
  if (stale.length > 0) {
    const ids = stale.slice(0, mostNamedFindings).map(({ finding }) => finding.id);
    throw new TriageChanged(stale.length, readTriages(database, scope, ids, 0));
  }
  const isKnown =
    assignee === null ||
    assignee === user ||
    found.every(({ kept }) => kept?.assignee === assignee) ||
    readVisitors(database, scope).includes(assignee);
  if (!isKnown) throw new AppError('assignee-unknown');
  const act = addAct(database, {
    ...{ scope, user, atMs, kind: 'decided' as const },
    ...{ note, offense: null, findings: findings.length },
  });
  for (const { finding, kept } of found) {
    const row = kept ?? changes.make(finding.id, atMs);
    const to = {
      ...{ state, assignee, note: note === '' ? row.note : act, reopened: null },
      known: closed.has(state) ? JSON.stringify(finding.known) : null,
    };
    changes.change(row, to, { act, user, atMs, subject: JSON.stringify(finding.subject) });
  }
  const named = findings.slice(0, mostNamedFindings).map(({ id }) => id);
  return { act, changed: findings.length, entries: [...readTriages(database, scope, named, 1)] };
}

function undo(database: DatabaseSync, { user, atMs, ...actor }: TriageActor): Undone {
  const scope = ensureScope(database, actor.scope);
  const last = lastAct(database, scope, user);
  if (last === null) throw new AppError('nothing-to-undo');
  const changes = new TriageChanges(database, scope);
  const act = addAct(database, {
    ...{ scope, user, atMs, kind: 'undone' as const },
    ...{ note: '', offense: null, findings: 0 },
  });
  let undone = 0;
  const kept: string[] = [];
  for (const { finding, after, before } of changesOf(database, last.id)) {
    const row = changes.row(finding);
    if (row?.version === after) {
      changes.change(row, before, { act, user, atMs, subject: null });
      undone += 1;
    } else kept.push(finding);
  }
  countAct(database, act, undone);
  takeBack(database, last.id);
  const named = kept.slice(0, mostNamedFindings);
  return {
    ...{ act: last.id, undone, kept: kept.length },
    keptEntries: [...readTriages(database, scope, named, 0)],
  };
}
