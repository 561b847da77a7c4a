import { pipeline } from 'node:stream/promises';
import { Router, type Response } from 'express';
import * as z from 'zod/mini';
import { runRequestSchema } from '../../contract/run.ts';
import { AppError } from '../ports/app-error.ts';
import { unpacked } from '../runs/packed-findings.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import { identityOf, ownerOf, parsed, signalOf, wholeNumber } from './requests.ts';
import type { Runs } from '../runs/runs.ts';

/** Milliseconds a look may be held; the console's proxy gives an app 30 s. */
const longestWaitMs = 10_000;
const lookSchema = z.object({
  wait: z._default(wholeNumber(0, longestWaitMs), 0),
  seen: z._default(wholeNumber(0, Infinity), Infinity),
});

/** Starting, watching and cancelling runs, and what they found. */
export function runRoutes(options: {
  readonly console: ConsoleAccess;
  readonly settings: SettingsStore;
  readonly runs: Runs;
}): Router {
  const { console, runs } = options;
  const routes = Router();

  routes.post('/runs', async (request, response) => {
    const body = parsed(runRequestSchema, request.body);
    const identity = identityOf(request);
    const { scope, canSearch } = await console.who(identity, signalOf(response));
    if (!canSearch) throw new AppError('not-allowed', { detail: 'Log Activity (EventViewer)' });
    const { settings } = await options.settings.read();
    const requestId = requestIdOf(response);
    const run = runs.start({ identity, scope, request: body, settings, requestId });
    response.status(201).location(`runs/${run.id}`).json(run);
  });

  routes.get('/runs/:run', async (request, response) => {
    const { wait, seen } = parsed(lookSchema, request.query);
    const owner = ownerOf(identityOf(request));
    response.json(await runs.view(owner, request.params.run, wait, seen));
  });

  routes.delete('/runs/:run', (request, response) => {
    response.json(runs.cancel(ownerOf(identityOf(request)), request.params.run));
  });

  routes.get('/runs/:run/findings', async (request, response) => {
    const packed = await runs.findings(ownerOf(identityOf(request)), request.params.run);
    response.type('json').vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip')) response.set('Content-Encoding', 'gzip').end(packed.gzip);
    else await pipeline(unpacked(packed), response);
  });

  return routes;
}

function requestIdOf(response: Response): string {
  return response.get('X-Request-Id') ?? '';
}
