import { readdir } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { startConsoleFixture, type ConsoleFixture } from '../../support/console-fixture.ts';

let fixture: ConsoleFixture;
beforeAll(async () => {
  fixture = await startConsoleFixture();
});
afterAll(() => fixture.close());

/** Unlike fetch, sends the path as it is written. */
function statusOf(rawPath: string): Promise<number> {
  const { port } = new URL(fixture.console.url);
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, path: rawPath }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    request.on('error', reject);
  });
}

test.each([
  ['console/browser', 'static/browser', 30],
  ['console/words', 'static/words', 4],
  // A module of the browser imports the language as ../../aql/, so that it stands two folders up.
  ['aql', 'aql', 8],
])('every module of %s is served as JavaScript without its types', async (folder, at, least) => {
  const all = await readdir(path.join(import.meta.dirname, '../../../sandbox', folder));
  const names = all.filter((name) => name.endsWith('.ts'));
  expect(names.length).toBeGreaterThanOrEqual(least);
  for (const name of names) {
    const answer = await fetch(`${fixture.console.url}/console/${at}/${name}`);
    expect([name, answer.status]).toEqual([name, 200]);
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(await answer.text()).not.toMatch(/^import type|: readonly string\[\]/m);
  }
});

test.each([
  'console.css',
  'icon.svg',
  'fonts/IBMPlexSans-Regular.woff2',
  'fonts/IBMPlexMono-Regular.woff2',
])('%s is served', async (name) => {
  expect((await fetch(`${fixture.console.url}/console/static/${name}`)).status).toBe(200);
});

test.each([
  '/console/static/browser/../server.ts',
  '/console/static/browser/..%2fserver.ts',
  '/console/static/browser/%2e%2e%2fserver.ts',
  '/console/static/browser/nothing.ts',
  '/console/static/words/../server.ts',
  '/console/aql/../sql/store.ts',
  '/console/aql/README.md',
  '/console/static/fonts/..%2f..%2f..%2fpackage.json',
  '/console/static/fonts/constructor',
  '/console/static/../../package.json',
  '/console/static/style/console.css',
  '/console/static/',
])('%s leads nowhere', async (rawPath) => {
  expect([302, 404]).toContain(await statusOf(rawPath));
});
