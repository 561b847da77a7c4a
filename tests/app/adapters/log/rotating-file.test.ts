import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RotatingFile } from '../../../../app/adapters/log/rotating-file.ts';

let folder: string;
const file = () => path.join(folder, 'log', 'app.log');
const names = async () => (await readdir(path.dirname(file()))).sort();
const opened = (keep = 2, maxBytes = 20) =>
  new RotatingFile({ file: file(), maxBytes, keep: () => keep });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'log-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('goes on where an earlier process ended, readable by the app alone', async () => {
  opened().write('one\n');
  opened().write('two\n');
  expect(await readFile(file(), 'utf8')).toBe('one\ntwo\n');
  expect((await stat(file())).mode & 0o777).toBe(0o600);
});

test('no file grows beyond its bound, the oldest leave, no line is torn or lost between', async () => {
  const log = opened();
  for (let line = 0; line < 100; line++) log.write(`line ${line}\n`);
  expect(await names()).toEqual(['app.log', 'app.log.1', 'app.log.2']);
  const texts = await Promise.all(
    ['.2', '.1', ''].map((suffix) => readFile(`${file()}${suffix}`, 'utf8')),
  );
  expect(texts.every((text) => text.length <= 20)).toBe(true);
  expect(texts.join('')).toBe('line 94\nline 95\nline 96\nline 97\nline 98\nline 99\n');
});

test('a line longer than the bound has a file of its own', async () => {
  const log = opened();
  log.write('a\n');
  log.write(`${'b'.repeat(50)}\n`);
  log.write('c\n');
  expect(await readFile(`${file()}.1`, 'utf8')).toHaveLength(51);
  expect(await readFile(file(), 'utf8')).toBe('c\n');
});

test.each([0, 1])('keeping %s removes what was kept before', async (keep) => {
  opened(3).write('x'.repeat(19));
  await Promise.all([1, 2, 3].map((old) => writeFile(`${file()}.${old}`, 'old')));
  opened(keep).write('next\n');
  expect(await names()).toEqual(keep === 0 ? ['app.log'] : ['app.log', 'app.log.1']);
  expect(await readFile(file(), 'utf8')).toBe('next\n');
});

test('says when it cannot write, and writes again once it can', async () => {
  const log = opened();
  await writeFile(path.join(folder, 'log'), 'in the way');
  expect(() => log.write('lost\n')).toThrow(/EEXIST|ENOTDIR/);
  await rm(path.join(folder, 'log'));
  log.write('there\n');
  expect(await readFile(file(), 'utf8')).toBe('there\n');
});
