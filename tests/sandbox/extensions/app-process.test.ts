import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import path from 'node:path';
import * as z from 'zod';
import type { AppInstance } from '../../../sandbox/extensions/app-instance.ts';
import {
  cookiesOf,
  startConsoleFixture,
  theManifest,
  type ConsoleFixture,
  type ConsoleFixtureOptions,
} from '../../support/console-fixture.ts';

let fixture: ConsoleFixture | null = null;
afterEach(async () => {
  await fixture?.close();
  fixture = null;
});

async function started(options: ConsoleFixtureOptions = {}): Promise<ConsoleFixture> {
  fixture = await startConsoleFixture(options);
  return fixture;
}

function theApp(of: ConsoleFixture): AppInstance {
  const [app] = of.applications.instances;
  if (app === undefined) throw new Error('no app is installed');
  return app;
}

async function ask(from: ConsoleFixture, what: string): Promise<Response> {
  const headers = { Cookie: cookiesOf(from.sessions.login('admin')) };
  return fetch(`${from.console.url}/console/plugins/1001/app_proxy/${what}`, { headers });
}

test('the app gets the documented environment and nothing of this process but PATH, HOME, TZ and LANG', async () => {
  process.env['SECRET_OF_THE_SHELL'] = 'x';
  const running = await started();
  delete process.env['SECRET_OF_THE_SHELL'];
  const environment = z
    .record(z.string(), z.string())
    .parse(await (await ask(running, 'environment')).json());
  const { apiUrl, caFile } = running.console;
  expect(environment).toMatchObject({
    QRADAR_APP_ID: '1001',
    QRADAR_CONSOLE_FQDN: new URL(apiUrl).host,
    REQUESTS_CA_BUNDLE: caFile,
    NODE_EXTRA_CA_CERTS: caFile,
    TRANSFER_WATCH_HOST: '127.0.0.1',
    NODE_ENV: 'production',
    PATH: process.env['PATH'],
  });
  const allowed =
    /^(QRADAR_|TRANSFER_WATCH_|REQUESTS_CA|NODE_E|MALLOC_ARENA_MAX$|IS_QROC|PATH$|HOME$|TZ$|LANG$)/;
  expect(Object.keys(environment).filter((name) => !allowed.test(name))).toEqual([]);
});

test('the app runs with the flags of the command in its manifest', async () => {
  const running = await started();
  const flags: unknown = await (await ask(running, 'flags')).json();
  expect(flags).toEqual([
    '--max-old-space-size=160',
    '--max-semi-space-size=2',
    '--no-separate-gc-phases',
  ]);
});

test('a crash is answered 502, and so is whatever is asked until the app is back', async () => {
  const running = await started({ timings: { backoffMs: 600_000 } });
  const page = { Cookie: cookiesOf(running.sessions.login('admin')), Accept: 'text/html' };
  const crash = await fetch(`${running.console.url}/console/plugins/1001/app_proxy/crash`, {
    headers: page,
  });
  expect(crash.status).toBe(502);
  expect(await crash.text()).toContain('The app does not answer');
  expect((await ask(running, 'index')).status).toBe(502);
});

test('an app that crashed comes back by itself', async () => {
  const running = await started();
  await ask(running, 'crash');
  await until(() => /ended \(code 3\); starting it again/.test(running.log.join('\n')));
  expect(await theApp(running).ready()).toBe(true);
  expect((await ask(running, 'index')).status).toBe(200);
});

test('an app that never starts is given up after four tries, and its tab is missing', async () => {
  const running = await started({ script: '/nowhere/server.mjs' });
  expect(theApp(running).status).toBe('ERROR');
  expect(running.log.join('\n')).toMatch(/given up after 4 failed starts in a row/);
  const shell = await fetch(`${running.console.url}/console/`, {
    headers: { Cookie: cookiesOf(running.sessions.login('admin')) },
  });
  const text = await shell.text();
  expect(text).toMatch(/The app [^<]+ does not start/);
  expect(text).not.toContain('tab-TransferWatch_1001');
});

test('closing leaves no process and no file behind', async () => {
  const running = await started();
  const pid = theApp(running).pid;
  const { caFile } = running.console;
  expect(existsSync(caFile)).toBe(true);
  await running.close();
  fixture = null;
  expect(existsSync(path.dirname(caFile))).toBe(false);
  expect(() => process.kill(pid ?? 0, 0)).toThrow(/ESRCH/);
});

test('an app that takes more memory than its manifest asks for is killed, said, and started again', async () => {
  const manifest = JSON.stringify({ ...(await theManifest()), resources: { memory: 200 } });
  const running = await started({ manifest });
  const pid = theApp(running).pid;
  // 8 bytes of every page, so that the kernel has to give them.
  const answer = await ask(running, 'fill?megabytes=400').catch(() => null);
  expect(answer?.status ?? 502).toBe(502);
  await until(() => theApp(running).pid !== pid && theApp(running).status === 'RUNNING');
  expect(running.log.join('\n')).toMatch(/killed: \d{3} MB of memory, 200 are allowed/);
});

test('an app that runs but no longer answers its health check is started again', async () => {
  const running = await started({ timings: { healthEveryMs: 50, stopWaitMs: 100 } });
  const pid = theApp(running).pid;
  expect((await ask(running, 'ail')).status).toBe(200);
  await until(() => theApp(running).pid !== pid && theApp(running).status === 'RUNNING');
  expect(running.log.join('\n')).toContain('no longer answers GET /debug with 200');
});

test('stopped, it has no process and no tab; started again, it is the same app', async () => {
  const running = await started();
  const app = theApp(running);
  const secret = async () =>
    z
      .object({ QRADAR_APP_UUID: z.string() })
      .parse(await (await ask(running, 'environment')).json());
  const before = await secret();
  await app.stop();
  expect([app.status, app.pid, running.applications.running()]).toEqual(['STOPPED', null, []]);
  expect((await ask(running, 'index')).status).toBe(404);
  await expect(app.stop()).rejects.toThrow(/33006/);
  await app.start();
  expect(app.status).toBe('RUNNING');
  expect(await secret()).toEqual(before);
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await wait(20);
}
