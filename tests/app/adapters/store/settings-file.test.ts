import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSettingsFile } from '../../../../app/adapters/store/settings-file.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';

let folder: string;
const reported: string[] = [];
const open = (at = folder) => createSettingsFile(at, (message) => reported.push(message));

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'settings-'));
  reported.length = 0;
});
afterEach(() => rm(folder, { recursive: true }));

test('are the defaults where nothing was saved', async () => {
  expect(await open().read()).toEqual({ settings: defaultSettings, invalid: false });
  expect(reported).toEqual([]);
});

test('survive a restart, in a folder that did not exist', async () => {
  const store = path.join(folder, 'a', 'store');
  const settings = { ...defaultSettings, reuseMinutes: 17, ownPublicBlocks: ['8.8.8.0/24'] };
  await open(store).write(settings);
  expect(await open(store).read()).toEqual({ settings, invalid: false });
  expect(await readdir(store)).toEqual(['settings.json']);
});

test('are seen at once by whoever reads after the save', async () => {
  const file = open();
  await file.read();
  await file.write({ ...defaultSettings, reuseMinutes: 1 });
  expect((await file.read()).settings.reuseMinutes).toBe(1);
});

test('hold what was saved last when saves overlap', async () => {
  const file = open();
  const values = Array.from({ length: 20 }, (_, minutes) => minutes);
  await Promise.all(values.map((reuseMinutes) => file.write({ ...defaultSettings, reuseMinutes })));
  expect((await file.read()).settings.reuseMinutes).toBe(19);
  expect((await open().read()).settings.reuseMinutes).toBe(19);
});

test.each([
  ['no JSON', '{"profile":'],
  ['another shape', '{"profile":"other"}'],
  [
    'a property name that could leave its quotes',
    JSON.stringify({
      ...defaultSettings,
      properties: { ...defaultSettings.properties, sent: ['a" OR "b'] },
    }),
  ],
])('fall back to the defaults for a file with %s, which is kept aside', async (_, text) => {
  await writeFile(path.join(folder, 'settings.json'), text);
  const file = open();
  expect(await file.read()).toEqual({ settings: defaultSettings, invalid: true });
  expect(reported).toHaveLength(1);
  expect(await readFile(path.join(folder, 'settings.invalid.json'), 'utf8')).toBe(text);
  await file.write(defaultSettings);
  expect((await file.read()).invalid).toBe(false);
});

test('that cannot be written say so and leave the old ones', async () => {
  const notAFolder = path.join(folder, 'file');
  await writeFile(notAFolder, '');
  const file = open(notAFolder);
  await expect(file.write({ ...defaultSettings, reuseMinutes: 1 })).rejects.toMatchObject({
    code: 'settings-not-saved',
  });
});
