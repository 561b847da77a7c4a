import { Router, type Request, type Response } from 'express';
import * as z from 'zod/mini';
import { mostHosts } from '../../contract/details.ts';
import { pivotQueries } from '../detection/after/pivots.ts';
import type { AskedFinding, AskedRun, FindingDetails } from '../runs/finding-details.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import { addressText, identityOf, ownerOf, parsed, signalOf, wholeNumber } from './requests.ts';
import type { Runs } from '../runs/runs.ts';

/** Evidence queries end at 10,000 rows, so no offset beyond them can hold anything. */
const pageSchema = z.object({
  offset: z._default(wholeNumber(0, 10_000), 0),
  limit: z._default(wholeNumber(1, 500), 100),
});

const domain = wholeNumber(0, 2_147_483_647);

/** Ports with commas between them; a finding has fewer than 64. */
const portList = z.pipe(
  z.string().check(z.regex(/^\d{1,5}(,\d{1,5}){0,63}$/)),
  z.pipe(
    z.transform((text: string) => text.split(',').map(Number)),
    z.array(z.number().check(z.maximum(65_535))),
  ),
);

const pivotSchema = z.object({
  // What is no address gets no query from the core.
  source: z.exactOptional(z.string().check(z.maxLength(64))),
  destination: z.exactOptional(z.string().check(z.maxLength(64))),
  // As long as a URL comfortably carries; the core writes it as a literal, whatever it holds.
  user: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(2000))),
  port: z.exactOptional(portList),
  domain: z.exactOptional(domain),
});

const addressSchema = z.object({ address: addressText, domain: z._default(domain, 0) });

/** The query parser gives a text for one, a list for several. */
const hostsSchema = z.object({
  address: z.pipe(
    z.pipe(
      z.union([z.string(), z.array(z.string())]),
      z.transform((given: string | string[]) => [given].flat()),
    ),
    z.array(addressText).check(z.minLength(1), z.maxLength(mostHosts)),
  ),
  domain: z._default(domain, 0),
});

/**
 * The events and the activity behind a finding, why a run found nothing, what it did not look at, ready-made queries,
 * and what QRadar knows of addresses.
 */
export function detailRoutes(options: {
  readonly console: ConsoleAccess;
  readonly runs: Runs;
  readonly findingDetails: FindingDetails;
}): Router {
  const { console, runs, findingDetails } = options;
  const routes = Router();

  const askedRun = (request: Request<{ run: string }>, response: Response): AskedRun => {
    const identity = identityOf(request);
    const owner = ownerOf(identity);
    const { run: runId } = request.params;
    const context = runs.context(owner, runId);
    return { runId, owner, context, identity, signal: signalOf(response) };
  };
  const askedFinding = (
    request: Request<{ run: string; finding: string }>,
    response: Response,
  ): AskedFinding => {
    const asked = askedRun(request, response);
    const { run: runId, finding: findingId } = request.params;
    return { ...asked, finding: runs.finding(ownerOf(asked.identity), runId, findingId) };
  };

  routes.get('/runs/:run/findings/:finding/events', async (request, response) => {
    const page = parsed(pageSchema, request.query);
    reply(response, await findingDetails.events(askedFinding(request, response), page));
  });

  routes.get('/runs/:run/findings/:finding/flows', async (request, response) => {
    const page = parsed(pageSchema, request.query);
    reply(response, await findingDetails.flows(askedFinding(request, response), page));
  });

  routes.get('/runs/:run/findings/:finding/activity', async (request, response) => {
    reply(response, await findingDetails.activity(askedFinding(request, response)));
  });

  routes.get('/runs/:run/absence', async (request, response) => {
    reply(response, await findingDetails.absence(askedRun(request, response)));
  });

  routes.get('/runs/:run/not-looked-at', async (request, response) => {
    const asked = askedRun(request, response);
    const { flows } = await runs.view(ownerOf(asked.identity), asked.runId, 0, 0);
    reply(response, await findingDetails.notLookedAt(asked, flows === 'used'));
  });

  routes.get('/runs/:run/findings/:finding/channels', async (request, response) => {
    reply(response, await findingDetails.channels(askedFinding(request, response)));
  });

  routes.get('/runs/:run/pivots', (request, response) => {
    const { domain: domainId, port: ports, ...subject } = parsed(pivotSchema, request.query);
    const context = runs.context(ownerOf(identityOf(request)), request.params.run);
    const target = {
      ...subject,
      ...(ports === undefined ? {} : { ports }),
      ...(domainId === undefined ? {} : { domainId }),
    };
    response.json(pivotQueries(target, context));
  });

  routes.get('/address', async (request, response) => {
    const { address, domain: domainId } = parsed(addressSchema, request.query);
    const seen = { address, domainId };
    response.json(await console.addressContext(identityOf(request), seen, signalOf(response)));
  });

  routes.get('/hosts', async (request, response) => {
    const { address: addresses, domain: domainId } = parsed(hostsSchema, request.query);
    const seen = { addresses, domainId };
    response.json(await console.hosts(identityOf(request), seen, signalOf(response)));
  });

  return routes;
}

/** 202 says: ask again at the same address. */
function reply(response: Response, answer: object): void {
  response.status('pending' in answer ? 202 : 200).json(answer);
}
