import type { RequestHandler } from 'express';
import { isDocumentedPath } from './documented-endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { ApiError, framework } from './errors.ts';

/**
 * Endpoints the stand-in does not serve, but whose coming and going by version it imitates: what was
 * removed of the old family of reference sets in 17.0, and offenses in OCSF (from 24.0 on).
 */
export const versionedRefusals: readonly Endpoint[] = [
  refusal('/reference_data/sets/{name}/dependents', { removedIn: 17 }),
  refusal('/siem/offenses_ocsf', { since: 24 }),
];

function refusal(path: string, versions: { since?: number; removedIn?: number }): Endpoint {
  return {
    kind: 'value',
    method: 'GET',
    path,
    ...versions,
    shape: null,
    handle: () => refuse('GET', path),
  };
}

/** Answers what no endpoint took: 501 where a console has something, 404/4 where it has nothing. */
export function refuseTheRest(): RequestHandler {
  return (request) => {
    if (isDocumentedPath(request.path)) refuse(request.method, request.path);
    throw new ApiError(framework.unknownPath, `No resource at ${request.method} ${request.path}`);
  };
}

function refuse(method: string, path: string): never {
  throw new ApiError(
    framework.notImplemented,
    `The stand-in console does not implement ${method} ${path}`,
  );
}
