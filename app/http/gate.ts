import http, { type RequestListener, type Server } from 'node:http';

/** The socket of the app, open before the rest of the app is there. */
export type Gate = {
  readonly server: Server;
  /** Resolves when the health check has been answered for the first time. */
  readonly checked: Promise<void>;
  /** Lets everything but the health check through to the app, what has waited first. */
  readonly open: (app: RequestListener) => void;
};

/** What one connection may cost. */
export type ConnectionLimits = {
  /**
   * Requests on it, after which it is closed. Those that come in one piece are begun in one go, before anybody else gets a turn:
   * 2,000 of 3 ms each held up everything for 9 s without a limit, 0.4 s with one of 100, 0.16 s with 20. A new connection costs a
   * proxy on the same host next to nothing.
   */
  readonly requests: number;
  /** Until a request, with a body of at most 64 kB, has come whole, ms. */
  readonly requestMs: number;
  /** For which nothing may be sent or taken, ms; the longest answer is held for 25 s. */
  readonly silenceMs: number;
};

const defaultLimits: ConnectionLimits = { requests: 20, requestMs: 30_000, silenceMs: 60_000 };

/**
 * Answers QRadar's health check, `GET /debug`, at once and by itself: the console takes an app that is slow
 * to start for a broken one (docs/qradar-facts.md#health-check). It tells nothing, because anybody who can reach the
 * console's proxy can ask. Other requests wait until `open`.
 */
export function createGate(limits: ConnectionLimits = defaultLimits): Gate {
  const app = Promise.withResolvers<RequestListener>();
  const check = Promise.withResolvers<undefined>();
  let opened: RequestListener | null = null;
  const server = http.createServer((request, response) => {
    if (isHealthCheck(request.method, request.url)) {
      response.writeHead(200, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' });
      response.end('ok', () => check.resolve(undefined));
    } else if (opened !== null) opened(request, response);
    else void app.promise.then((handle) => handle(request, response));
  });
  server.maxRequestsPerSocket = limits.requests;
  server.requestTimeout = limits.requestMs;
  server.headersTimeout = limits.requestMs;
  server.timeout = limits.silenceMs;
  return {
    server,
    checked: check.promise,
    open: (handle) => {
      opened = handle;
      app.resolve(handle);
    },
  };
}

function isHealthCheck(method: string | undefined, url: string | undefined): boolean {
  return (method === 'GET' || method === 'HEAD') && /^\/debug(\?|$)/.test(url ?? '');
}
