import { Router, type Request, type Response } from 'express';
import * as z from 'zod/mini';
import { languageOf } from '../../contract/languages.ts';
import {
  offenseNoteRequestSchema,
  triageRequestSchema,
  triageStateSchema,
  visitRequestSchema,
  type OffenseNote,
  type TriageConflict,
  type Visit,
} from '../../contract/triage.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import type { Log } from '../ports/log.ts';
import { TriageChanged, type TriageStore } from '../ports/triage.ts';
import type { Runs } from '../runs/runs.ts';
import type { RunOfFigures } from '../runs/triage/known.ts';
import { subjectOf } from '../runs/triage/known.ts';
import type { TriageDesk } from '../runs/triage/triage-desk.ts';
import { problemOf } from './problems.ts';
import { identityOf, ownerOf, parsed, requestIdOf, signalOf, wholeNumber } from './requests.ts';
import { searchers } from './rights.ts';
import { sendTriage } from './triage-answer.ts';

const historySchema = z.object({
  before: z.exactOptional(wholeNumber(1, 9_999_999_999)),
  limit: z._default(wholeNumber(1, 200), 50),
});

const pageSchema = z.object({
  state: z.exactOptional(triageStateSchema),
  before: z.exactOptional(z.string().check(z.regex(/^\d{1,15}-\d{1,15}$/))),
  limit: z._default(wholeNumber(1, 200), 50),
});

/**
 * Decisions about findings, their history, and notes to offenses. Whoever may search may decide: who sees a finding has to be
 * able to say what it is. Held to the rights of that moment.
 */
export function triageRoutes(options: {
  readonly console: Pick<ConsoleAccess, 'who' | 'addOffenseNote'>;
  readonly runs: Runs;
  readonly triage: TriageStore;
  readonly triageDesk: TriageDesk;
  readonly clock: Clock;
  readonly log: Log;
}): Router {
  const { console, runs, triage, triageDesk, clock, log } = options;
  const routes = Router();
  const analyst = searchers(console);

  /** QRadar has the note by now, so that a store which cannot be written must not look like a note that was not posted. */
  const isNoted = (...note: Parameters<TriageStore['noteOffense']>): boolean => {
    try {
      triage.noteOffense(...note);
      return true;
    } catch (error) {
      log.warn('a note of an offense is not in the history', error);
      return false;
    }
  };

  routes.post('/triage/visit', async (request, response) => {
    const { ended } = parsed(visitRequestSchema, request.body);
    const { scope, user, isScopeShared } = await analyst(request, response);
    const visit = triage.visit({ scope, user, atMs: clock.nowMs() }, ended);
    const answer: Visit = { ...visit, isShared: isScopeShared };
    response.json(answer);
  });

  routes.get('/triage', async (request, response) => {
    const { state = null, before = null, limit } = parsed(pageSchema, request.query);
    const { scope } = await analyst(request, response);
    const { entries, next } = triage.page(scope, { state, before, limit });
    response.type('json').send(`{"entries":[${entries.join()}],"next":${JSON.stringify(next)}}`);
  });

  routes.post('/triage/undo', async (request, response) => {
    const { scope, user } = await analyst(request, response);
    response.json(triage.undo({ scope, user, atMs: clock.nowMs() }));
  });

  routes.get('/runs/:run/triage', async (request, response) => {
    const { scope, user } = await analyst(request, response);
    const revision = runs.findings(ownerOf(identityOf(request)), request.params.run);
    await sendTriage(response, { store: triage, scope, user, revision });
  });

  routes.post('/runs/:run/triage', async (request, response) => {
    const body = parsed(triageRequestSchema, request.body);
    const who = await analyst(request, response);
    const owner = ownerOf(identityOf(request));
    const figures = await figuresOf(runs, owner, request.params.run);
    const revision = runs.findings(owner, request.params.run);
    try {
      response.json(await triageDesk.decide(who, { figures, revision }, body));
    } catch (error) {
      if (!(error instanceof TriageChanged)) throw error;
      const conflict = conflictOf(error, request, response);
      response.status(conflict.status).type('application/problem+json').json(conflict);
    }
  });

  routes.get('/runs/:run/findings/:finding/triage', async (request, response) => {
    const { before = null, limit } = parsed(historySchema, request.query);
    const { scope } = await analyst(request, response);
    const { run, finding } = request.params;
    const { id, lastSeenMs } = runs.finding(ownerOf(identityOf(request)), run, finding);
    const history = triage.history(scope, id, { before, limit });
    response.json(history ?? { triage: untouched(id, lastSeenMs), events: [], more: false });
  });

  routes.post('/runs/:run/findings/:finding/offense-notes', async (request, response) => {
    const { offense, text } = parsed(offenseNoteRequestSchema, request.body);
    const { scope, user } = await analyst(request, response);
    const identity = identityOf(request);
    const finding = runs.finding(ownerOf(identity), request.params.run, request.params.finding);
    const seen = { address: finding.source, domainId: finding.domain.id };
    const note = await console.addOffenseNote(
      identity,
      seen,
      { offense, text },
      signalOf(response),
    );
    const actor = { scope, user, atMs: clock.nowMs() };
    const posted = { finding: finding.id, subject: subjectOf(finding), offense, text };
    const answer: OffenseNote = { offense, ...note, isRecorded: isNoted(actor, posted) };
    response.status(201).json(answer);
  });

  return routes;
}

/** Throws `run-not-found`. */
async function figuresOf(runs: Runs, owner: string, id: string): Promise<RunOfFigures> {
  const { profile, window, state, limits, flows } = await runs.view(owner, id, 0, 0);
  const { settings } = runs.context(owner, id);
  return { profile, window, settings, flows, isWhole: state === 'done' && limits.length === 0 };
}

/** Of a finding that no run of this scope that has ended had. */
function untouched(finding: string, firstSeenMs: number) {
  return {
    ...{ finding, version: 0, state: 'new' as const, assignee: null, note: '' },
    ...{ by: null, atMs: null, firstSeenMs, reopened: null },
  };
}

function conflictOf(
  error: TriageChanged,
  request: Request<object>,
  response: Response,
): TriageConflict {
  const language = languageOf(request.get('Accept-Language'));
  const { changed, present } = error;
  return { ...problemOf(error, requestIdOf(response), language), changed, present: [...present] };
}
