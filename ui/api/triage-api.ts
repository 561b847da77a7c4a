import * as z from 'zod/mini';
import { routes } from '../../contract/routes.ts';
import {
  offenseNoteSchema,
  runTriageSchema,
  triageConflictSchema,
  triageDoneSchema,
  triageHistorySchema,
  undoneSchema,
  visitSchema,
  type OffenseNote,
  type OffenseNoteRequest,
  type RunTriage,
  type TriageConflict,
  type TriageDone,
  type TriageHistory,
  type TriageRequest,
  type Undone,
  type Visit,
} from '../../contract/triage.ts';
import type { Request } from './transport.ts';

/** What the server offers of triage; a part of `Api`. */
export type TriageApi = {
  /** A sign that the asker is here, or with `ended` that what was new has been seen. */
  readonly visit: (ended: boolean, signal?: AbortSignal) => Promise<Visit>;
  readonly runTriage: (run: string, signal?: AbortSignal) => Promise<RunTriage>;
  /** All of it or nothing; a `TriageConflict` where somebody has changed one of the findings meanwhile. */
  readonly decide: (run: string, request: TriageRequest) => Promise<TriageDone | TriageConflict>;
  /** Takes the asker's last decision back; `nothing-to-undo` where there is none. */
  readonly undo: () => Promise<Undone>;
  /** What happened to a finding before the entry `before`, newest first. */
  readonly triageHistory: (
    run: string,
    finding: string,
    before: number | null,
    signal?: AbortSignal,
  ) => Promise<TriageHistory>;
  /** Posts a note to an offense of the finding's source, as the asker. */
  readonly noteOffense: (
    run: string,
    finding: string,
    request: OffenseNoteRequest,
  ) => Promise<OffenseNote>;
};

type Ask = <T>(request: Request<T>) => Promise<T>;

/** The real server, asked by `ask`. */
export function triageApi(ask: Ask): TriageApi {
  const decided = z.union([triageConflictSchema, triageDoneSchema]);
  return {
    visit: (ended, signal) =>
      ask({ path: routes.visit(), schema: visitSchema, method: 'POST', body: { ended }, signal }),
    runTriage: (run, signal) =>
      ask({ path: routes.runTriage(run), schema: runTriageSchema, signal }),
    decide: (run, body) =>
      ask({
        path: routes.runTriage(run),
        schema: decided,
        alsoAnswers: 409,
        method: 'POST',
        body,
      }),
    undo: () => ask({ path: routes.undo(), schema: undoneSchema, method: 'POST', body: {} }),
    triageHistory: (run, finding, before, signal) =>
      ask({
        path: routes.triage(run, finding),
        query: before === null ? {} : { before },
        schema: triageHistorySchema,
        signal,
      }),
    noteOffense: (run, finding, body) =>
      ask({
        path: routes.offenseNotes(run, finding),
        schema: offenseNoteSchema,
        method: 'POST',
        body,
      }),
  };
}
