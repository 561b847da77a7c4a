import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { hasCapability, type Caller } from './access/sessions.ts';
import type { Call, Endpoint, ParameterType, Reply } from './endpoint.ts';
import { ApiError, framework } from './errors.ts';
import { parseFields, select, type Selection } from './list/fields.ts';
import { pageOf } from './list/list.ts';
import type { Shape } from './list/shape.ts';
import { isDeprecated, type ConsoleProfile } from './versions.ts';

/** What the middlewares above found out about a call. */
export type Context = Omit<Call, 'headers'> & { readonly profile: ConsoleProfile };

/**
 * Runs one call against one endpoint: version, capability, `fields`, required parameters, types (the order of the
 * parameter checks: docs/qradar-facts.md#codes-of-the-framework), then the endpoint, then what the framework does to its answer.
 */
export async function dispatch(
  endpoint: Endpoint,
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  checkVersion(endpoint, context, response);
  checkCapability(endpoint, context.caller);
  const fields = selectionOf(endpoint, context.query, request.headers);
  checkParameters(endpoint, context);
  const call: Call = { ...context, headers: request.headers };
  if (endpoint.kind === 'stream') return endpoint.write(call, response);
  const reply = await replyOf(endpoint, call, fields);
  writeJson(response, reply);
}

/** Writes a JSON answer. */
export function writeJson(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  if (status === 204) {
    response.writeHead(status, { ...headers }).end();
    return;
  }
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json;charset=UTF-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(text);
}

async function replyOf(
  endpoint: Exclude<Endpoint, { kind: 'stream' }>,
  call: Call,
  fields: Selection | null,
): Promise<Reply> {
  if (endpoint.kind === 'value') {
    const reply = await endpoint.handle(call);
    return fields ? { ...reply, body: select(reply.body, fields) } : reply;
  }
  const page = pageOf(await endpoint.rows(call), endpoint.element, endpoint.list, {
    filter: call.query.get('filter'),
    sort: call.query.get('sort'),
    range: call.headers.range,
    fields,
  });
  const headers = page.contentRange === null ? {} : { 'Content-Range': page.contentRange };
  return { status: 200, body: page.rows, headers };
}

function checkVersion(endpoint: Endpoint, context: Context, response: ServerResponse): void {
  const { version, profile } = context;
  const { since = 0, removedIn = Infinity, deprecatedIn = Infinity } = endpoint;
  const name = `${endpoint.method} ${endpoint.path}`;
  if (version >= removedIn) {
    throw new ApiError(framework.pathRemoved, `${name} was removed in version ${removedIn}.0`);
  }
  if (version < since) {
    throw new ApiError(framework.unknownPath, `${name} does not exist in version ${version}.0`);
  }
  if (version >= deprecatedIn || isDeprecated(version, profile))
    response.setHeader('Deprecated', 'true');
}

function checkCapability({ capabilities }: Endpoint, caller: Caller): void {
  if (capabilities && !hasCapability(caller, capabilities)) {
    throw new ApiError(
      framework.missingCapability,
      `Your role lacks the capability this needs: ${capabilities.join(' or ')}`,
    );
  }
}

function selectionOf(
  endpoint: Endpoint,
  query: ReadonlyMap<string, string>,
  headers: IncomingHttpHeaders,
): Selection | null {
  const header = headers['fields'];
  const text = endpoint.takesBody === true ? header?.toString() : query.get('fields');
  const shape = shapeOf(endpoint);
  return text === undefined || text.trim() === '' || !shape ? null : parseFields(text, shape);
}

function shapeOf(endpoint: Endpoint): Shape | null {
  if (endpoint.kind === 'stream') return null;
  if (endpoint.kind === 'value') return endpoint.shape;
  return typeof endpoint.element !== 'string' && 'object' in endpoint.element
    ? endpoint.element.object
    : null;
}

function checkParameters({ parameters = {} }: Endpoint, { query }: Context): void {
  for (const [name, { isRequired }] of Object.entries(parameters)) {
    if (isRequired && !query.has(name)) {
      throw new ApiError(framework.missingParameter, `Missing required parameter "${name}"`);
    }
  }
  for (const [name, { type }] of Object.entries(parameters)) {
    const text = query.get(name);
    if (text !== undefined && !converts[type](text)) {
      throw new ApiError(
        framework.unconvertibleParameter,
        `Parameter "${name}" cannot be converted to ${type}`,
      );
    }
  }
}

const converts: Readonly<Record<ParameterType, (text: string) => boolean>> = {
  string: () => true,
  integer: (text) => /^[+-]?\d{1,15}$/.test(text),
  boolean: (text) => /^(?:true|false)$/i.test(text),
};
