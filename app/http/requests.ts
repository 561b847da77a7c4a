import { createHash } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Request, RequestHandler, Response } from 'express';
import * as z from 'zod/mini';
import type { ProblemCode } from '../../contract/problem.ts';
import { hostOf } from '../detection/rule/addresses.ts';
import { AppError } from '../ports/app-error.ts';
import type { Identity } from '../ports/console.ts';

/**
 * Whose session a request carries: the cookies that the console's proxy forwards, else the headers of the
 * same names, as calls between apps send them. Throws `not-signed-in` where there is neither.
 */
export function identityOf(request: Request<object>): Identity {
  const cookies = cookiesOf(request);
  const sec = cookies['SEC'] ?? request.get('SEC');
  if (!sec || !isHeaderText(sec)) throw new AppError('not-signed-in');
  const csrf = cookies['QRadarCSRF'] ?? request.get('QRadarCSRF');
  return { sec, csrf: csrf !== undefined && isHeaderText(csrf) ? csrf : null };
}

/** Both values are sent on as headers; a decoded cookie must not smuggle in a line of its own. */
function isHeaderText(value: string): boolean {
  return /^[\x21-\x7e]{1,4096}$/.test(value);
}

function cookiesOf(request: Request<object>): Readonly<Record<string, string | undefined>> {
  return parseCookie(request.get('Cookie') ?? '');
}

/** Under what the app remembers a session: never its token. */
export function ownerOf(identity: Identity): string {
  return createHash('sha256').update(identity.sec).digest('base64url');
}

/** Refuses API calls without a session before anything else looks at them. */
export const requireSession: RequestHandler = (request, _response, next) => {
  identityOf(request);
  next();
};

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A change must carry the QRadarCSRF cookie's value as a header, which another site can neither read nor
 * send. The console's proxy checks it first (`use_qradar_csrf`); this holds where the proxy does not. A
 * session sent as a header is exempt, as in QRadar: no browser adds it by itself.
 */
export const requireCsrf: RequestHandler = (request, _response, next) => {
  if (!reading.has(request.method) && mayBeForged(request)) throw new AppError('csrf-refused');
  next();
};

/** Whether a browser may have sent this on behalf of another site; see `requireCsrf`. */
export function mayBeForged(request: Request): boolean {
  const { SEC: sec, QRadarCSRF: expected } = cookiesOf(request);
  return sec !== undefined && (!expected || request.get('QRadarCSRF') !== expected);
}

/** Below the 30 s assumed of the console's proxy, whose time-out is not published (docs/qradar-facts.md#proxy). */
const answerLimitMs = 25_000;

const signals = new WeakMap<Response, AbortSignal>();

/** Aborts when the browser has gone, or when the answer would come too late to be read. The same for all who ask. */
export function signalOf(response: Response): AbortSignal {
  const known = signals.get(response);
  if (known) return known;
  const controller = new AbortController();
  signals.set(response, controller.signal);
  const timer = setTimeout(() => {
    const detail = `no answer within ${answerLimitMs / 1000} s`;
    controller.abort(new AppError('console-unreachable', { detail }));
  }, answerLimitMs);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) controller.abort(new AppError('cancelled'));
  });
  return controller.signal;
}

/** The id under which the log speaks of a request; empty before it has one. */
export function requestIdOf(response: Response): string {
  return response.get('X-Request-Id') ?? '';
}

/** A value from outside, or an `AppError` of `code` that names the member which does not fit. */
export function parsed<T>(
  schema: z.ZodMiniType<T>,
  value: unknown,
  code: ProblemCode = 'bad-request',
): T {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const paths = result.error.issues.map(({ path }) => path.join('.') || 'the whole');
  throw new AppError(code, { detail: `does not fit: ${[...new Set(paths)].join(', ')}` });
}

/** A whole number of the query string within bounds, or the default where it is absent. */
export function wholeNumber(from: number, to: number) {
  return z.pipe(
    z.pipe(
      z.string().check(z.regex(/^\d{1,16}$/)),
      z.transform((text: string) => Number(text)),
    ),
    z.number().check(z.minimum(from), z.maximum(to)),
  );
}

/** An IP address in a query string, in the spelling that the app has for it. */
export const addressText = z.pipe(
  z.string().check(z.maxLength(64)),
  z.transform((text: string, context) => {
    const address = hostOf(text);
    if (address !== null) return address;
    context.issues.push({ code: 'custom', message: 'not an IP address', input: text });
    return z.NEVER;
  }),
);

/** How long a look may be held, ms, at once where nothing is said; the console's proxy gives an app 30 s. */
export const waitSchema = z._default(wholeNumber(0, 10_000), 0);
