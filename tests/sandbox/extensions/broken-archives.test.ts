import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  archiveMaker,
  type ArchiveChanges,
  type ArchiveMaker,
} from '../../support/extension-archive.ts';
import {
  framework,
  management,
  refused,
  startInstallConsole,
  type InstallConsole,
} from './support.ts';

let archives: ArchiveMaker;
let on: InstallConsole;
/** A folder whose files apps of another user can look for. */
let gate: string;
beforeAll(async () => {
  gate = await mkdtemp(path.join(os.tmpdir(), 'gate-'));
  await chmod(gate, 0o711);
  archives = await archiveMaker();
  on = await startInstallConsole();
});
afterAll(async () => {
  await on.running.close();
  await archives.close();
  await rm(gate, { recursive: true });
});
/** Whatever was refused, the console goes on. */
afterEach(async () => {
  expect((await on.call('GET', `${framework}/applications`)).status).toBe(200);
  expect(on.running.applications.running()).toEqual([]);
});

const post = (archive: Buffer) => on.call('POST', `${management}/extensions`, archive);
/** Names inside a zip are plain bytes; a name of the same length takes the place of another. */
const renamed = (archive: Buffer, from: string, to: string) =>
  Buffer.from(archive.toString('latin1').replaceAll(from, to), 'latin1');

describe('refused at the upload', () => {
  test.each<[string, () => Buffer, number, RegExp]>([
    ['no zip', () => Buffer.from('hello'), 22607, /zip/i],
    ['a zip that is cut off', () => archives.make().subarray(0, -30), 22607, /zip/i],
    [
      'a path that leads out',
      () => renamed(archives.make(), 'SmallApp.xml', '../small.xml'),
      22607,
      /\.\.\/small\.xml/,
    ],
    [
      'a manifest.txt without a version',
      () => archives.make({ extension: { version: 'one' } }),
      22616,
      /MAJOR\.MINOR\.PATCH|version/i,
    ],
    [
      'a boolean without quotes',
      () => archives.make({ manifest: { use_qradar_csrf: true } }),
      22607,
      /use_qradar_csrf.*33104/s,
    ],
    [
      'a manifest that is no JSON',
      () => archives.make({ files: { 'manifest.json': '{ "name": ' } }),
      22607,
      /33106/,
    ],
    [
      'a key that stands twice',
      () => archives.make({ files: { 'manifest.json': '{ "name": "a", "name": "b" }' } }),
      22607,
      /33105/,
    ],
    [
      'a REST method that is not there',
      () =>
        archives.make({
          manifest: {
            gui_actions: [{ id: 'a', text: 'a', rest_method: 'no', groups: ['ipPopup'] }],
          },
        }),
      22607,
      /33308/,
    ],
  ])('%s', async (_what, archive, code, words) => {
    const answer = await post(archive());
    expect(answer).toMatchObject(refused(422, code));
    expect(answer.body).toMatchObject({ message: expect.stringMatching(words) as string });
  });

  test('what is none of the media types', async () => {
    const { sec, csrf } = on.running.api.sessions.login('admin');
    const response = await fetch(`${on.running.console.url}${management}/extensions`, {
      method: 'POST',
      headers: { SEC: sec, QRadarCSRF: csrf, 'Content-Type': 'application/xml' },
      body: '<content/>',
    });
    expect(response.status).toBe(422);
  });

  test('the same version twice', async () => {
    const id = await on.upload(archives.make());
    expect(await post(archives.make())).toMatchObject(refused(409, 22613));
    await on.order('DELETE', `${management}/extensions/${id}`);
    expect(await on.call('GET', `${management}/extensions/${id}`)).toMatchObject(
      refused(404, 22603),
    );
  });

  test('everything, to those who do not administrate', async () => {
    const answer = await on.call('POST', `${management}/extensions`, archives.make(), 'analyst');
    expect(answer).toMatchObject(refused(403, 26));
    const list = await on.call('GET', `${framework}/applications`, undefined, 'analyst');
    expect(list).toMatchObject(refused(403, 26));
  });

  test('a form is read as browsers send it', async () => {
    const { sec, csrf } = on.running.api.sessions.login('admin');
    const form = new FormData();
    form.append('file', new Blob([Uint8Array.from(archives.make())]), 'small.zip');
    const response = await fetch(`${on.running.console.url}${management}/extensions`, {
      method: 'POST',
      headers: { SEC: sec, QRadarCSRF: csrf },
      body: form,
    });
    expect(response.status).toBe(201);
    const { id } = (await response.json()) as { id: number };
    await on.order('DELETE', `${management}/extensions/${id}`);
  });
});

describe('refused at the installation, with the reason', () => {
  test.each<[string, ArchiveChanges, RegExp]>([
    [
      'a build step that fails',
      { files: { 'container/build/ordering.txt': 'echo building\ntest -f nothing\n' } },
      /33204/,
    ],
    ['an RPM', { files: { 'container/rpm/a.el8.x86_64.rpm': 'x' } }, /33201.*a\.el8\.x86_64\.rpm/s],
    [
      'a service that ends at once',
      { files: { 'app/server.mjs': 'console.log("no licence"); process.exit(2);' } },
      /33305.*no licence.*given up after 4 failed starts/s,
    ],
    [
      'a release that is older than it needs',
      { extension: { min_qradar_version: '2021.6.14' } },
      /33704/,
    ],
    ['more memory than there is', { memory: 100_000 }, /33302/],
  ])('%s', async (_what, changes, words) => {
    const id = await on.upload(archives.make(changes));
    const done = await on.install(id);
    expect(done.status).toBe('EXCEPTION');
    expect(done.message).toMatch(words);
    expect(await on.statusOf(id)).toBe('INSTALL_FAILED');
    expect(on.running.applications.definitions).toEqual([]);
    await on.order('DELETE', `${management}/extensions/${id}`);
  });

  test('a service that never answers', async () => {
    const slow = await startInstallConsole({
      timings: { startTimeoutMs: 300, backoffMs: 10, stopWaitMs: 300 },
    });
    try {
      const files = { 'app/server.mjs': 'setInterval(() => 0, 1000);' };
      const id = await slow.upload(archives.make({ files }));
      const done = await slow.install(id);
      expect(done.message).toMatch(/never answered GET \/debug with 200/);
      expect(await slow.statusOf(id)).toBe('INSTALL_FAILED');
      expect(slow.running.applications.instances).toEqual([]);
    } finally {
      await slow.running.close();
    }
  });

  test('a base image that this release does not have', async () => {
    const old = await startInstallConsole({ profile: 'UP2' });
    try {
      const id = await old.upload(archives.make());
      expect((await old.install(id)).message).toMatch(/33704|33403/);
    } finally {
      await old.running.close();
    }
  });
});

test.each<[string, string, number, number]>([
  ['GET', `${management}/extensions/999`, 404, 22603],
  ['GET', `${management}/extensions/abc`, 422, 22606],
  ['POST', `${management}/extensions/999?action_type=INSTALL`, 404, 22603],
  ['GET', `${management}/extensions_task_status/999`, 404, 22604],
  ['GET', `${management}/extensions?filter=nonsense`, 422, 22608],
  ['GET', `${framework}/application_definitions/9`, 404, 33900],
  ['POST', `${framework}/applications?application_definition_id=9`, 404, 33900],
  ['DELETE', `${framework}/applications/9`, 404, 33901],
])('%s %s is answered %i, code %i', async (method, path, status, code) => {
  expect(await on.call(method, path)).toMatchObject(refused(status, code));
});

test('an action that there is not, and two tasks at once', async () => {
  const open = path.join(gate, 'open');
  const build = `until test -e '${open}'; do sleep 0.1; done`;
  const files = { 'container/build/ordering.txt': build };
  const first = await on.upload(archives.make({ files }));
  const other = await on.upload(archives.make({ version: '1.0.1' }));
  const of = (id: number, action: string) => `${management}/extensions/${id}?action_type=${action}`;
  expect(await on.call('POST', of(first, 'UPGRADE'))).toMatchObject(refused(422, 22605));
  const { status, body } = await on.call('POST', of(first, 'INSTALL'));
  expect(status).toBe(202);
  expect(await on.call('POST', of(first, 'INSTALL'))).toMatchObject(refused(409, 22611));
  expect(await on.call('POST', of(other, 'INSTALL'))).toMatchObject(refused(409, 22618));
  await writeFile(open, '');
  expect((await on.ended(body)).status).toBe('COMPLETED');
  expect(await on.call('POST', of(first, 'INSTALL'))).toMatchObject(refused(409, 22612));
  expect((await on.install(other, '&overwrite=false')).message).toContain('is preserved');
  await on.order('DELETE', `${management}/extensions/${first}`);
});
