import { writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Sessions } from '../api/access/sessions.ts';
import type { ConsoleProfile } from '../api/versions.ts';
import type { AppState } from './app-process.ts';
import { appProxy } from './app-proxy.ts';
import { createCertificates } from './certificates.ts';
import { consolePages } from './console-pages.ts';
import { installApp, type InstalledApp } from './installed-app.ts';
import { listen, shut } from './listen.ts';
import { sendMessage } from './pages/message-page.ts';
import { createPrivateFolder } from './private-folder.ts';
import { staticFiles } from './static-files.ts';
import { themeOf } from './theme.ts';

/** What the console stands on and what it carries. */
export type ConsoleOptions = {
  /** The REST API; `router` is mounted at `/api` and `/console/restapi/api` and answers all below. */
  readonly api: {
    readonly router: RequestHandler;
    readonly sessions: Sessions;
    readonly profile: ConsoleProfile;
  };
  readonly app: {
    readonly manifestFile: string;
    readonly script: string;
    /** See `AppProcessOptions`; tests shorten both. */
    readonly backoffMs?: number;
    readonly startTimeoutMs?: number;
  };
  /** Port for the browser; 0 takes a free one. */
  readonly port: number;
  readonly log: (line: string) => void;
  readonly nowMs?: () => number;
};

/** A running console. Addresses have no slash at the end. */
export type Console = {
  /** For the browser, over HTTP: `http://localhost:8080`. */
  readonly url: string;
  /** The REST API over HTTPS, as the app calls it: `https://localhost:49152`. */
  readonly apiUrl: string;
  /** The CA that vouches for `apiUrl`, a PEM file in a private folder that goes with the console. */
  readonly caFile: string;
  readonly app: {
    readonly id: string;
    readonly state: () => AppState | 'refused';
    readonly pid: () => number | null;
    readonly ready: () => Promise<boolean>;
  };
  /** Ends the app, both servers and the temporary files. Idempotent. */
  readonly close: () => Promise<void>;
};

/** Where a console has its REST API; the second is what its own pages use. */
const apiPaths = ['/api', '/console/restapi/api'];

/** The instance id QRadar would give at installation; part of every address of the app. */
const appId = '1001';

/**
 * Starts the stand-in for a QRadar console: pages and app proxy over HTTP, the REST API over HTTP and over
 * HTTPS with a certificate of a CA made now, and the app as a process of its own. Resolves when the app
 * answers or was given up. Rejects (EADDRINUSE) where the port is taken; nothing is left behind then.
 */
export async function createConsole(options: ConsoleOptions): Promise<Console> {
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await start(options, undo, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  options: ConsoleOptions,
  undo: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<Console> {
  const { api, log, nowMs = Date.now } = options;
  let app: InstalledApp | null = null;
  const currentApp = (): InstalledApp => app ?? notInstalled;

  const web = http.createServer(webServer(options, currentApp));
  const port = await listen(web, options.port);
  undo.push(() => shut(web));

  const folder = await createPrivateFolder();
  undo.push(folder.remove);
  const certificates = await createCertificates(nowMs());
  const caFile = path.join(folder.path, 'ca.pem');
  await writeFile(caFile, certificates.caCertificate, { mode: 0o600 });
  const secure = https.createServer(
    { cert: certificates.certificate, key: certificates.key },
    apiServer(api.router),
  );
  const apiPort = await listen(secure, 0);
  undo.push(() => shut(secure));

  const environment = { consolePort: port, apiPort, caFile, profile: api.profile };
  app = await installApp({ id: appId, environment, folder: folder.path, log, ...options.app });
  undo.push(app.close);
  const { process: appProcess } = app;
  return {
    url: `http://localhost:${port}`,
    apiUrl: `https://localhost:${apiPort}`,
    caFile,
    app: {
      id: appId,
      state: () => appProcess?.state() ?? 'refused',
      pid: () => appProcess?.pid() ?? null,
      ready: () => appProcess?.ready() ?? Promise.resolve(false),
    },
    close,
  };
}

/** Before `installApp` has read the manifest. */
const notInstalled: InstalledApp = {
  id: appId,
  manifest: null,
  process: null,
  reasons: ['The app is still starting. Reload in a moment.'],
  close: () => Promise.resolve(),
};

/** What the browser talks to. The order matters: API and app answer with headers of their own. */
function webServer({ api, log }: ConsoleOptions, app: () => InstalledApp): Express {
  const server = express();
  server.disable('x-powered-by');
  server.use(apiPaths, api.router);
  server.use('/console/plugins/:appId/:proxy', toApp(api.sessions, app));
  server.use(pageHeaders);
  server.use('/console/static', staticFiles());
  server.use('/console', consolePages({ sessions: api.sessions, profile: api.profile, app }));
  server.get('/', (_request, response) => response.redirect(302, '/console/'));
  server.use(notFound);
  server.use(onError(log));
  return server;
}

/** What the app talks to: the REST API and nothing else. */
function apiServer(router: RequestHandler): Express {
  const server = express();
  server.disable('x-powered-by');
  server.use(apiPaths, router);
  server.use((_request, response) => {
    response.status(404).json({ message: 'Only the REST API is served here.' });
  });
  return server;
}

/** `app_proxy` and `app_proxy:<service>` of the instance, where the service is the one on port 5000. */
function toApp(sessions: Sessions, app: () => InstalledApp): RequestHandler {
  return (request, response, next) => {
    const { id, manifest, process: appProcess } = app();
    const service = manifest?.services.find(({ port }) => port === 5000)?.name;
    const names = ['app_proxy', ...(service === undefined ? [] : [`app_proxy:${service}`])];
    const { appId: asked, proxy } = request.params;
    if (
      manifest === null ||
      appProcess === null ||
      asked !== id ||
      !names.includes(String(proxy))
    ) {
      next();
      return;
    }
    const target = { port: appProcess.port, checksCsrf: manifest.use_qradar_csrf === 'true' };
    appProxy(target, sessions)(request, response, next);
  };
}

/**
 * A console page loads nothing from elsewhere and is framed by nobody else. `unsafe-eval` is needed by the app
 * framework itself: a manifest's `javascript` is code that the page evaluates.
 */
const pageHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy':
      "default-src 'self'; script-src 'self' 'unsafe-eval'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  next();
};

const notFound: RequestHandler = (request, response) => {
  const heading = 'There is no such page';
  const text = 'The stand-in has the pages its tabs lead to, and no more.';
  sendMessage(response, { status: 404, heading, text, theme: themeOf(request) });
};

function onError(log: (line: string) => void): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    log(
      `${request.method} ${request.path} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    const text = 'The console’s log says what happened.';
    sendMessage(response, { status, heading: 'That did not work', text, theme: themeOf(request) });
  };
}

/** Parsers of requests say in `status` that the request was at fault. */
function statusOf(error: unknown): number {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
