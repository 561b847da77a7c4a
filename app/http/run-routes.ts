import { Router, type Request } from 'express';
import * as z from 'zod/mini';
import { languageOf } from '../../contract/languages.ts';
import { runRequestSchema, type Run } from '../../contract/run.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import { sendAllowed, sendFindings } from './findings-answer.ts';
import { problemOf } from './problems.ts';
import { identityOf, ownerOf, parsed, signalOf, wholeNumber, waitSchema } from './requests.ts';
import { searchers } from './rights.ts';
import type { AllowlistReader } from '../runs/allowlist/allowlist.ts';
import type { Runs, RunView } from '../runs/runs.ts';

const lookSchema = z.object({
  wait: waitSchema,
  seen: z._default(wholeNumber(0, Infinity), Infinity),
});

/** Starting, watching and cancelling runs, and what they found. */
export function runRoutes(options: {
  readonly console: ConsoleAccess;
  readonly settings: SettingsStore;
  readonly runs: Runs;
  readonly allowlist: Pick<AllowlistReader, 'named'>;
}): Router {
  const { console, runs, allowlist } = options;
  const routes = Router();
  const searcher = searchers(console);

  routes.post('/runs', async (request, response) => {
    const body = parsed(runRequestSchema, request.body);
    const { identity, scope, requestId } = await searcher(request, response);
    const { settings } = await options.settings.read();
    const run = runs.start({
      identity,
      owner: ownerOf(identity),
      scope,
      request: body,
      settings,
      requestId,
    });
    response.status(201).location(`runs/${run.id}`).json(runOf(run, request));
  });

  routes.get('/runs/:run', async (request, response) => {
    const { wait, seen } = parsed(lookSchema, request.query);
    const owner = ownerOf(identityOf(request));
    const run = await runs.view(owner, request.params.run, wait, seen);
    response.json(runOf(run, request));
  });

  routes.delete('/runs/:run', async (request, response) => {
    const owner = ownerOf(identityOf(request));
    runs.cancel(owner, request.params.run);
    response.json(runOf(await runs.settled(owner, request.params.run), request));
  });

  routes.get('/runs/:run/findings', async (request, response) => {
    const owner = ownerOf(identityOf(request));
    await sendFindings(response, runs.findings(owner, request.params.run));
  });

  routes.get('/runs/:run/allowed', async (request, response) => {
    const identity = identityOf(request);
    const signal = signalOf(response);
    const { scope } = await console.who(identity, signal);
    const revision = runs.findings(ownerOf(identity), request.params.run);
    const asker = { identity, scope, signal };
    await sendAllowed(response, revision, (ids) => allowlist.named(asker, ids));
  });

  return routes;
}

/** What failed, in words of the asker's language; the id is of the request that asked for the run, for the log. */
function runOf({ error, requestId, ...run }: RunView, request: Request<object>): Run {
  const language = languageOf(request.get('Accept-Language'));
  return { ...run, problem: error === null ? null : problemOf(error, requestId, language) };
}
