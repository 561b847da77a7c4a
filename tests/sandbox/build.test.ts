import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isBuilt } from '../../sandbox/build.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'build-'));
  for (const file of ['app/main.ts', 'cards/a.ts', 'contract/a.ts', 'words/a.ts'])
    await put(file, 1000);
  for (const file of ['ui/main.tsx', 'ui/deep/er/x.ts']) await put(file, 1000);
  for (const file of ['webpack.config.js', 'package-lock.json']) await put(file, 1000);
});
afterEach(() => rm(root, { recursive: true }));

/** Writes a file that was last changed at a second of 1970, and dates its folders likewise. */
async function put(name: string, second: number): Promise<void> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, '');
  await utimes(file, second, second);
  for (let folder = path.dirname(file); folder !== root; folder = path.dirname(folder)) {
    await utimes(folder, second, second);
  }
}

async function putOutputs(second: number): Promise<void> {
  await put('dist/app/server.mjs', second);
  await put('dist/app/static/index.html', second);
}

test('nothing was built yet', async () => {
  expect(await isBuilt(root)).toBe(false);
});

test('a build after the last change is fresh', async () => {
  await putOutputs(2000);
  expect(await isBuilt(root)).toBe(true);
});

test.each([
  'app/main.ts',
  'ui/deep/er/x.ts',
  'cards/a.ts',
  'contract/a.ts',
  'words/a.ts',
  'webpack.config.js',
  'package-lock.json',
])('a change of %s makes it stale', async (name) => {
  await putOutputs(2000);
  await put(name, 3000);
  expect(await isBuilt(root)).toBe(false);
});

test('a file that was removed makes it stale', async () => {
  await putOutputs(2000);
  await rm(path.join(root, 'ui/deep/er/x.ts'));
  expect(await isBuilt(root)).toBe(false);
});

test('half a build is none', async () => {
  await put('dist/app/server.mjs', 2000);
  expect(await isBuilt(root)).toBe(false);
});

test('outputs that webpack left alone count as of the last build', async () => {
  await putOutputs(500);
  expect(await isBuilt(root)).toBe(false);
  await put('dist/.built', 2000);
  expect(await isBuilt(root)).toBe(true);
});
