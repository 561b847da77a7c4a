import { archiveMaker, type ArchiveMaker } from '../../support/extension-archive.ts';
import { management, startInstallConsole, type InstallConsole } from './support.ts';

/** Archives in shapes that are published: QRadar takes them, whatever a reviewer would say. */
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

const action = { id: 'same', text: 'A', groups: ['ipPopup'], javascript: 'alert(1)' };

/** A program that the container's PATH has. */
const looked = {
  name: 'web',
  version: '1',
  port: 5000,
  command: 'sh /opt/app-root/container/service/node /opt/app-root/app/server.mjs',
};

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['no memory', { resources: {} }],
  ['a command without a path', { services: [looked] }],
  ['an id of two actions', { gui_actions: [action, action] }],
  ['a version of two numbers', { version: '1.0' }],
  ['an identity that is no UUID', { uuid: '330478-88db-43a5-9b26-6c7ae403c040' }],
  ['a key of its own', { author: { name: 'me' } }],
])('%s installs and runs', async (_, manifest) => {
  const id = await on.upload(
    archives.make({ manifest: { resources: { memory: 150 }, ...manifest } }),
  );
  expect(await on.install(id)).toMatchObject({ status: 'COMPLETED' });
  expect(on.running.applications.running()).toHaveLength(1);
  expect(on.log.join('\n')).toMatch(/uploaded with advice: .*advice\)/);
});

test('Flask is said to be missing here, when it is installed', async () => {
  const id = await on.upload(archives.make({ manifest: { load_flask: 'true', services: [] } }));
  const done = await on.install(id);
  expect(done.message).toMatch(/Flask, which comes with the base image: the stand-in has none/);
});

test('an archive without manifest.txt goes by its app', async () => {
  const bytes = archives.make().toString('latin1').replaceAll('manifest.txt', 'manifest.tex');
  const answer = await on.call('POST', `${management}/extensions`, Buffer.from(bytes, 'latin1'));
  expect(answer).toMatchObject({ status: 201, body: { name: 'Small App', version: '1.0.0' } });
});
