import express, { Router, type RequestHandler } from 'express';
import * as z from 'zod/mini';
import { publishedFileSchema } from '../../contract/allowlist.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import type { AllowSuggester } from '../runs/allowlist/suggestions.ts';
import type { Runs } from '../runs/runs.ts';
import { ownerOf, parsed } from './requests.ts';
import { administrators, searchers } from './rights.ts';

/** The published file has some four megabytes. */
const rangesLimit = '16mb';

const runSchema = z.object({ run: z.string().check(z.maxLength(100)) });

/** What is suggested of a run. */
export function suggestionRoutes({
  console,
  runs,
  suggester,
}: {
  readonly console: Pick<ConsoleAccess, 'who'>;
  readonly runs: Runs;
  readonly suggester: AllowSuggester;
}): Router {
  const routes = Router();
  routes.get('/allowlist/suggestions', async (request, response) => {
    const { run } = parsed(runSchema, request.query);
    const { identity, scope } = await searchers(console)(request, response);
    const owner = ownerOf(identity);
    runs.requireScope(owner, run, scope);
    const { window } = runs.context(owner, run);
    response.json(await suggester.of(runs.findings(owner, run), { scope, window }));
  });
  return routes;
}

/** Takes over published ranges; before anything else reads a body, because this one is large. */
export function rangesRoute({
  console,
  suggester,
}: {
  readonly console: Pick<ConsoleAccess, 'who'>;
  readonly suggester: AllowSuggester;
}): Router {
  const routes = Router();
  const administrator: RequestHandler = async (request, response, next) => {
    const { user } = await administrators(console)(request, response);
    response.locals['user'] = user;
    next();
  };
  const body = express.json({ limit: rangesLimit });
  routes.put('/allowlist/ranges', administrator, body, (request, response) => {
    const file = parsed(publishedFileSchema, request.body, 'allowlist-ranges-invalid');
    response.json(suggester.import(file, String(response.locals['user'])));
  });
  return routes;
}
