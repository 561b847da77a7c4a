import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Express } from 'express';
import { defaultSettings } from '../../../contract/default-settings.ts';
import type { Settings } from '../../../contract/session.ts';
import { createAllowLedger } from '../../../app/adapters/store/allow-ledger.ts';
import { openEvidenceStore } from '../../../app/adapters/store/evidence-store.ts';
import { createRangesStore } from '../../../app/adapters/store/ranges-store.ts';
import { createCoverageStore } from '../../../app/adapters/store/coverage-store.ts';
import { createOpenSearches } from '../../../app/adapters/store/open-searches.ts';
import { openStore } from '../../../app/adapters/store/open-store.ts';
import { openResultStore } from '../../../app/adapters/store/result-store.ts';
import { createRehearsalTrail } from '../../../app/adapters/store/rehearsal-trail.ts';
import { createValidationStore } from '../../../app/adapters/store/validation-store.ts';
import { createSignalQueue } from '../../../app/adapters/store/signal-queue.ts';
import { createGuideStore } from '../../../app/adapters/store/guide-store.ts';
import { createTriageStore } from '../../../app/adapters/store/triage-store.ts';
import { createSettingsStore } from '../../../app/adapters/store/settings-store.ts';
import { lookAtCoverage } from '../../../app/detection/coverage/look.ts';
import { lookAround } from '../../../app/detection/coverage/surroundings.ts';
import { detect } from '../../../app/detection/detect.ts';
import { findingsOf, validate } from '../../../app/detection/validate.ts';
import { predictCard } from '../../../app/detection/validation/prepare.ts';
import { sourcesNow } from '../../../app/detection/validation/validity.ts';
import { Rehearsals } from '../../../app/runs/rehearsals.ts';
import { Validations } from '../../../app/runs/validations.ts';
import { AllowlistReader } from '../../../app/runs/allowlist/allowlist.ts';
import { AllowlistChanges } from '../../../app/runs/allowlist/changes.ts';
import { SetMatches } from '../../../app/runs/allowlist/set-matches.ts';
import { KeptEvidence } from '../../../app/runs/allowlist/kept-evidence.ts';
import { AllowSuggester } from '../../../app/runs/allowlist/suggestions.ts';
import { CoverageChecks } from '../../../app/runs/coverage-checks.ts';
import { EventFunnels } from '../../../app/runs/event-funnels.ts';
import { FindingDetails } from '../../../app/runs/finding-details.ts';
import { HeldSearches } from '../../../app/runs/held-searches.ts';
import { isTold, receiverOf } from '../../../app/runs/signal/told.ts';
import { SignalSender } from '../../../app/runs/signal/signal-sender.ts';
import { TriageDesk } from '../../../app/runs/triage/triage-desk.ts';
import { createGate } from '../../../app/http/gate.ts';
import { createLog } from '../../../app/adapters/log/log.ts';
import { LatestResults } from '../../../app/runs/latest-results.ts';
import { defaultRunLimits, Runs, type RunLimits } from '../../../app/runs/runs.ts';
import { createServer } from '../../../app/http/server.ts';
import { sendLines } from '../../../app/adapters/syslog/send-lines.ts';
import { systemTimers } from '../../../app/adapters/timers.ts';
import type { TriageStore } from '../../../app/ports/triage.ts';
import type { Verdicts } from '../../../app/ports/verdicts.ts';
import { consoleOf } from '../adapters/support/console-of.ts';
import type { ScriptedConsole } from '../adapters/support/scripted-console.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, `null` where it is none. */
  readonly body: unknown;
};

export type RunningApp = {
  readonly ask: (
    method: string,
    address: string,
    options?: { readonly headers?: Record<string, string>; readonly body?: unknown },
  ) => Promise<Answer>;
  readonly latestResults: LatestResults;
  readonly triage: TriageStore;
  /** Resolves when the findings of runs that have ended are noted. */
  readonly noted: () => Promise<void>;
  /** The express app, to read its routes from. */
  readonly server: Express;
  readonly log: () => string;
  readonly setNow: (nowMs: number) => void;
  readonly save: (settings: Settings) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A session as the console's proxy forwards it. */
export const cookies = (sec: string, csrf = `csrf-of-${sec}`) => ({
  Cookie: `SEC=${sec}; QRadarCSRF=${csrf}`,
});

/** The same with the header that changes need. */
export const changing = (sec: string, csrf = `csrf-of-${sec}`) => ({
  ...cookies(sec, csrf),
  QRadarCSRF: csrf,
});

/** The app's HTTP side over a real socket, with the real adapter pointed at a scripted console. */
export async function startApp(
  scripted: ScriptedConsole,
  options: {
    readonly limits?: Partial<RunLimits>;
    readonly isMemoryShort?: () => boolean;
    readonly searchLimitMs?: number;
    /** What analysts closed as true positives; nothing if left out. */
    readonly verdicts?: Verdicts;
    /** Text of the settings file that the app finds; none if left out. */
    readonly stored?: string;
  } = {},
): Promise<RunningApp> {
  const folder = await mkdtemp(path.join(tmpdir(), 'app-'));
  const staticFolder = path.join(folder, 'static');
  await mkdir(staticFolder);
  await writeFile(path.join(staticFolder, 'index.html'), '<html lang=en><title>tab</title></html>');
  await writeFile(path.join(staticFolder, 'tab.0123abcd.js'), '1');
  await writeFile(path.join(staticFolder, 'plain.js'), '2');
  const storeFolder = path.join(folder, 'store');
  if (options.stored !== undefined) {
    await mkdir(storeFolder);
    await writeFile(path.join(storeFolder, 'settings.json'), options.stored);
  }
  let offsetMs = 0;
  const now = () => Date.now() + offsetMs;
  const clock = { nowMs: now, monotonicMs: now };
  const lines: string[] = [];
  const log = createLog([{ write: (line) => lines.push(line), level: () => 'debug' }], clock);
  const report = (message: string, error: unknown) => log.warn(message, error);
  const store = openStore({ folder: storeFolder, clock, report });
  const openSearches = createOpenSearches({ store, report });
  const console = consoleOf(scripted, { nowMs: clock.nowMs, openSearches, ...options });
  let inForce = defaultSettings;
  const onChange = (now: Settings) => {
    inForce = now;
  };
  const settings = createSettingsStore({ store, clock, report, onChange });
  const results = openResultStore({ report });
  const heldSearches = new HeldSearches({ console, clock, timers: systemTimers });
  const latestResults = new LatestResults();
  const isMemoryShort = options.isMemoryShort ?? (() => false);
  const memoryInWords = () => 'heap 150 of 160 MB';
  const ledger = createAllowLedger({ store, clock });
  const evidence = new KeptEvidence({
    store: openEvidenceStore({ report }),
    clock,
    isMemoryShort,
    memoryInWords,
  });
  const triage = createTriageStore(store, {
    isTold: (change) => isTold(inForce.signal, change),
    onTold: () => signals.wake(),
  });
  const verdicts: Verdicts = options.verdicts ?? triage;
  const { referenceSets } = console;
  const allowing = { referenceSets, ledger, evidence, verdicts, clock, report };
  const allowlist = new AllowlistReader(allowing);
  const runs = new Runs({
    detect,
    portsFor: console.portsFor,
    clock,
    timers: systemTimers,
    results,
    log,
    limits: { ...defaultRunLimits, ...options.limits },
    memoryInWords,
    isMemoryShort,
    mayStart: () => true,
    onForgotten: (runId) => heldSearches.forget(runId),
    onDetectionOver: () => undefined,
    onFinished: (finished) => {
      latestResults.keep(finished);
      triageDesk.runEnded(finished);
    },
    allowlistVersion: ledger.version,
    allowed: {
      readFor: (identity, scope) => allowlist.readFor(identity, scope),
      onUsed: (used) => allowlist.onUsed(used),
      keepEvidence: (kept) => evidence.keep(kept),
    },
  });
  const signals = new SignalSender({
    queue: createSignalQueue(store),
    send: sendLines,
    receiver: () => receiverOf(inForce.signal),
    clock,
    timers: systemTimers,
    report,
  });
  const triageDesk = new TriageDesk({
    store: triage,
    clock,
    onFailure: (error) => log.warn('findings of a run were not noted', error),
  });
  const coverageChecks = new CoverageChecks({
    look: lookAtCoverage,
    lookAround,
    portsFor: console.portsFor,
    surroundingsFor: console.surroundingsFor,
    store: createCoverageStore({ store, clock, report }),
    clock,
    timers: systemTimers,
    mostUnderWay: options.limits?.jobs ?? defaultRunLimits.jobs,
    onFailure: (error) => log.warn('check of coverage failed', error),
  });
  const validations = new Validations({
    predict: predictCard,
    validate,
    sources: sourcesNow,
    portsFor: console.portsFor,
    store: createValidationStore({ store }),
    clock,
    timers: systemTimers,
    mostUnderWay: options.limits?.jobs ?? defaultRunLimits.jobs,
    onFailure: (error) => log.warn('validation failed', error),
  });
  const rehearsals = new Rehearsals({
    findings: findingsOf,
    portsFor: console.portsFor,
    trail: createRehearsalTrail({ store, clock, report }),
    clock,
    timers: systemTimers,
    onFailure: (error) => log.warn('rehearsal failed', error),
  });
  const gate = createGate();
  const app = createServer({
    console,
    settings,
    runs,
    latestResults,
    heldSearches,
    findingDetails: new FindingDetails(heldSearches),
    coverageChecks,
    validations,
    rehearsals,
    triage,
    triageDesk,
    signals,
    guides: createGuideStore(store),
    allowlist,
    allowlistChanges: new AllowlistChanges(allowing, allowlist),
    setMatches: new SetMatches({ allowlist, searches: heldSearches, clock }),
    suggester: new AllowSuggester({
      ranges: createRangesStore(store),
      verdicts,
      clock,
    }),
    eventFunnels: new EventFunnels(heldSearches),
    clock,
    timers: systemTimers,
    log,
    appId: '1001',
    staticFolder,
  });
  gate.open(app);
  const server = gate.server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    ask: async (method, address, { headers = {}, body } = {}) => {
      const response = await fetch(`http://127.0.0.1:${port}/${address}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: jsonOf(text) };
    },
    latestResults,
    triage,
    noted: () => triageDesk.settled(),
    server: app,
    log: () => lines.join(''),
    setNow: (nowMs) => {
      offsetMs = nowMs - Date.now();
    },
    save: (wanted) => settings.write(wanted, 'test'),
    close: async () => {
      await Promise.all(
        [runs, coverageChecks, validations, rehearsals, heldSearches].map((part) => part.close()),
      );
      await Promise.all([triageDesk.close(), signals.close()]);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await console.close();
      evidence.close();
      store.close();
      await rm(folder, { recursive: true });
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
