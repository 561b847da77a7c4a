import { setTimeout as wait } from 'node:timers/promises';
import { routes } from '../contract/routes.ts';
import { runSchema, type Run } from '../contract/run.ts';

/** Where the app is reached, as a browser does, and with whose cookies. */
export type AppAddress = {
  /** Address of the app below the console's proxy, with a slash at the end. */
  readonly url: string;
  readonly sec: string;
  readonly csrf: string;
};

/** A run from the request to its findings. */
export type FollowedRun = {
  readonly run: Run;
  /** From sending the request to the last byte of the findings, parsed. */
  readonly ms: number;
  /** Of these, after the run was over and before the next look. */
  readonly noticedAfterMs: number;
  readonly findings: number;
};

/** As the tab polls (ui/findings/followRun.ts). */
const firstDelayMs = 500;
const lastDelayMs = 2_000;
const growth = 1.5;
const pauseMs = 50;

/** Runs the detection over the last 24 hours anew and fetches what it found. Throws when it does not end `done`. */
export async function runDetection(app: AppAddress): Promise<FollowedRun> {
  const begun = performance.now();
  const wanted = { profile: 'corrected', range: { lastMinutes: 1440 }, fresh: true };
  let run = runSchema.parse(await askApp(app, 'POST', routes.runs(), wanted));
  let delayMs = firstDelayMs;
  let askedMs = Date.now();
  while (run.state === 'running') {
    await wait(pauseMs);
    askedMs = Date.now();
    const look = `${routes.run(run.id)}?wait=${Math.round(delayMs)}&seen=${run.revision}`;
    run = runSchema.parse(await askApp(app, 'GET', look));
    delayMs = Math.min(delayMs * growth, lastDelayMs);
  }
  if (run.state !== 'done' || run.finishedMs === null) {
    throw new Error(`The run ended ${run.state}: ${JSON.stringify(run.problem)}`);
  }
  const findings = await askApp(app, 'GET', routes.findings(run.id));
  return {
    run,
    ms: performance.now() - begun,
    // Both clocks are this machine's.
    noticedAfterMs: Math.max(0, askedMs - run.finishedMs),
    findings: lengthOf(findings),
  };
}

/** The JSON that the app answers. Throws where that is not a success. */
export async function askApp(
  app: AppAddress,
  method: string,
  at: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(`${app.url}${at}`, {
    method,
    headers: {
      Cookie: `SEC=${app.sec}; QRadarCSRF=${app.csrf}`,
      QRadarCSRF: app.csrf,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** The findings are counted, not checked again: checking them is the tab's work and not measured. */
function lengthOf(body: unknown): number {
  const isList = typeof body === 'object' && body !== null && 'findings' in body;
  return isList && Array.isArray(body.findings) ? body.findings.length : 0;
}
