import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import { directoryFor } from '../../sandbox/api/access/directory.ts';
import { Sessions } from '../../sandbox/api/access/sessions.ts';
import { profiles } from '../../sandbox/api/versions.ts';
import { createConsole, type Console } from '../../sandbox/console/server.ts';
import type { AppTimings } from '../../sandbox/extensions/app-process.ts';
import { Applications } from '../../sandbox/extensions/applications.ts';

const root = path.join(import.meta.dirname, '../..');

/** A console around `console-app.ts`, with an API that only says who called. */
export type ConsoleFixture = {
  readonly console: Console;
  readonly applications: Applications;
  readonly sessions: Sessions;
  readonly log: readonly string[];
  readonly close: () => Promise<void>;
};

/** What a test may change: the text of `manifest.json`, the app's script. */
export type ConsoleFixtureOptions = {
  readonly manifest?: string;
  readonly script?: string;
  readonly timings?: AppTimings;
};

/** Starts one on free ports. Close it when done. */
export async function startConsoleFixture(
  options: ConsoleFixtureOptions = {},
): Promise<ConsoleFixture> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'console-fixture-'));
  const manifestFile = path.join(folder, 'manifest.json');
  await writeFile(manifestFile, options.manifest ?? JSON.stringify(await theManifest()));
  const sessions = new Sessions(directoryFor([1]), 'token-of-the-service');
  const log: string[] = [];
  const router = express.Router();
  router.get('/who', (request, response) => {
    response.json({ sec: request.get('SEC') ?? null });
  });
  const write = (line: string) => void log.push(line);
  const timings = { backoffMs: 20, ...options.timings };
  const applications = new Applications({ log: write, timings });
  const script = options.script ?? path.join(import.meta.dirname, 'console-app.ts');
  const console = await createConsole({
    api: { router, sessions, profile: profiles.UP13 },
    applications,
    installFirst: () =>
      applications.runBuilt({ manifestFile, script, staticFolder: path.join(root, 'ui/console') }),
    port: 0,
    log: write,
  });
  const close = async () => {
    await console.close();
    await rm(folder, { recursive: true });
  };
  return { console, applications, sessions, log, close };
}

/** The product's own manifest, parsed, to be changed by a test. */
export async function theManifest(): Promise<Record<string, unknown>> {
  // Parse boundary: the file is an object, or the tests that read it fail.
  return JSON.parse(await readFile(path.join(root, 'manifest.json'), 'utf8')) as Record<
    string,
    unknown
  >;
}

/** Cookie header of a session, as the browser would send it. */
export function cookiesOf(session: { readonly sec: string; readonly csrf: string }): string {
  return `SEC=${session.sec}; QRadarCSRF=${session.csrf}`;
}
