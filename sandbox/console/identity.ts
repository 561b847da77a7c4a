import type { IncomingMessage } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { Caller, Session, Sessions } from '../api/access/sessions.ts';

/** Who sent a request: by the SEC header (scripts), else by the session cookie. Null: a stranger. */
export function callerOf(request: IncomingMessage, sessions: Sessions): Caller | null {
  const sec = secOf(request);
  return sec === null ? null : sessions.callerOf(sec);
}

/** The SEC value of a request, header before cookie as in the API; null where there is none. */
export function secOf(request: IncomingMessage): string | null {
  const cookie = parseCookie(request.headers.cookie ?? '')['SEC'];
  const header = request.headers['sec'];
  return typeof header === 'string' ? header : (cookie ?? null);
}

/**
 * Gives the browser the console's two cookies: SEC, which no script may read, and QRadarCSRF, which scripts
 * repeat in a header. Not `Secure`, because the stand-in speaks plain HTTP to the browser on this machine.
 */
export function setSession(response: Response, session: Session): void {
  const shared = { path: '/', sameSite: 'lax' } as const;
  response.append(
    'Set-Cookie',
    stringifySetCookie('SEC', session.sec, { ...shared, httpOnly: true }),
  );
  response.append('Set-Cookie', stringifySetCookie('QRadarCSRF', session.csrf, shared));
}

/** Takes the two cookies away. */
export function clearSession(response: Response): void {
  response.clearCookie('SEC', { path: '/' });
  response.clearCookie('QRadarCSRF', { path: '/' });
}

/** Where to go after log-in: only an address of this console, `/console/` for anything else. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/console\/(?![/\\])/.test(next) ? next : '/console/';
}

/** Whether a person is looking at the answer, as opposed to a script. */
export function wantsPage(request: Request): boolean {
  return request.method === 'GET' && (request.get('accept') ?? '').includes('text/html');
}
