import zlib from 'node:zlib';
import compression from 'compression';
import express, {
  Router,
  type ErrorRequestHandler,
  type Express,
  type RequestHandler,
} from 'express';
import { languageOf } from '../../contract/languages.ts';
import { AppError } from '../ports/app-error.ts';
import type { Clock } from '../ports/clock.ts';
import { allowlistRoutes } from './allowlist-routes.ts';
import { coverageRoutes } from './coverage-routes.ts';
import { detailRoutes } from './detail-routes.ts';
import type { AllowlistReader } from '../runs/allowlist/allowlist.ts';
import type { AllowlistChanges } from '../runs/allowlist/changes.ts';
import type { SetMatches } from '../runs/allowlist/set-matches.ts';
import type { AllowSuggester } from '../runs/allowlist/suggestions.ts';
import type { CoverageChecks } from '../runs/coverage-checks.ts';
import { rehearsalRoutes } from './rehearsal-routes.ts';
import { validationRoutes } from './validation-routes.ts';
import type { EventFunnels } from '../runs/event-funnels.ts';
import type { FindingDetails } from '../runs/finding-details.ts';
import type { HeldSearches } from '../runs/held-searches.ts';
import type { Log } from '../ports/log.ts';
import type { LatestResults } from '../runs/latest-results.ts';
import { tooltipAndDashboardRoutes } from './console-parts/tooltip-and-dashboard.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import type { TriageStore } from '../ports/triage.ts';
import type { Timers } from '../ports/timers.ts';
import type { SettingsStore } from '../ports/settings-store.ts';
import { guideRoutes } from './guide-routes.ts';
import type { GuideStore } from '../ports/guide-store.ts';
import { problemOf, retryAfterS } from './problems.ts';
import { requestLog } from './request-log.ts';
import { requireCsrf, requireSession } from './requests.ts';
import type { Rehearsals } from '../runs/rehearsals.ts';
import type { Validations } from '../runs/validations.ts';
import { rightClickRoutes } from './console-parts/right-click.ts';
import { runRoutes } from './run-routes.ts';
import type { Runs } from '../runs/runs.ts';
import { serviceRoutes } from './service/service-routes.ts';
import { sessionCheck } from './session-check.ts';
import { settingsRoutes } from './settings-routes.ts';
import { rangesRoute, suggestionRoutes } from './suggestion-routes.ts';
import { staticFiles } from './static-files.ts';
import { triageRoutes } from './triage-routes.ts';
import type { SignalSender } from '../runs/signal/signal-sender.ts';
import type { TriageDesk } from '../runs/triage/triage-desk.ts';
import { uninstallRoute } from './console-parts/uninstall-route.ts';

export type ServerOptions = {
  readonly console: ConsoleAccess;
  readonly settings: SettingsStore;
  readonly runs: Runs;
  readonly latestResults: LatestResults;
  readonly heldSearches: HeldSearches;
  readonly findingDetails: FindingDetails;
  readonly coverageChecks: CoverageChecks;
  readonly validations: Validations;
  readonly rehearsals: Rehearsals;
  readonly triage: TriageStore;
  readonly triageDesk: TriageDesk;
  readonly signals: Pick<SignalSender, 'state' | 'wake'>;
  readonly guides: GuideStore;
  readonly allowlist: AllowlistReader;
  readonly allowlistChanges: AllowlistChanges;
  readonly setMatches: SetMatches;
  readonly suggester: AllowSuggester;
  readonly eventFunnels: EventFunnels;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly appId: string | null;
  /** Folder of the built tab. */
  readonly staticFolder: string;
};

/** The largest body the tab sends is its settings, a few kilobytes. */
const bodyLimit = '64kb';
/** But for decisions, which name up to 10,000 findings, some hundred bytes each. */
const actLimit = '2mb';
/** And for guides of 60,000 characters, up to six bytes each in JSON. */
const guideLimit = '400kb';

/**
 * Findings are so regular that the fastest way makes them no larger, and several times as fast: 8.9 MB of them became
 * 0.29 MB in 34 ms by Brotli 1, 0.30 MB in 218 ms by Brotli 4, and 0.41 MB in 69 ms by gzip 1.
 */
const fast: compression.CompressionOptions = {
  level: zlib.constants.Z_BEST_SPEED,
  brotli: { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } },
};

/** The app's HTTP side behind the gate, which answers the health check; the order of what a request meets is written here and nowhere else. */
export function createServer(options: ServerOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.enable('strict routing');

  app.use(requestLog(options));
  app.use(securityHeaders);
  app.use('/api', compression(fast), apiRoutes(options));
  app.use('/service', compression(fast));
  app.use(serviceRoutes(options));
  app.use(compression());
  app.use(staticFiles(options.staticFolder, options.console));
  app.use(rightClickRoutes(options));
  app.use(tooltipAndDashboardRoutes(options));
  app.use(uninstallRoute(options));
  app.use(() => {
    throw new AppError('not-found');
  });
  app.use(asProblem(options.log));
  return app;
}

function apiRoutes(options: ServerOptions): Router {
  return Router({ strict: true })
    .use(noStore)
    .use(requireSession)
    .use(requireCsrf)
    .use('/runs/:run/triage', express.json({ limit: actLimit }))
    .use('/guides', express.json({ limit: guideLimit }))
    .use(rangesRoute(options))
    .use(express.json({ limit: bodyLimit }))
    .use(settingsRoutes(options))
    .use(coverageRoutes(options))
    .use(validationRoutes(options))
    .use(rehearsalRoutes(options))
    .use(allowlistRoutes(options))
    .use(suggestionRoutes(options))
    .use('/runs/:run', sessionCheck(options))
    .use(runRoutes(options))
    .use(detailRoutes(options))
    .use(triageRoutes(options))
    .use(guideRoutes(options));
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

/**
 * The tab loads nothing from elsewhere and is framed by the console alone, which is of the same origin.
 * Carbon sets styles at elements, hence 'unsafe-inline' for styles only.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'SAMEORIGIN',
    'Referrer-Policy': 'same-origin',
  });
  next();
};

/** Every failure leaves as a `Problem`; its cause and stack go to the log, with the id the page shows. */
function asProblem(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const known = ourError(error);
    const request_ = response.get('X-Request-Id') ?? '';
    const language = languageOf(request.get('Accept-Language'));
    const problem = problemOf(known, request_, language);
    const fields = { path: request.path, code: problem.code, request: request_ };
    if (problem.code === 'internal') log.error('request failed', error, fields);
    else if (problem.status >= 500) log.warn('request failed', error, fields);
    if (response.headersSent) {
      // Too late for words: end the connection, so that half an answer is not taken for a whole one.
      next(error);
      return;
    }
    const waitS = retryAfterS[problem.code];
    if (waitS !== undefined) response.set('Retry-After', `${waitS}`);
    response
      .status(problem.status)
      .vary('Accept-Language')
      .type('application/problem+json')
      .json(problem);
  };
}

/** express and its parsers mark what a client did wrong with a 4xx status. */
function ourError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('status' in error)) return error;
  if (error.status === 404) return new AppError('not-found', { cause: error });
  const isClients = typeof error.status === 'number' && error.status >= 400 && error.status < 500;
  const detail = 'type' in error && typeof error.type === 'string' ? error.type : '';
  return isClients ? new AppError('bad-request', { detail, cause: error }) : error;
}
