import express from 'express';
import type { ConsoleStore } from '../sql/store.ts';
import { directoryFor } from './access/directory.ts';
import { directoryControl } from './access/directory-control.ts';
import { accessEndpoints } from './access/routes.ts';
import { Sessions } from './access/sessions.ts';
import { AqlCompiler } from './ariel/language.ts';
import { ResultStore } from './ariel/result-store.ts';
import { arielEndpoints } from './ariel/routes.ts';
import { defaultLimits, paces, type SearchLimits } from './ariel/limits.ts';
import { SearchTable } from './ariel/search-table.ts';
import { Extensions } from '../extensions/extensions.ts';
import type { Applications } from '../extensions/applications.ts';
import { applicationEndpoints } from './apps/application-routes.ts';
import { extensionEndpoints, extensionPath } from './apps/extension-routes.ts';
import { readUpload } from './apps/upload.ts';
import { assetEndpoints } from './assets/routes.ts';
import { classificationEndpoints } from './classification/routes.ts';
import { systemClock, type ApiClock } from './clock.ts';
import { configEndpoints } from './config/routes.ts';
import type { Endpoint } from './endpoint.ts';
import { faultControl } from './fault-control.ts';
import { strikeFaults } from './fault-strikes.ts';
import { Faults } from './faults.ts';
import { helpEndpoints } from './help/routes.ts';
import type { ApiLog } from './log.ts';
import {
  authenticate,
  checkCsrfToken,
  defaultRequestLineBytes,
  logCalls,
  negotiateVersion,
  refuseLongAddresses,
  serve,
  writeErrors,
} from './middleware.ts';
import { readParameters } from './parameters.ts';
import { refuseTheRest, versionedRefusals } from './not-implemented.ts';
import { referenceDataEndpoints } from './reference-data/routes.ts';
import { serviceEndpoints } from './services/routes.ts';
import { siemEndpoints } from './siem/routes.ts';
import { OffenseStore } from './siem/store.ts';
import { profiles, type ProfileName } from './versions.ts';

/** Settings of a stand-in API; all but the store have a default. */
export type ConsoleApiOptions = {
  readonly store: ConsoleStore;
  /** Which console release to be; default UP13, the newest whose reference was at hand. */
  readonly profile?: ProfileName;
  /** How fast searches go through their states; default `instant`. */
  readonly pace?: keyof typeof paces;
  readonly limits?: Partial<SearchLimits>;
  /** Token of the authorized service; a random one by default. */
  readonly serviceToken?: string;
  /** Domains that the user `branch` sees; default the one domain 1. */
  readonly branchDomainIds?: readonly number[];
  /** Time zone of the console, for START and STOP as text and for DATEFORMAT; default UTC. */
  readonly timeZone?: string;
  readonly clock?: ApiClock;
  /** Takes one line per step; default none. */
  readonly log?: ApiLog;
  /** Bytes of a request line above which 414 is answered; default that of Apache. */
  readonly maxRequestLineBytes?: number;
  /** The app framework; without it, all about apps and extensions is answered 501. */
  readonly applications?: Applications;
  /** Mounts `/stand-in/faults` and `/stand-in/rights` beside the API, see `fault-control.ts`, `directory-control.ts`; default false. */
  readonly hasFaultControl?: boolean;
};

/** A running API: mount `router` at `/api` and at `/console/restapi/api`, on as many servers as you like. */
export type ConsoleApi = {
  readonly router: express.Router;
  /** What is served; everything else is refused. */
  readonly endpoints: readonly Endpoint[];
  readonly sessions: Sessions;
  readonly searches: SearchTable;
  readonly faults: Faults;
  /** Null where the API was made without an app framework. */
  readonly extensions: Extensions | null;
  /** Stops and forgets all searches. Close the servers before, and the store after. */
  readonly close: () => Promise<void>;
};

/** A form body may be as long as a query that no address would hold. */
const maxBodyBytes = 1_048_576;

/** Builds the REST API of a console over a store. What happens to a call, in which order, stands here. */
export function createConsoleApi(options: ConsoleApiOptions): ConsoleApi {
  const { applications, log = () => undefined, clock = systemClock } = options;
  const profile = profiles[options.profile ?? 'UP13'];
  const directory = directoryFor(options.branchDomainIds ?? [1]);
  const sessions = new Sessions(directory, options.serviceToken);
  const faults = new Faults(() => clock.now());
  const results = new ResultStore(options.store);
  const searches = new SearchTable({
    results,
    clock,
    log,
    pace: paces[options.pace ?? 'instant'],
    limits: { ...defaultLimits, ...options.limits },
  });
  const language = new AqlCompiler({
    store: options.store,
    clock,
    log,
    timeZone: options.timeZone ?? 'UTC',
  });
  const hookToken = sessions.serviceToken;
  const extensions =
    applications === undefined ? null : new Extensions({ applications, hookToken });
  const endpoints: readonly Endpoint[] = [
    ...helpEndpoints(profile),
    ...accessEndpoints(directory, sessions),
    ...arielEndpoints({ searches, results, language }),
    ...siemEndpoints(new OffenseStore(options.store), clock, () =>
      directory.users.map((user) => user.username),
    ),
    ...assetEndpoints(options.store),
    ...configEndpoints(options.store),
    ...classificationEndpoints(options.store),
    ...referenceDataEndpoints(options.store, clock),
    ...serviceEndpoints(options.store),
    ...(applications === undefined ? [] : applicationEndpoints(applications)),
    ...(extensions === null ? [] : extensionEndpoints(extensions)),
  ];

  const router = express.Router();
  if (options.hasFaultControl) {
    router.use('/stand-in/faults', faultControl(faults));
    router.use('/stand-in/rights', directoryControl(directory));
  }
  router.use(logCalls(log, clock));
  router.use(refuseLongAddresses(options.maxRequestLineBytes ?? defaultRequestLineBytes));
  router.use(strikeFaults(faults));
  router.use(authenticate(sessions));
  router.use(checkCsrfToken());
  router.use(negotiateVersion(profile));
  router.use(extensionPath, ...readUpload());
  router.use(express.text({ type: ['urlencoded', 'json'], limit: maxBodyBytes }));
  router.use(readParameters());
  for (const endpoint of [...endpoints, ...versionedRefusals]) {
    router.route(expressPath(endpoint.path))[verbs[endpoint.method]](serve(endpoint, profile));
  }
  router.use(refuseTheRest());
  router.use(writeErrors(log));

  return {
    router,
    endpoints,
    sessions,
    searches,
    faults,
    extensions,
    close: () => searches.close(),
  };
}

const verbs = { GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const;

/** `/a/{b}` as express writes it: `/a/:b`. */
function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
