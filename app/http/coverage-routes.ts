import { Router, type Request } from 'express';
import * as z from 'zod/mini';
import {
  coverageRequestSchema,
  type Coverage,
  type CoverageList,
} from '../../contract/coverage.ts';
import { languageOf } from '../../contract/languages.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import type { CoverageChecks } from '../runs/coverage-checks.ts';
import type { EventFunnels } from '../runs/event-funnels.ts';
import type { CoverageView } from '../runs/coverage-view.ts';
import { problemOf } from './problems.ts';
import {
  addressText,
  identityOf,
  ownerOf,
  parsed,
  requestIdOf,
  signalOf,
  wholeNumber,
  waitSchema,
} from './requests.ts';
import { searchers } from './rights.ts';

const lookSchema = z.object({ wait: waitSchema });

const eventSchema = z.object({
  // What Ariel can search by: after 1970, and no later than JavaScript's last date.
  timeMs: wholeNumber(0, 8_640_000_000_000_000),
  source: addressText,
  destination: z.exactOptional(addressText),
  destinationPort: z.exactOptional(wholeNumber(0, 65_535)),
});

/** Checks of coverage, and single records followed through the rule. Whoever asks is held to the rights they have at that moment. */
export function coverageRoutes(options: {
  readonly console: Pick<ConsoleAccess, 'who' | 'factsFor'>;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly coverageChecks: CoverageChecks;
  readonly eventFunnels: EventFunnels;
}): Router {
  const { console, settings, coverageChecks, eventFunnels } = options;
  const routes = Router();
  const searcher = searchers(console);

  routes.post('/coverage', async (request, response) => {
    const body = parsed(coverageRequestSchema, request.body);
    const { scope } = await searcher(request, response);
    const { settings: inForce } = await settings.read();
    const check = coverageChecks.start({
      identity: identityOf(request),
      scope,
      request: body,
      settings: inForce,
      requestId: requestIdOf(response),
    });
    response.status(201).location(`coverage/${check.id}`).json(coverageOf(check, request));
  });

  routes.get('/coverage', async (request, response) => {
    const { scope } = await searcher(request, response);
    const list: CoverageList = { checks: coverageChecks.latest(scope) };
    response.json(list);
  });

  routes.get('/coverage/:check', async (request, response) => {
    const { wait } = parsed(lookSchema, request.query);
    const { scope } = await searcher(request, response);
    const check = await coverageChecks.view(scope, request.params.check, wait);
    response.json(coverageOf(check, request));
  });

  routes.get('/event-funnel', async (request, response) => {
    const event = parsed(eventSchema, request.query);
    await searcher(request, response);
    const { settings: inForce } = await settings.read();
    const identity = identityOf(request);
    const answer = await eventFunnels.follow({
      event,
      owner: ownerOf(identity),
      identity,
      facts: console.factsFor(identity),
      settings: inForce,
      signal: signalOf(response),
    });
    response.status('pending' in answer ? 202 : 200).json(answer);
  });

  routes.delete('/coverage/:check', async (request, response) => {
    const { scope } = await searcher(request, response);
    response.json(coverageOf(await coverageChecks.cancel(scope, request.params.check), request));
  });

  return routes;
}

/** What failed, in words of the asker's language. */
function coverageOf(
  { error, requestId, ...check }: CoverageView,
  request: Request<object>,
): Coverage {
  const language = languageOf(request.get('Accept-Language'));
  return { ...check, problem: error === null ? null : problemOf(error, requestId, language) };
}
