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
  type SeenFinding,
  type TriageActor,
  type TriageStore,
} from '../../ports/triage.ts';
import type { SignalChange } from '../../ports/signals.ts';
import type { Store } from './open-store.ts';
import { addSignals, signalLimits, type CausedSignal, type SignalLimits } from './signal-rows.ts';
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
import { readConfirmed, readConfirmedSince } from './verdict-rows.ts';
import { written } from './written.ts';
import { readVisit, readVisitors, writeVisit } from './visit-rows.ts';

export type TriageStoreOptions = {
  readonly limits?: TriageLimits;
  readonly signalLimits?: SignalLimits;
  /** Whether such a change is told to QRadar now. */
  readonly isTold?: (change: SignalChange) => boolean;
  /** Called when there may be something to tell. */
  readonly onTold?: () => void;
};

/** The port on top of the rows. One change is one transaction, with what is to be told of it. */
export function createTriageStore(store: Store, options: TriageStoreOptions = {}): TriageStore {
  const { limits = triageLimits, isTold = () => false, onTold = () => undefined } = options;
  const write = <T>(change: (database: DatabaseSync) => T): T =>
    written(store, 'triage-not-saved', change);
  const tell = (database: DatabaseSync, change: SignalChange, signals: readonly CausedSignal[]) => {
    if (isTold(change)) addSignals(database, signals, options.signalLimits ?? signalLimits);
  };
  const read = <T>(scope: string, from: (database: DatabaseSync, scope: number) => T, empty: T) =>
    store.read((database) => {
      const number = scopeNumber(database, scope);
      return number === null ? empty : from(database, number);
    }, empty);
  return {
    decide: (actor, decision) => {
      const done = write((database) => {
        const { told, ...answer } = decide(database, actor, decision);
        tell(database, 'true-positive', told);
        return answer;
      });
      onTold();
      return done;
    },
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
    seen: (scope, findings, atMs) => {
      const high = write((database) => {
        const found = noteSeen(database, ensureScope(database, scope), findings, atMs);
        tell(database, 'new-high', newHigh(findings, new Set(found), atMs));
        return found;
      });
      onTold();
      return high;
    },
    confirmed: (scope, ids) =>
      read(scope, (database, number) => readConfirmed(database, number, ids), new Set()),
    confirmedSince: (scope, sinceMs) =>
      read(scope, (database, number) => readConfirmedSince(database, number, sinceMs), []),
    forget: () => write((database) => forgetSurplus(database, limits)),
  };
}

const closed: ReadonlySet<TriageState> = new Set(closedStates);

type Decided = TriageDone & { readonly told: readonly CausedSignal[] };

function decide(database: DatabaseSync, actor: TriageActor, decision: Decision): Decided {
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
  const told: CausedSignal[] = [];
  for (const { finding, kept } of found) {
    const row = kept ?? changes.make(finding.id, atMs);
    const to = {
      ...{ state, assignee, note: note === '' ? row.note : act, reopened: null },
      known: closed.has(state) ? JSON.stringify(finding.known) : null,
    };
    changes.change(row, to, { act, user, atMs, subject: JSON.stringify(finding.subject) });
    if (state !== 'true-positive' || row.state === state) continue;
    const { id, subject } = finding;
    const signal = { change: state, finding: id, subject, atMs, by: user, note } as const;
    told.push({ cause: `${state} ${scope} ${row.version + 1} ${id}`, signal });
  }
  const named = findings.slice(0, mostNamedFindings).map(({ id }) => id);
  const entries = [...readTriages(database, scope, named, 1)];
  return { act, changed: findings.length, entries, told };
}

/** A finding that several scopes see for the first time is told once. */
function newHigh(
  findings: readonly SeenFinding[],
  high: ReadonlySet<string>,
  atMs: number,
): CausedSignal[] {
  return findings
    .filter(({ id }) => high.has(id))
    .map(({ id, subject }) => {
      const signal = { finding: id, subject, atMs, by: null, note: '' };
      return { cause: `new-high ${id}`, signal: { change: 'new-high', ...signal } };
    });
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
