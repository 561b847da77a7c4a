import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router, type Response } from 'express';
import { runRequestSchema } from '../../contract/run.ts';
import { AppError } from '../detection/errors.ts';
import type { ConsoleAccess, SettingsStore } from './ports.ts';
import { identityOf, ownerOf, parsed, signalOf } from './requests.ts';
import type { Runs } from './runs.ts';

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

  routes.get('/runs/:run', (request, response) => {
    response.json(runs.view(ownerOf(identityOf(request)), request.params.run));
  });

  routes.delete('/runs/:run', (request, response) => {
    response.json(runs.cancel(ownerOf(identityOf(request)), request.params.run));
  });

  routes.get('/runs/:run/findings', async (request, response) => {
    const text = runs.findingsJson(ownerOf(identityOf(request)), request.params.run);
    response.type('json');
    await pipeline(Readable.from(text), response);
  });

  return routes;
}

function requestIdOf(response: Response): string {
  return response.get('X-Request-Id') ?? '';
}
