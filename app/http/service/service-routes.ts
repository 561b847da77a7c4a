import { Router, type Request, type Response } from 'express';
import type {
  ServiceAddress,
  ServiceFindings,
  ServiceHealth,
  ServiceRun,
} from '../../../contract/service.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Overview } from '../../runs/latest-result.ts';
import { seenBy, type PlacesOptions } from '../console-parts/tooltip-and-dashboard.ts';
import { parsed, requireSession } from '../requests.ts';
import { findingsPage } from './findings-page.ts';
import { openApi } from './openapi.ts';
import { operations } from './operations.ts';

/** Below the console's patience with the app; a caller may well wait for the console to say who it is. */
const identityLimitMs = 20_000;

/** The named service and its description; see `operations`. Everything needs a session or a token. */
export function serviceRoutes(options: PlacesOptions): Router {
  const { health, findings, address } = operations;
  const routes = Router({ strict: true });
  routes.use('/service/v1', requireSession, (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  routes.get(openApiPath, (_request, response) => {
    response.json(openApi());
  });
  routes.get(health.path, async (request, response) => {
    const { overviews } = await seenBy(options, request, response, identityLimitMs);
    const status = overviews === null ? 'console-unreachable' : 'ok';
    response.json({ status, run: runOf(overviews?.[0]) } satisfies ServiceHealth);
  });
  routes.get(findings.path, async (request, response) => {
    const page = parsed(findings.query, request.query);
    const [newest] = await overviewsOrFail(options, request, response);
    response.json({
      run: runOf(newest),
      offset: page.offset,
      total: newest?.packed.findings ?? 0,
      findings: newest ? [...(await findingsPage(newest.packed, page))] : [],
    } satisfies ServiceFindings);
  });
  routes.get(expressPath(address.path), async (request, response) => {
    const { address: asked } = parsed(address.parameters, request.params);
    const overviews = await overviewsOrFail(options, request, response);
    response.json(addressOf(asked, overviews));
  });
  return routes;
}

/** Where the app serves its description. */
const openApiPath = '/service/v1/openapi.json';

/** `/a/{b}` of OpenAPI as express writes it. */
function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

async function overviewsOrFail(
  options: PlacesOptions,
  request: Request,
  response: Response,
): Promise<readonly Overview[]> {
  const { overviews } = await seenBy(options, request, response, identityLimitMs);
  if (overviews === null) throw new AppError('console-unreachable');
  return overviews;
}

function addressOf(address: string, overviews: readonly Overview[]): ServiceAddress {
  const known = overviews.find(
    ({ sourcesByAddress, destinations }) =>
      sourcesByAddress.has(address) || destinations.has(address),
  );
  const overview = known ?? overviews[0];
  return {
    address,
    run: runOf(overview),
    asSource: [...(overview?.sourcesByAddress.get(address) ?? [])],
    asDestination: overview?.destinations.get(address) ?? null,
  };
}

function runOf(overview: Overview | undefined): ServiceRun | null {
  if (!overview) return null;
  const { profile, window, finishedMs, isComplete, counts } = overview;
  return { profile, window, finishedMs, complete: isComplete, counts };
}
