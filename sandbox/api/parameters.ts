import type { RequestHandler } from 'express';
import { arielErrors } from './ariel/errors.ts';
import { stateOf, type JsonBody } from './call-state.ts';
import type { Endpoint } from './endpoint.ts';
import { ApiError, framework } from './errors.ts';
import { isObject, type Json } from './json.ts';

/**
 * Collects the parameters: query string, and the form body of older clients. Some send the form under the media type of
 * JSON; what is said to be JSON and is none is read as a form, too. Needs the body parser `express.text` above.
 */
export function readParameters(): RequestHandler {
  return (request, _response, next) => {
    const state = stateOf(request);
    const text: unknown = request.body;
    const body = typeof text === 'string' ? text : '';
    const json = request.is('json') ? parsed(body) : undefined;
    state.body = request.is('json') ? { text: body, json } : null;
    const isForm = json === undefined && state.fault?.kind !== 'form-ignored';
    const { searchParams } = new URL(request.originalUrl, 'http://console.invalid');
    const query = new Map<string, string>();
    for (const [name, value] of [...searchParams, ...new URLSearchParams(isForm ? body : '')]) {
      if (!query.has(name)) query.set(name, value);
    }
    state.query = query;
    next();
  };
}

/**
 * The JSON body of a call to an endpoint that takes one; null where there is none. Of an endpoint that does not, a body that
 * carries one of its parameters is refused as on UP13 (docs/qradar-facts.md#json-body), any other is ignored.
 */
export function bodyOf(
  endpoint: Endpoint,
  body: JsonBody | null,
  query: ReadonlyMap<string, string>,
): Json | null {
  if (endpoint.takesBody === true) {
    if (body === null || body.text.trim() === '') return null;
    if (body.json !== undefined) return body.json;
    throw new ApiError(framework.badSyntax, 'The body is not valid JSON');
  }
  const sent = isObject(body?.json) ? Object.keys(body.json) : [];
  const misplaced = sent.find(
    (name) => Object.hasOwn(endpoint.parameters ?? {}, name) && !query.has(name),
  );
  if (misplaced === undefined) return null;
  throw new ApiError(
    arielErrors.badParameter,
    `Parameters of this endpoint belong into the query string, not into a JSON body: ${misplaced}`,
  );
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // what JSON.parse answers is JSON
  } catch {
    return undefined; // decided by the endpoint: a form under a wrong name, or an error
  }
}
