import path from 'node:path';
import { packageApp } from '../qradar_app_package/archive/pack.ts';
import { createConsoleApi, type ConsoleApi, type ConsoleApiOptions } from './api/server.ts';
import { systemClock, type ApiClock } from './api/clock.ts';
import { rangeControl } from './api/range-control.ts';
import { profiles, type ProfileName } from './api/versions.ts';
import { createConsole, type Console, type ConsoleOptions } from './console/server.ts';
import type { AppTimings } from './extensions/app-process.ts';
import { Applications } from './extensions/applications.ts';
import { importFiles, type ImportProgress, type ImportResult } from './data/import/import.ts';
import { parsedWhereBroken } from './data/broken-deployment.ts';
import { AttackRange } from './data/range/attack-range.ts';
import { startLiveFeed } from './data/live.ts';
import { loadScenario, type LoadedScenario, type ScenarioName } from './data/scenarios.ts';
import { startSyslogListener } from './data/syslog/listener.ts';
import { silentProgress, type Progress } from './progress.ts';
import { ConsoleStore, type CidrSets } from './sql/store.ts';

/** What a stand-in console is made of; all has a default that suits a test. */
export type StartOptions = {
  /** Default `none`. */
  readonly scenario?: ScenarioName;
  readonly scale?: number;
  /** How much of the last day's traffic comes again while it runs, 0 to 1. Default 0: the data stays as it is. */
  readonly liveRate?: number;
  /** Files to import after the scenario. */
  readonly imports?: readonly string[];
  readonly shiftToNow?: boolean;
  /** See `ImportOptions`. Default: the private ranges. */
  readonly local?: readonly string[];
  /** Zone of imported times that give none. Default UTC. */
  readonly zone?: string;
  /** Starts without the files of which nothing can be imported. Default false: an `ImportError`. */
  readonly keepGoing?: boolean;
  /** Default 0: a free one. */
  readonly port?: number;
  /** Port for syslog over TCP, 0 for a free one. Default: none is listened on. */
  readonly syslogPort?: number | null;
  /** Token of the authorized service; default a new one. */
  readonly token?: string | null;
  /** The console release to be. Default UP13. */
  readonly profile?: ProfileName;
  /** `console` is slow enough to see each state of a search. Default `instant`. */
  readonly pace?: 'instant' | 'console';
  /** Mounts `/api/stand-in/`, where faults are ordered and rights changed. Default false. */
  readonly hasFaultControl?: boolean;
  /**
   * What is installed from the start: the app as built (default), its extension archive, made of the build and
   * installed as an administrator would, or nothing.
   */
  readonly app?: 'build' | 'package' | 'none';
  /** The file Node runs as the app. Default the build, `dist/app/server.mjs`. */
  readonly script?: string;
  /** Default the product's own. */
  readonly manifestFile?: string;
  readonly timings?: AppTimings;
  readonly progress?: Progress;
  /** Lines of the app and of the console. Default: nowhere. */
  readonly log?: (line: string) => void;
  /** Every line of the console's API: calls, what searches looked at. Default: nowhere; those of failures go to `log`, too. */
  readonly apiLog?: (line: string) => void;
  /** Where the data's day ends, epoch ms. Default now. */
  readonly endMs?: number;
  /** See `ConsoleFacts`. Default `blocks`. */
  readonly cidrSets?: CidrSets;
  /** Time of the API and of the attack range, so that a test can make it pass. Default the machine's. */
  readonly clock?: ApiClock;
};

/** A console with its data and the app in it. */
export type RunningConsole = {
  readonly console: Console;
  readonly api: ConsoleApi;
  readonly applications: Applications;
  readonly store: ConsoleStore;
  readonly scenario: LoadedScenario;
  readonly imports: readonly ImportResult[];
  /** Where it takes syslog; `null` where it does not. */
  readonly syslogPort: number | null;
  /** Ends everything. Idempotent. */
  readonly close: () => Promise<void>;
};

/** The repository's root. */
export const root = path.join(import.meta.dirname, '..');

/**
 * Opens the store, loads the data, starts API, console and app: what `npm start` and the end-to-end tests
 * share. Resolves when the app answers or was given up (`applications`). Rejects when a file cannot be
 * imported or the port is taken, and leaves nothing behind then. The app must have been
 * built, unless none is installed.
 */
export async function startConsole(options: StartOptions = {}): Promise<RunningConsole> {
  const { progress = silentProgress, log = () => undefined } = options;
  const { cidrSets = 'blocks' } = options;
  const store = await ConsoleStore.open({ cidrSets });
  const range = attackRange(store, options, log);
  const open: Closable[] = [range];
  const close = closing(open, store);
  try {
    const { endMs = Date.now() } = options;
    const { scenario, imports } = await loadData(store, { ...options, endMs }, progress);
    const applications = new Applications({ log, timings: options.timings ?? {} });
    const api = createApi({ store, applications }, options, log);
    open.unshift(api);
    const { router, sessions, extensions } = api;
    const opened = await progress.step(
      options.app === 'none' ? 'Starting console' : 'Starting console and app',
      () =>
        createConsole({
          ...consoleOptions({ router, sessions, extensions }, options, log),
          attackRange: rangeControl(range, sessions),
          applications,
        }),
      () => appsInWords(applications, options),
    );
    open.unshift(opened);
    const { syslogPort: wanted = null } = options;
    const syslog = wanted === null ? null : await startSyslogListener(store, { port: wanted, log });
    if (syslog) open.unshift(syslog);
    open.unshift(startLiveFeed(store, { rate: options.liveRate ?? 0, sinceMs: endMs, log }));
    const syslogPort = syslog?.port ?? null;
    return { console: opened, api, applications, store, scenario, imports, syslogPort, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function attackRange(
  store: ConsoleStore,
  { scenario, clock = systemClock }: StartOptions,
  log: (line: string) => void,
): AttackRange {
  const isBroken = scenario === 'broken-deployment';
  return new AttackRange({ store, clock, log, ...(isBroken ? { parsed: parsedWhereBroken } : {}) });
}

async function loadData(
  store: ConsoleStore,
  options: StartOptions,
  progress: Progress,
): Promise<{ scenario: LoadedScenario; imports: readonly ImportResult[] }> {
  const { scenario: name = 'none', scale = 1, imports: files = [], endMs = Date.now() } = options;
  const scenario = await progress.step(
    `Loading scenario ${name}`,
    (tell) => {
      const onProgress = ({ share }: { share: number }) => tell(`${Math.round(share * 100)} %`);
      return loadScenario(store, { name, scale, endMs, onProgress });
    },
    ({ events, flows }) => `${count(events)} events, ${count(flows)} flows`,
  );
  const imports = files.length === 0 ? [] : await importData(store, files, options, progress);
  return { scenario, imports };
}

async function importData(
  store: ConsoleStore,
  files: readonly string[],
  options: StartOptions,
  progress: Progress,
): Promise<readonly ImportResult[]> {
  const { shiftToNow = false, endMs = Date.now(), local = [], zone, keepGoing } = options;
  const startedMs = performance.now();
  return progress.step(
    files.length === 1 ? 'Importing 1 file' : `Importing ${files.length} files`,
    (tell) =>
      importFiles(store, files, {
        shiftToNow,
        nowMs: endMs,
        ...(local.length === 0 ? {} : { local }),
        ...(zone === undefined ? {} : { zone }),
        ...(keepGoing === undefined ? {} : { keepGoing }),
        onProgress: importTeller(tell),
      }),
    (results) => {
      const loaded = results.reduce((sum, result) => sum + result.loaded, 0);
      const rejected = results.reduce((sum, result) => sum + result.counts.rejected, 0);
      return `${count(loaded)} records, ${count(rejected)} rejected${rateOf(loaded, startedMs)}`;
    },
  );
}

/** Tells how far an import is, with the rows a second of its current file. */
function importTeller(tell: (detail: string) => void): (progress: ImportProgress) => void {
  let current = { file: '', startedMs: 0 };
  return ({ file, records, rejected }) => {
    if (file !== current.file) current = { file, startedMs: performance.now() };
    const rate = rateOf(records, current.startedMs);
    tell(`${file}, ${count(records)} records, ${count(rejected)} rejected${rate}`);
  };
}

function rateOf(records: number, startedMs: number): string {
  const seconds = (performance.now() - startedMs) / 1000;
  return seconds > 0 ? `, ${count(Math.round(records / seconds))}/s` : '';
}

function createApi(
  parts: Pick<ConsoleApiOptions, 'store' | 'applications'>,
  options: StartOptions,
  log: (line: string) => void,
): ConsoleApi {
  const { profile, pace, token, hasFaultControl, clock } = options;
  return createConsoleApi({
    ...parts,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    // Every step of every search would drown what a person wants to read; failures must be seen.
    log: (line) => {
      options.apiLog?.(line);
      if (line.startsWith('failed:')) log(`[api] ${line}`);
    },
    ...(profile === undefined ? {} : { profile }),
    ...(pace === undefined ? {} : { pace }),
    ...(token === undefined || token === null ? {} : { serviceToken: token }),
    ...(hasFaultControl === undefined ? {} : { hasFaultControl }),
    ...(clock === undefined ? {} : { clock }),
  });
}

function consoleOptions(
  { extensions, ...api }: Pick<ConsoleApi, 'router' | 'sessions' | 'extensions'>,
  options: StartOptions,
  log: (line: string) => void,
): Omit<ConsoleOptions, 'applications'> {
  return {
    api: { ...api, profile: profiles[options.profile ?? 'UP13'] },
    installFirst: (applications) => install(options, applications, extensions),
    port: options.port ?? 0,
    log,
  };
}

async function install(
  { app = 'build', manifestFile, script }: StartOptions,
  applications: Applications,
  extensions: ConsoleApi['extensions'],
): Promise<void> {
  if (app === 'package') {
    const { bytes } = await packageApp(root);
    await extensions?.uploadAndInstall(bytes, 'admin');
  } else if (app === 'build') {
    await applications.runBuilt({
      manifestFile: manifestFile ?? path.join(root, 'manifest.json'),
      script: script ?? path.join(root, 'dist/app/server.mjs'),
      // A script of a test has no build beside it; the texts are the product's all the same.
      staticFolder: path.join(root, script === undefined ? 'dist/app/static' : 'ui/console'),
    });
  }
}

function appsInWords(applications: Applications, options: StartOptions): string {
  if (options.app === 'none') return 'no app is installed';
  return applications.running().length > 0 ? 'the app answers' : 'the app does NOT run';
}

type Closable = { readonly close: () => Promise<void> };

/** What was opened last first, so that nobody asks for what is closed below them. */
function closing(inOrder: readonly Closable[], store: ConsoleStore): () => Promise<void> {
  let closed: Promise<void> | null = null;
  const close = async () => {
    for (const one of inOrder) await one.close();
    store.close();
  };
  return () => (closed ??= close());
}

const grouped = new Intl.NumberFormat('en-US');

/** A count for people: 341,000. */
function count(value: number): string {
  return grouped.format(value);
}
