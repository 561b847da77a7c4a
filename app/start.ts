import type { RequestListener } from 'node:http';
import { defaultSettings } from '../contract/default-settings.ts';
import type { Settings } from '../contract/session.ts';
import { createConsole } from './adapters/qradar/console.ts';
import { createAllowLedger } from './adapters/store/allow-ledger.ts';
import { openEvidenceStore } from './adapters/store/evidence-store.ts';
import { createRangesStore } from './adapters/store/ranges-store.ts';
import { createCoverageStore } from './adapters/store/coverage-store.ts';
import { createOpenSearches } from './adapters/store/open-searches.ts';
import { openStore } from './adapters/store/open-store.ts';
import { openResultStore } from './adapters/store/result-store.ts';
import { createRehearsalTrail } from './adapters/store/rehearsal-trail.ts';
import { createTriageStore } from './adapters/store/triage-store.ts';
import { createGuideStore } from './adapters/store/guide-store.ts';
import { createSettingsStore } from './adapters/store/settings-store.ts';
import { createValidationStore } from './adapters/store/validation-store.ts';
import { createSignalQueue } from './adapters/store/signal-queue.ts';
import { sendLines } from './adapters/syslog/send-lines.ts';
import { systemTimers } from './adapters/timers.ts';
import type { Config } from './config.ts';
import { lookAtCoverage } from './detection/coverage/look.ts';
import { lookAround } from './detection/coverage/surroundings.ts';
import { detect } from './detection/detect.ts';
import { findingsOf, validate } from './detection/validate.ts';
import { predictCard } from './detection/validation/prepare.ts';
import { sourcesNow } from './detection/validation/validity.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import { AllowlistReader } from './runs/allowlist/allowlist.ts';
import { AllowlistChanges } from './runs/allowlist/changes.ts';
import { SetMatches } from './runs/allowlist/set-matches.ts';
import { KeptEvidence } from './runs/allowlist/kept-evidence.ts';
import { AllowSuggester } from './runs/allowlist/suggestions.ts';
import { CoverageChecks, defaultChecksUnderWay } from './runs/coverage-checks.ts';
import { EventFunnels } from './runs/event-funnels.ts';
import { FindingDetails } from './runs/finding-details.ts';
import { HeldSearches } from './runs/held-searches.ts';
import { LatestResults } from './runs/latest-results.ts';
import { Admission } from './runs/admission.ts';
import { IdleCollection } from './runs/idle-collection.ts';
import { MemoryGuard } from './runs/memory-guard.ts';
import { collectGarbage, memoryUse } from './runs/memory-use.ts';
import { defaultRunLimits, Runs } from './runs/runs.ts';
import { Rehearsals } from './runs/rehearsals.ts';
import { defaultLooksUnderWay, Validations } from './runs/validations.ts';
import { isTold, receiverOf } from './runs/signal/told.ts';
import { SignalSender } from './runs/signal/signal-sender.ts';
import { TriageDesk } from './runs/triage/triage-desk.ts';
import { createServer } from './http/server.ts';

export type StartedApp = {
  readonly handle: RequestListener;
  /**
   * Ends what is under way: detections, then their searches in QRadar, which are deleted there, then the
   * store. Not bounded in time by itself.
   */
  readonly stop: () => Promise<void>;
};

export type StartOptions = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** Called with the settings in force, at the start and after each save. */
  readonly onLogSettings: (settings: Settings) => void;
};

/** The composition root: puts the parts together. Asks nothing of the console. */
export function startApp({ config, clock, log, onLogSettings }: StartOptions): StartedApp {
  const report = (message: string, error: unknown) => log.warn(message, error);
  const store = openStore({ folder: config.store, clock, report });
  let inForce = defaultSettings;
  const settings = createSettingsStore({
    store,
    clock,
    report,
    onChange: (now) => {
      inForce = now;
      onLogSettings(now);
    },
  });
  const console = createConsole({
    ...config,
    clock,
    timers: systemTimers,
    random: Math.random,
    openSearches: createOpenSearches({ store, report }),
    report,
    onCall: (call) => log.debug('console asked', call),
  });
  const results = openResultStore({ report });
  const heldSearches = new HeldSearches({ console, clock, timers: systemTimers });
  const latestResults = new LatestResults();
  const use = () => memoryUse(config.memoryBytes);
  const guard = new MemoryGuard({
    use,
    collect: collectGarbage,
    clock,
    giveBack: [() => latestResults.giveBack(), () => runs.giveBack()],
  });
  const ledger = createAllowLedger({ store, clock });
  const evidence = new KeptEvidence({
    store: openEvidenceStore({ report }),
    clock,
    isMemoryShort: guard.isShort,
    memoryInWords: guard.inWords,
  });
  const triage = createTriageStore(store, {
    isTold: (change) => isTold(inForce.signal, change),
    onTold: () => signals.wake(),
  });
  const allowing = {
    referenceSets: console.referenceSets,
    ledger,
    evidence,
    verdicts: triage,
    clock,
    report,
  };
  const allowlist = new AllowlistReader(allowing);
  const admission = new Admission(use().containerLimit);
  const idleCollection = new IdleCollection({
    timers: systemTimers,
    collect: collectGarbage,
    isIdle: () => runs.underWay === 0,
  });
  const runs: Runs = new Runs({
    detect,
    portsFor: console.portsFor,
    clock,
    timers: systemTimers,
    results,
    log,
    limits: defaultRunLimits,
    isMemoryShort: guard.isShort,
    memoryInWords: guard.inWords,
    mayStart: ({ settings: { maxRows } }, underWay) =>
      admission.canStart(
        maxRows,
        underWay.map((other) => other.settings.maxRows),
      ) && !guard.isShort(),
    onForgotten: (runId) => heldSearches.forget(runId),
    onFinished: (finished) => {
      latestResults.keep(finished);
      triageDesk.runEnded(finished);
    },
    onDetectionOver: idleCollection.detectionOver,
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
    mostUnderWay: defaultChecksUnderWay,
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
    mostUnderWay: defaultLooksUnderWay,
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
  // What waited when the app ended.
  signals.wake();
  return {
    handle: createServer({
      ...config,
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
        verdicts: triage,
        clock,
      }),
      eventFunnels: new EventFunnels(heldSearches),
      clock,
      timers: systemTimers,
      log,
    }),
    stop: async () => {
      idleCollection.close();
      await Promise.all(
        [runs, coverageChecks, validations, rehearsals, heldSearches].map((part) => part.close()),
      );
      await Promise.all([triageDesk.close(), signals.close()]);
      evidence.close();
      await console.close();
      results.close();
      store.close();
    },
  };
}
