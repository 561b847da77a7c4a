import http, { type RequestListener, type Server } from 'node:http';

/** The socket of the app, open before the rest of the app is there. */
export type Gate = {
  readonly server: Server;
  /** Resolves when the health check has been answered for the first time. */
  readonly checked: Promise<void>;
  /** Lets everything but the health check through to the app, what has waited first. */
  readonly open: (app: RequestListener) => void;
};

/**
 * Answers QRadar's health check, `GET /debug`, at once and by itself: the console takes an app that is slow
 * to start for a broken one (docs/qradar-facts.md#health-check). It tells nothing, because anybody who can reach the
 * console's proxy can ask. Other requests wait until `open`.
 */
export function createGate(): Gate {
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
