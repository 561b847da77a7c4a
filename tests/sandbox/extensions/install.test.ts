import { existsSync } from 'node:fs';
import * as z from 'zod';
import { archiveMaker, type ArchiveMaker } from '../../support/extension-archive.ts';
import {
  framework,
  management,
  refused,
  startInstallConsole,
  type InstallConsole,
} from './support.ts';

let archives: ArchiveMaker;
let on: InstallConsole;
beforeAll(async () => {
  archives = await archiveMaker();
});
afterAll(() => archives.close());
beforeEach(async () => {
  on = await startInstallConsole();
});
afterEach(() => on.running.close());

async function self(appId: number): Promise<z.infer<typeof selfOf>> {
  return selfOf.parse((await on.call('GET', `/console/plugins/${appId}/app_proxy/self`)).body);
}
const selfOf = z.object({
  uid: z.number(),
  groups: z.array(z.number()),
  environment: z.record(z.string(), z.string()),
  folder: z.string(),
  file: z.string(),
  version: z.string(),
  starts: z.string(),
  written: z.record(z.string(), z.string()),
});

test('an archive is uploaded, previewed, installed, and its tab is there', async () => {
  const id = await on.upload(archives.make());
  expect(on.running.applications.running()).toEqual([]);
  expect(
    await on.order('POST', `${management}/extensions/${id}?action_type=PREVIEW`),
  ).toMatchObject({
    status: 'COMPLETED',
  });
  const done = await on.install(id);
  expect(done).toEqual({
    status: 'COMPLETED',
    message: 'Small App 1.0.0 is installed and runs as number 1001.',
  });
  expect(await on.statusOf(id)).toBe('INSTALLED');
  const applications = await on.call('GET', `${framework}/applications`);
  expect(applications.body).toMatchObject([
    {
      application_definition_id: 1101,
      application_state: { application_id: '1001', status: 'RUNNING', memory: 150 },
      installed_by: 'admin',
      image: 'qradar-app-base:4.0.9',
      manifest: { name: 'Small App', version: '1.0.0' },
    },
  ]);
  const { sec } = on.running.api.sessions.login('analyst');
  const shell = await fetch(`${on.running.console.url}/console/`, { headers: { SEC: sec } });
  expect(await shell.text()).toContain('id="tab-Small_1001"');
});

test('the service runs as nobody, with the environment of QRadar, and can write to its store alone', async () => {
  await on.install(await on.upload(archives.make()));
  const { uid, groups, environment, folder, file, written } = await self(1001);
  const isRoot = process.getuid?.() === 0;
  expect(uid).toBe(isRoot ? 65_534 : process.getuid?.());
  if (isRoot) expect(groups.filter((group) => group !== 65_534)).toEqual([]);
  expect(file).toBe(`${folder}/server.mjs`);
  expect(environment).toMatchObject({
    QRADAR_APP_ID: '1001',
    QRADAR_CONSOLE_FQDN: new URL(on.running.console.apiUrl).host,
    REQUESTS_CA_BUNDLE: on.running.console.caFile,
    NODE_EXTRA_CA_CERTS: on.running.console.caFile,
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    TRANSFER_WATCH_HOST: '127.0.0.1',
  });
  const documented =
    /^(QRADAR_\w+|IS_QROC|REQUESTS_CA_BUNDLE|NODE_EXTRA_CA_CERTS|TZ|LANG|PATH|PWD|SHLVL|_|APP_ROOT|APP_(USER|GROUP)_ID|TRANSFER_WATCH_(HOST|PORT|MEMORY_MB))$/;
  expect(Object.keys(environment).filter((name) => !documented.test(name))).toEqual([]);
  expect(written).toEqual({
    'app/server.mjs': 'EACCES',
    'app/new': 'EACCES',
    'manifest.json': 'EACCES',
    new: 'EACCES',
    'container/service/node': 'EACCES',
    'store/new': 'written',
  });
});

test('stop, start, memory: each with its numbers', async () => {
  await on.install(await on.upload(archives.make()));
  const one = `${framework}/applications/1001`;
  expect(await on.call('POST', `${one}?status=STOPPED`)).toMatchObject({
    status: 200,
    body: { application_state: { status: 'STOPPED' } },
  });
  expect(on.running.applications.running()).toEqual([]);
  expect(await on.call('POST', `${one}?status=STOPPED`)).toMatchObject(refused(409, 33006));
  expect(await on.call('POST', `${one}?status=RUNNING`)).toMatchObject({
    status: 200,
    body: { application_state: { status: 'RUNNING' } },
  });
  expect((await self(1001)).starts).toBe('..');
  expect(await on.call('POST', `${one}?memory=149`)).toMatchObject(refused(422, 33706));
  expect(await on.call('POST', `${one}?memory=99999`)).toMatchObject(refused(422, 33302));
  expect(await on.call('POST', `${one}?memory=200`)).toMatchObject({
    body: { application_state: { memory: 200, status: 'RUNNING' } },
  });
  expect(await on.call('POST', one)).toMatchObject(refused(422, 33500));
  expect(await on.call('POST', `${one}?status=RUNNING&memory=300`)).toMatchObject(
    refused(422, 33502),
  );
  expect(await on.call('POST', `${one}?status=PAUSED`)).toMatchObject(refused(422, 33501));
  expect(await on.call('GET', `${framework}/applications/7`)).toMatchObject(refused(404, 33901));
  expect(
    await on.call('POST', `${framework}/applications?application_definition_id=1101`),
  ).toMatchObject(refused(409, 33701));
});

test('an upgrade keeps id, secret and store', async () => {
  await on.install(await on.upload(archives.make()));
  const before = await self(1001);
  const next = await on.upload(archives.make({ version: '1.1.0' }));
  const done = await on.install(next, '&overwrite=true');
  expect(done.message).toBe('Small App 1.1.0 is installed in the place of the version before.');
  const after = await self(1001);
  expect([after.version, after.starts]).toEqual(['1.1.0', '..']);
  expect(after.environment['QRADAR_APP_UUID']).toBe(before.environment['QRADAR_APP_UUID']);
  expect((await on.call('GET', `${management}/extensions`)).body).toMatchObject([
    { version: '1.1.0', status: 'INSTALLED' },
  ]);
  const older = await on.upload(archives.make({ version: '1.0.9' }));
  expect(await on.install(older, '&overwrite=true')).toMatchObject({
    status: 'EXCEPTION',
    message: expect.stringContaining('22612') as string,
  });
});

test('an upgrade that does not come up leaves the version before running, on its store', async () => {
  await on.install(await on.upload(archives.make()));
  const broken = { 'app/server.mjs': 'console.log("I cannot"); process.exit(1);' };
  const next = await on.upload(archives.make({ version: '2.0.0', files: broken }));
  const done = await on.install(next, '&overwrite=true');
  expect(done.status).toBe('EXCEPTION');
  expect(done.message).toContain('The version before runs again.');
  expect(done.message).toContain('I cannot');
  expect(await on.statusOf(next)).toBe('INSTALL_FAILED');
  expect(await self(1001)).toMatchObject({ version: '1.0.0', starts: '..' });
});

test('an uninstallation takes the app, its store and its tab away; the archive can be installed again', async () => {
  const id = await on.upload(archives.make());
  await on.install(id);
  const { folder } = await self(1001);
  expect(await on.order('DELETE', `${management}/extensions/${id}`)).toEqual({
    status: 'COMPLETED',
    message: 'It is uninstalled.',
  });
  expect(await on.statusOf(id)).toBe('UNINSTALLED');
  expect(on.running.applications.instances).toEqual([]);
  expect(existsSync(folder)).toBe(false);
  expect((await on.install(id)).message).toContain('runs as number 1002');
  expect((await self(1002)).starts).toBe('.');
});

test('without a default instance nothing runs until somebody makes one', async () => {
  const id = await on.upload(archives.make());
  expect((await on.install(id, '&create_default_instance=false')).message).toContain('without');
  expect(on.running.applications.running()).toEqual([]);
  const made = await on.call('POST', `${framework}/applications?application_definition_id=1101`);
  expect(made).toMatchObject({ status: 201, body: { application_state: { status: 'RUNNING' } } });
});
