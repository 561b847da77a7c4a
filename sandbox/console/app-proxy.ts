import http from 'node:http';
import { parseCookie } from 'cookie';
import type { Request, RequestHandler, Response } from 'express';
import type { Sessions } from '../api/access/sessions.ts';
import { callerOf, wantsPage } from './identity.ts';
import { sendMessage } from './pages/message-page.ts';
import { themeOf } from './theme.ts';

/** What the proxy has to know of the app behind it. */
export type AppTarget = {
  readonly port: number;
  /** The manifest's `use_qradar_csrf`. */
  readonly checksCsrf: boolean;
};

/** Headers that belong to one connection (RFC 9110, 7.6.1) and so never travel on. */
const connectionHeaders = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** Methods that need no CSRF token (docs/qradar-facts.md#csrf). */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
/** The only cookies that are known to reach an app. */
const forwardedCookies = ['SEC', 'QRadarCSRF'] as const;

/**
 * Hands a request for `…/app_proxy/<path>` to the app as `/<path>`: method, query, body and the two session
 * cookies go through, `X-Console-Host` names the host the browser used. Mounted where `request.url` is the
 * app's path. Without a session a page is sent to the log-in page and anything else is answered 401; with
 * `use_qradar_csrf`, a state-changing call of a user without the right `QRadarCSRF` header is answered 403
 * and the app never hears of it. Cookies the app sets are dropped, because nobody documents that they pass.
 */
export function appProxy(target: AppTarget, sessions: Sessions): RequestHandler {
  return (request, response) => {
    const caller = callerOf(request, sessions);
    if (caller === null) {
      refuseStranger(request, response);
      return;
    }
    const needsToken = target.checksCsrf && !safeMethods.has(request.method);
    // An authorized service has no token and is exempt.
    if (needsToken && caller.csrf !== null && request.get('QRadarCSRF') !== caller.csrf) {
      response.status(403).json({ message: 'The QRadarCSRF header is missing or wrong.' });
      return;
    }
    forward(target.port, request, response, caller.locale);
  };
}

function refuseStranger(request: Request, response: Response): void {
  if (wantsPage(request)) {
    response.redirect(302, `/console/login?next=${encodeURIComponent(request.originalUrl)}`);
  } else {
    response.status(401).json({ message: 'Log in to the console first.' });
  }
}

function forward(port: number, request: Request, response: Response, locale: string): void {
  const outgoing = http.request(
    {
      host: '127.0.0.1',
      port,
      method: request.method,
      path: request.url,
      headers: forwardedHeaders(request, port, locale),
    },
    (answer) => {
      const headers = withoutConnectionHeaders(answer.headers);
      delete headers['set-cookie'];
      response.writeHead(answer.statusCode ?? 502, headers);
      answer.once('error', (error) => response.destroy(error));
      answer.pipe(response);
    },
  );
  outgoing.once('error', (error) => {
    if (response.headersSent) response.destroy(error);
    else refuseUnreachable(request, response);
  });
  // A browser that goes away must not leave the app working for nobody.
  response.once('close', () => outgoing.destroy());
  request.pipe(outgoing);
}

function refuseUnreachable(request: Request, response: Response): void {
  if (wantsPage(request)) {
    sendMessage(response, {
      status: 502,
      heading: 'The app does not answer',
      text: 'Its process is not running, or is starting again. Reload this tab in a moment; the console’s log says what happened.',
      theme: themeOf(request),
    });
  } else {
    response.status(502).json({ message: 'The app does not answer.' });
  }
}

function forwardedHeaders(
  request: Request,
  port: number,
  locale: string,
): http.OutgoingHttpHeaders {
  const headers = withoutConnectionHeaders(request.headers);
  const cookies = parseCookie(request.headers.cookie ?? '');
  const kept = forwardedCookies.flatMap((name) => {
    const value = cookies[name];
    return value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`];
  });
  delete headers['cookie'];
  if (kept.length > 0) headers['cookie'] = kept.join('; ');
  headers['host'] = `127.0.0.1:${port}`;
  // Follows the user, not the browser (docs/qradar-facts.md#language).
  headers['accept-language'] = locale.replace('_', '-');
  headers['x-console-host'] = request.get('host') ?? 'localhost';
  return headers;
}

function withoutConnectionHeaders(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !connectionHeaders.has(name) && !named.includes(name),
    ),
  );
}
