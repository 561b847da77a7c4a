// Little is loaded here, so that the health check is answered first; the rest of the app follows.
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { readConfig } from './config.ts';
import { createGate } from './http/gate.ts';
import { createAppLog } from './adapters/log/app-log.ts';
import { systemClock } from './adapters/system-clock.ts';

const appLog = createAppLog(systemClock);
const { log } = appLog;

// Covers rejections that nobody handles, too. What follows is unknown, so nothing goes on: the supervisor
// of the container starts the app again.
process.on('uncaughtException', (error) => {
  log.error('stopped by an unexpected error', error);
  process.exit(1);
});

/** supervisor and Docker follow SIGTERM with SIGKILL after 10 s by default. */
const stopLimitMs = 8000;
/** Long enough for a check that was waiting for the port, too short for anybody to notice. */
const checkLimitMs = 100;

await start();

async function start(): Promise<void> {
  const config = readConfig(process.env, import.meta.dirname);
  appLog.writeTo(config.store);
  const { server, open, checked } = createGate();
  const stopping = Promise.withResolvers<string>();
  onStopSignal(stopping.resolve);
  server.listen(config.port, config.host);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  log.notice('listening', { host: config.host, port, console: config.console });
  // Loading the rest keeps the process busy, so the check that is already knocking goes first.
  await Promise.race([checked, wait(checkLimitMs)]);
  const { startApp } = await import(/* webpackMode: "eager" */ './start.ts');
  const app = startApp({ config, clock: systemClock, log, onLogSettings: appLog.follow });
  open(app.handle);
  log.notice('ready', { ms: Math.round(process.uptime() * 1000) });
  log.notice('stopping', { signal: await stopping.promise });
  setTimeout(() => process.exit(1), stopLimitMs).unref();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await app.stop();
  // Who still waits for an answer gets none: the answer would have come from what has just been stopped.
  server.closeAllConnections();
  await closed;
  log.notice('stopped');
  process.exit(0);
}

/** Calls back at the first signal to stop; a second one ends the process at once. */
function onStopSignal(stop: (signal: string) => void): void {
  let isAsked = false;
  const onSignal = (signal: string) => {
    if (isAsked) process.exit(1);
    isAsked = true;
    stop(signal);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
