import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import path from 'node:path';
import * as z from 'zod';
import {
  cookiesOf,
  startConsoleFixture,
  type ConsoleFixture,
} from '../../support/console-fixture.ts';

let fixture: ConsoleFixture | null = null;
afterEach(async () => {
  await fixture?.close();
  fixture = null;
});

async function started(options: { readonly script?: string } = {}): Promise<ConsoleFixture> {
  fixture = await startConsoleFixture(options);
  return fixture;
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
  expect(flags).toEqual(['--max-old-space-size=160', '--max-semi-space-size=2']);
});

test('a crash is answered 502 and the app comes back by itself', async () => {
  const running = await started();
  const page = { Cookie: cookiesOf(running.sessions.login('admin')), Accept: 'text/html' };
  const crash = await fetch(`${running.console.url}/console/plugins/1001/app_proxy/crash`, {
    headers: page,
  });
  expect(crash.status).toBe(502);
  expect(await crash.text()).toContain('The app does not answer');
  expect((await ask(running, 'index')).status).toBe(502);
  expect(await running.console.app.ready()).toBe(true);
  expect((await ask(running, 'index')).status).toBe(200);
  expect(running.log.join('\n')).toMatch(/ended \(code 3\); starting it again/);
});

test('an app that never starts is given up after four tries, and its tab is missing', async () => {
  const running = await started({ script: '/nowhere/server.mjs' });
  expect(running.console.app.state()).toBe('failed');
  expect(running.log.join('\n')).toMatch(/given up after 4 failed starts in a row/);
  const shell = await fetch(`${running.console.url}/console/`, {
    headers: { Cookie: cookiesOf(running.sessions.login('admin')) },
  });
  const text = await shell.text();
  expect(text).toContain('The app does not start');
  expect(text).not.toContain('tab-TransferWatch_1001');
});

test('closing leaves no process and no file behind', async () => {
  const running = await started();
  const pid = running.console.app.pid();
  const { caFile } = running.console;
  expect(existsSync(caFile)).toBe(true);
  await running.close();
  fixture = null;
  expect(existsSync(path.dirname(caFile))).toBe(false);
  await wait(50);
  expect(() => process.kill(pid ?? 0, 0)).toThrow(/ESRCH/);
});
