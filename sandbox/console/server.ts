import { chmod, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Sessions } from '../api/access/sessions.ts';
import { rangePath } from '../api/range-control.ts';
import type { ConsoleProfile } from '../api/versions.ts';
import { AppRefusal } from '../extensions/app-errors.ts';
import type { Applications } from '../extensions/applications.ts';
import { appProxy } from './app-proxy.ts';
import { createCertificates } from './certificates.ts';
import { consolePages } from './console-pages.ts';
import { listen, shut } from './listen.ts';
import { namedServices } from './named-services.ts';
import { sendMessage } from './pages/message-page.ts';
import { createPrivateFolder } from './private-folder.ts';
import { languageModules, staticFiles } from './static-files.ts';
import { themeOf } from './theme.ts';

/** What the console stands on and what it carries. */
export type ConsoleOptions = {
  /** The REST API; `router` is mounted at `/api` and `/console/restapi/api` and answers all below. */
  readonly api: {
    readonly router: RequestHandler;
    readonly sessions: Sessions;
    readonly profile: ConsoleProfile;
  };
  /** Opened here, and closed with the console. */
  readonly applications: Applications;
  /** What is installed from the start; rejects with an `AppRefusal` where it cannot be. */
  readonly installFirst: (applications: Applications) => Promise<void>;
  /** The endpoint of the attack range, see `range-control.ts`; without it there is no such page either. */
  readonly attackRange?: RequestHandler;
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
  /** Ends the apps, both servers and the temporary files. Idempotent. */
  readonly close: () => Promise<void>;
};

/** Where a console has its REST API; the second is what its own pages use. */
const apiPaths = ['/api', '/console/restapi/api'];

/**
 * Starts the stand-in for a QRadar console: pages and app proxy over HTTP, the REST API over HTTP and over
 * HTTPS with a certificate of a CA made now, and apps as processes of their own. Resolves when what is
 * installed first answers or was given up. Rejects (EADDRINUSE) where the port is taken; nothing is left behind then.
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
  const { api, applications, nowMs = Date.now } = options;
  const notices = new Set([stillStarting]);
  const web = http.createServer(webServer(options, () => [...notices]));
  const port = await listen(web, options.port);
  undo.push(() => shut(web));

  const folder = await createPrivateFolder();
  undo.push(folder.remove);
  const certificates = await createCertificates(nowMs());
  const caFile = path.join(folder.path, 'ca.pem');
  await writeFile(caFile, certificates.caCertificate);
  // A certificate is no secret, and apps that run as another user have to read it, whatever the umask.
  await chmod(caFile, 0o644);
  const secure = https.createServer(
    { cert: certificates.certificate, key: certificates.key },
    apiServer(api.router),
  );
  const apiPort = await listen(secure, 0);
  undo.push(() => shut(secure));

  const { externalVersion, buildVersion } = api.profile;
  const place = { consolePort: port, apiPort, caFile, externalVersion, buildVersion };
  applications.open(place, folder.path);
  undo.push(() => applications.close());
  for (const reason of await reasonsAgainst(options)) notices.add(reason);
  notices.delete(stillStarting);
  return {
    url: `http://localhost:${port}`,
    apiUrl: `https://localhost:${apiPort}`,
    caFile,
    close,
  };
}

const stillStarting = 'The app is still starting. Reload in a moment.';

/** Installs what is to be there from the start; a refusal is said, because the console has to come up anyway. */
async function reasonsAgainst({
  applications,
  installFirst,
  log,
}: ConsoleOptions): Promise<readonly string[]> {
  try {
    await installFirst(applications);
    return [];
  } catch (error) {
    if (!(error instanceof AppRefusal)) throw error;
    log(`the app is refused: ${error.message}`);
    return [error.message];
  }
}

/** What the browser talks to. The order matters: API and app answer with headers of their own. */
function webServer(options: ConsoleOptions, notices: () => readonly string[]): Express {
  const { api, applications, attackRange, log } = options;
  const { sessions, profile } = api;
  const hasRange = attackRange !== undefined;
  const server = express();
  server.disable('x-powered-by');
  server.use(apiPaths, namedServices(sessions, applications), api.router);
  server.use('/console/plugins/:appId/:proxy', toApp(sessions, applications));
  server.use('/console/plugins/:proxy', toApp(sessions, applications, true));
  server.use(pageHeaders);
  server.use('/console/static', staticFiles());
  server.use('/console/aql', languageModules());
  if (hasRange) server.use(`/console${rangePath}`, attackRange);
  server.use('/console', consolePages({ sessions, profile, applications, notices, hasRange }));
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

/**
 * `<id>/app_proxy` and `<id>/app_proxy:<service>` of an instance, where the service is the one on port 5000.
 * With `byName`, `app_proxy:<service>` alone, looked up by its name.
 */
function toApp(sessions: Sessions, applications: Applications, byName = false): RequestHandler {
  return (request, response, next) => {
    const { appId, proxy } = request.params;
    const app = applications.running().find(({ id, manifest }) => {
      const service = manifest.services.find(({ port }) => port === 5000)?.name;
      const isService = service !== undefined && proxy === `app_proxy:${service}`;
      return byName ? isService : id === appId && (isService || proxy === 'app_proxy');
    });
    if (app === undefined) {
      next();
      return;
    }
    const target = { port: app.port, checksCsrf: app.manifest.use_qradar_csrf === 'true' };
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
