import type { Server } from 'node:http';
import { createConsole } from './adapters/qradar/console.ts';
import { openSettingsStore } from './adapters/store/settings-store.ts';
import { readConfig } from './config.ts';
import { detect } from './detection/detect.ts';
import type { Clock } from './detection/ports.ts';
import { Investigations } from './http/investigations.ts';
import { createLog } from './http/log.ts';
import { defaultRunLimits, Runs } from './http/runs.ts';
import { createServer } from './http/server.ts';

/** Supervisor and Docker follow SIGTERM with SIGKILL after 10 s by default. */
const drainLimitMs = 8000;

const clock: Clock = { nowMs: () => Date.now() };
const log = createLog((line) => process.stdout.write(line), clock);

process.on('uncaughtException', (error) => {
  log.error('stopped by an unexpected error', error);
  process.exit(1);
});

start();

/** The composition root: reads the environment, puts the parts together, listens, ends on a signal. */
function start(): void {
  const config = readConfig(process.env, import.meta.dirname);
  const report = (message: string, error: unknown) => log.warn(message, error);
  const console = createConsole({ ...config, clock, random: Math.random, report });
  const settings = openSettingsStore({ folder: config.store, clock, report });
  const investigations = new Investigations(console, clock);
  const runs = new Runs({
    detect,
    portsFor: console.portsFor,
    clock,
    log,
    limits: defaultRunLimits,
    onForgotten: (runId) => investigations.forget(runId),
  });
  const app = createServer({ ...config, console, settings, runs, investigations, clock, log });
  const server = app.listen(config.port, config.host, (error) => {
    if (error) throw error;
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : null;
    log.info('listening', { host: config.host, port, console: config.console });
  });
  const stop = once(async (signal: string) => {
    log.info('stopping', { signal });
    setTimeout(() => process.exit(1), drainLimitMs).unref();
    runs.close();
    investigations.close();
    await Promise.all([closed(server), console.close()]);
    settings.close();
    log.info('stopped');
    process.exit(0);
  });
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Requests under way are answered, idle connections are closed. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

function once(action: (signal: string) => Promise<void>): (signal: string) => void {
  let isDone = false;
  return (signal) => {
    if (isDone) return;
    isDone = true;
    void action(signal);
  };
}
