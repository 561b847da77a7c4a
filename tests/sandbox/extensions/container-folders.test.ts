import { stat } from 'node:fs/promises';
import { archiveMaker, type ArchiveMaker } from '../../support/extension-archive.ts';
import { framework, management, startInstallConsole, type InstallConsole } from './support.ts';

let archives: ArchiveMaker;
let on: InstallConsole;
let umask: number;
beforeAll(async () => {
  // A strict one, as some have it who start the console; what an app finds must not depend on it.
  umask = process.umask(0o077);
  archives = await archiveMaker();
  on = await startInstallConsole();
});
afterAll(async () => {
  await on.running.close();
  await archives.close();
  process.umask(umask);
});

test('an app that runs as another user can read the certificate of the console', async () => {
  expect((await stat(on.running.console.caFile)).mode & 0o777).toBe(0o644);
});

test('container/build runs once in one shell, container/run at every start without a shell, clean at the stop', async () => {
  const files = {
    'container/build/ordering.txt':
      'cd /opt/app-root\necho built by $(id -u) > container/build/made\n',
    'container/run/ordering.txt':
      '/opt/app-root/container/run/say.sh two words\n/opt/app-root/container/run/fail.sh\n',
    'container/run/fail.sh': '#!/bin/sh\nexit 3\n',
    'container/run/say.sh':
      '#!/bin/sh\necho "run: $1|$2"; echo start >> "$(dirname "$0")/../../store/starts-of-run"\ncat "$(dirname "$0")/../build/made"\n',
    'container/clean/cleanup.sh': '#!/bin/sh\necho cleaning up\n',
  };
  const id = await on.upload(archives.make({ files }));
  expect((await on.install(id)).status).toBe('COMPLETED');
  const said = on.log.join('\n');
  const uid = process.getuid?.() === 0 ? 65_534 : process.getuid?.();
  expect(said).toContain(`built by ${uid ?? ''}`);
  expect(said).toContain('run: two|words');
  expect(said).toMatch(/fail\.sh\s+ended with 3/);
  await on.call('POST', `${framework}/applications/1001?status=STOPPED`);
  expect(on.log).toContain('cleaning up');
  await on.call('POST', `${framework}/applications/1001?status=RUNNING`);
  expect(on.log.filter((line) => line.startsWith('run: '))).toHaveLength(2);
  expect(on.log.filter((line) => line.startsWith('built by'))).toHaveLength(2);
  await on.order('DELETE', `${management}/extensions/${id}`);
});

const hooks = {
  uninstall_hooks: [{ description: 'Removes what it made', rest_method: 'small_uninstall' }],
  rest_methods: [{ name: 'small_uninstall', method: 'POST', url: '/uninstall' }],
};
const serverWith = (answer: string) => ({
  'app/server.mjs': `
import http from 'node:http';
http.createServer((request, response) => {
  if (request.url !== '/uninstall') return response.end('{}');
  console.log('hook', request.method, request.headers.sec?.length > 8);
  ${answer}
}).listen(Number(process.env.TRANSFER_WATCH_PORT), '127.0.0.1');`,
});

test('uninstall hooks are called before the app goes, and their answer is said', async () => {
  const files = serverWith(`response.end('{"left":["a reference set"]}');`);
  const id = await on.upload(archives.make({ version: '2.0.0', manifest: hooks, files }));
  await on.install(id);
  const done = await on.order('DELETE', `${management}/extensions/${id}`);
  expect(done.message).toContain('Removes what it made: {"left":["a reference set"]}');
  expect(on.log.join('\n')).toContain('hook POST true');
  expect(on.running.applications.instances).toEqual([]);
});

test('an uninstall hook that fails leaves the app in place, with the reason', async () => {
  const files = serverWith(`response.statusCode = 500; response.end('{"why":"not now"}');`);
  const id = await on.upload(archives.make({ version: '3.0.0', manifest: hooks, files }));
  await on.install(id);
  const done = await on.order('DELETE', `${management}/extensions/${id}`);
  expect(done).toMatchObject({
    status: 'EXCEPTION',
    message: expect.stringContaining('not now') as string,
  });
  expect(await on.statusOf(id)).toBe('UNINSTALL_FAILED');
  expect(on.running.applications.running()).toHaveLength(1);
});
