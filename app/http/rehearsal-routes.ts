import { Router, type Request, type Response } from 'express';
import * as z from 'zod/mini';
import { coverageRequestSchema } from '../../contract/coverage.ts';
import { languageOf } from '../../contract/languages.ts';
import {
  rehearsalRequestSchema,
  type Rehearsal,
  type RehearsalList,
} from '../../contract/validation.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { Rehearsals, RehearsalView } from '../runs/rehearsals.ts';
import { problemOf } from './problems.ts';
import { parsed, waitSchema } from './requests.ts';
import { administrators } from './rights.ts';

const lookSchema = z.object({ wait: waitSchema });

/** Rehearsals, for administrators alone: what they show is in no other answer of the app. */
export function rehearsalRoutes(options: {
  readonly console: Pick<ConsoleAccess, 'who'>;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly rehearsals: Rehearsals;
}): Router {
  const { console, settings, rehearsals } = options;
  const routes = Router();
  const allowed = administrators(console);

  const administrator = async (request: Request<object>, response: Response) => {
    const asker = await allowed(request, response);
    return { ...asker, settings: (await settings.read()).settings };
  };

  routes.post('/rehearsals', async (request, response) => {
    const { address } = parsed(rehearsalRequestSchema, request.body);
    const started = rehearsals.start(await administrator(request, response), address);
    response.status(201).location(`rehearsals/${started.id}`).json(shown(started, request));
  });

  routes.get('/rehearsals', async (request, response) => {
    const { scope } = await administrator(request, response);
    const current = rehearsals.current(scope);
    const list: RehearsalList = { rehearsals: current === null ? [] : [shown(current, request)] };
    response.json(list);
  });

  routes.get('/rehearsals/:rehearsal', async (request, response) => {
    const { wait } = parsed(lookSchema, request.query);
    const { scope } = await administrator(request, response);
    response.json(shown(await rehearsals.view(scope, request.params.rehearsal, wait), request));
  });

  routes.post('/rehearsals/:rehearsal/run', async (request, response) => {
    const body = parsed(coverageRequestSchema, request.body);
    const asker = await administrator(request, response);
    response.json(shown(rehearsals.run(asker, request.params.rehearsal, body), request));
  });

  routes.delete('/rehearsals/:rehearsal', async (request, response) => {
    const { user } = await administrator(request, response);
    await rehearsals.end(user, request.params.rehearsal);
    response.status(204).end();
  });

  return routes;
}

/** What failed, in words of the asker's language. */
function shown(
  { error, requestId, ...rehearsal }: RehearsalView,
  request: Request<object>,
): Rehearsal {
  const language = languageOf(request.get('Accept-Language'));
  return { ...rehearsal, problem: error === null ? null : problemOf(error, requestId, language) };
}
