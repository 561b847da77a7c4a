import { parseCookie } from 'cookie';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { isSameSecret, type Sessions } from './access/sessions.ts';
import { stateOf } from './call-state.ts';
import type { ApiClock } from './clock.ts';
import { dispatch, writeJson } from './dispatch.ts';
import type { Endpoint } from './endpoint.ts';
import { ApiError, errorBody, framework, type ErrorEntry } from './errors.ts';
import type { ApiLog } from './log.ts';
import { bodyOf } from './parameters.ts';
import { versionOf, type ConsoleProfile } from './versions.ts';

/** One line when a call has been answered: what matched, for whom, with which status, in how many milliseconds. */
export function logCalls(log: ApiLog, clock: ApiClock): RequestHandler {
  return (request, response, next) => {
    const startedMs = clock.now();
    response.once('close', () => {
      const { endpoint, caller } = stateOf(request);
      const what = endpoint === null ? `unmatched ${request.path}` : `matched ${endpoint}`;
      const end = response.writableFinished ? response.statusCode : 'broken off';
      log(
        `${request.method} ${what} for ${caller?.name ?? 'nobody'}: ${end}, ${clock.now() - startedMs} ms`,
      );
    });
    next();
  };
}

/**
 * Request lines longer than this are refused with 414. 8190 bytes is the default of LimitRequestLine in the Apache HTTP
 * server, which stands before the console's API; long queries in the address gave 414 in practice.
 */
export const defaultRequestLineBytes = 8190;

/** Refuses what the web server in front of a console refuses. */
export function refuseLongAddresses(maxBytes: number): RequestHandler {
  return (request, _response, next) => {
    const bytes = Buffer.byteLength(`${request.method} ${request.originalUrl} HTTP/1.1`);
    if (bytes > maxBytes) {
      throw new ApiError(
        framework.addressTooLong,
        `The request line has ${bytes} bytes, ${maxBytes} are allowed; send long parameters as a form body`,
      );
    }
    next();
  };
}

/** Finds out who calls: the SEC header, else the SEC cookie; without a valid one → 401/18. */
export function authenticate(sessions: Sessions): RequestHandler {
  return (request, _response, next) => {
    const sec = request.get('SEC') ?? parseCookie(request.get('Cookie') ?? '')['SEC'];
    const caller = sec === undefined ? null : sessions.callerOf(sec);
    if (!caller) {
      throw new ApiError(
        framework.noCredentials,
        sec === undefined
          ? 'No SEC header or cookie was sent. Please log in, or send the token of an authorized service.'
          : 'The SEC value belongs to no session and to no authorized service.',
      );
    }
    stateOf(request).caller = caller;
    next();
  };
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** A write with a session must repeat the session's token in the QRadarCSRF header; else 403. */
export function checkCsrfToken(): RequestHandler {
  return (request, _response, next) => {
    const expected = stateOf(request).caller?.csrf ?? null;
    if (expected !== null && !safeMethods.has(request.method)) {
      const given = request.get('QRadarCSRF') ?? '';
      if (!isSameSecret(given, expected)) {
        throw new ApiError(framework.badCsrfToken, 'The QRadarCSRF header is missing or wrong');
      }
    }
    next();
  };
}

/** Settles the version of the API the call is answered in. */
export function negotiateVersion(profile: ConsoleProfile): RequestHandler {
  return (request, _response, next) => {
    stateOf(request).version = versionOf(request.get('Version'), profile);
    next();
  };
}

/** Hands a call to the endpoint that takes it. */
export function serve(endpoint: Endpoint, profile: ConsoleProfile): RequestHandler {
  return async (request, response) => {
    const state = stateOf(request);
    const { caller, version, query, fault, body } = state;
    if (!caller) throw new ApiError(framework.noCredentials, 'Nobody is logged in');
    state.endpoint = endpoint.path;
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
    });
    const context = {
      caller,
      version,
      profile,
      query,
      fault,
      body: bodyOf(endpoint, body, query),
      file: state.file,
      path: pathParameters(request),
      signal: gone.signal,
    };
    try {
      await dispatch(endpoint, context, request, response);
    } catch (error) {
      // The client has gone: there is nobody to answer.
      if (!gone.signal.aborted) throw error;
    }
  };
}

/** Writes the five-field body of whatever was thrown above. */
export function writeErrors(log: ApiLog): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { entry, message } = described(error);
    if (entry.status === framework.internal.status) log(`failed: ${message}`);
    writeJson(response, { status: entry.status, body: errorBody(entry, message) });
  };
}

function described(error: unknown): { readonly entry: ErrorEntry; readonly message: string } {
  if (error instanceof ApiError) return { entry: error.entry, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  // Express and its body parser say in `status` what is wrong with a request.
  const status = error instanceof Error && 'status' in error ? Number(error.status) : NaN;
  return status >= 400 && status < 500
    ? { entry: { status, code: 0, description: '' }, message }
    : { entry: framework.internal, message };
}

function pathParameters(request: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(request.params).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    ),
  );
}
