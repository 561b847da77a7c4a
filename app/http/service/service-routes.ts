import { Router, type Request, type Response } from 'express';
import type {
  ServiceAddress,
  ServiceFindings,
  ServiceHealth,
  ServiceRun,
} from '../../../contract/service.ts';
import { AppError } from '../../ports/app-error.ts';
import type { FindingRange } from '../../ports/results.ts';
import type { LatestResult } from '../../runs/latest-result.ts';
import { seenBy, type LatestResultsOptions } from '../console-parts/tooltip-and-dashboard.ts';
import { parsed, requireSession } from '../requests.ts';
import { openApiBytes } from './openapi.ts';
import { operations } from './operations.ts';

/** Below the console's patience with the app; a caller may well wait for the console to say who it is. */
const identityLimitMs = 20_000;

/** The named service and its description; see `operations`. Everything needs a session or a token. */
export function serviceRoutes(options: LatestResultsOptions): Router {
  const { health, findings, address } = operations;
  const routes = Router({ strict: true });
  routes.use('/service/v1', requireSession, (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  routes.get(openApiPath, (_request, response) => {
    response.type('json').send(openApiBytes());
  });
  routes.get(health.path, async (request, response) => {
    const { results } = await seenBy(options, request, response, identityLimitMs);
    const status = results === null ? 'console-unreachable' : 'ok';
    response.json({ status, run: runOf(results?.[0]) } satisfies ServiceHealth);
  });
  routes.get(findings.path, async (request, response) => {
    const page = parsed(findings.query, request.query);
    const [newest] = await resultsOrFail(options, request, response);
    response.type('json').send(findingsJson(newest, page));
  });
  routes.get(expressPath(address.path), async (request, response) => {
    const { address: asked } = parsed(address.parameters, request.params);
    const results = await resultsOrFail(options, request, response);
    response.json(addressOf(asked, results));
  });
  return routes;
}

/** The JSON of a `ServiceFindings`. The findings are passed on as they were written: reading each takes thirty times as long. */
function findingsJson(newest: LatestResult | undefined, page: FindingRange): string {
  const about: Omit<ServiceFindings, 'findings'> = {
    run: runOf(newest),
    offset: page.offset,
    total: newest?.findings.count ?? 0,
  };
  const texts = [...(newest?.findings.texts(page) ?? [])];
  return `${JSON.stringify(about).slice(0, -1)},"findings":[${texts.join(',')}]}`;
}

/** Where the app serves its description. */
const openApiPath = '/service/v1/openapi.json';

/** `/a/{b}` of OpenAPI as express writes it. */
function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

async function resultsOrFail(
  options: LatestResultsOptions,
  request: Request,
  response: Response,
): Promise<readonly LatestResult[]> {
  const { results } = await seenBy(options, request, response, identityLimitMs);
  if (results === null) throw new AppError('console-unreachable');
  return results;
}

function addressOf(address: string, results: readonly LatestResult[]): ServiceAddress {
  const known = results.find(
    ({ sourcesByAddress, destinations }) =>
      sourcesByAddress.has(address) || destinations.has(address),
  );
  const result = known ?? results[0];
  return {
    address,
    run: runOf(result),
    asSource: [...(result?.sourcesByAddress.get(address) ?? [])],
    asDestination: result?.destinations.get(address) ?? null,
  };
}

function runOf(result: LatestResult | undefined): ServiceRun | null {
  if (!result) return null;
  const { profile, window, finishedMs, isComplete, counts } = result;
  return { profile, window, finishedMs, complete: isComplete, counts };
}
