import type { RequestListener } from 'node:http';
import type { Settings } from '../contract/session.ts';
import { createConsole } from './adapters/qradar/console.ts';
import { openStore } from './adapters/store/open-store.ts';
import { createSettingsStore } from './adapters/store/settings-store.ts';
import type { Config } from './config.ts';
import { detect } from './detection/detect.ts';
import type { Clock } from './ports/clock.ts';
import { Investigations } from './runs/investigations.ts';
import type { Log } from './ports/log.ts';
import { isMemoryShort, memoryUse } from './runs/memory.ts';
import { Overviews } from './runs/latest-results.ts';
import { defaultRunLimits, Runs } from './runs/runs.ts';
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
  const settings = createSettingsStore({ store, clock, report, onChange: onLogSettings });
  const console = createConsole({
    ...config,
    clock,
    random: Math.random,
    report,
    onCall: (call) => log.debug('console asked', call),
  });
  const investigations = new Investigations(console, clock);
  const overviews = new Overviews();
  const runs = new Runs({
    detect,
    portsFor: console.portsFor,
    clock,
    log,
    limits: defaultRunLimits,
    isMemoryShort: (reserve) => isMemoryShort(memoryUse(), reserve),
    onForgotten: (runId) => investigations.forget(runId),
    onWhole: (whole) => overviews.keep(whole),
  });
  return {
    handle: createServer({
      ...config,
      console,
      settings,
      runs,
      overviews,
      investigations,
      clock,
      log,
    }),
    stop: async () => {
      await Promise.all([runs.close(), investigations.close()]);
      await console.close();
      store.close();
    },
  };
}
