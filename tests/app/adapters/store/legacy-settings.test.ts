import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { useFreshFolder } from './fresh-folder.ts';

const fresh = useFreshFolder();
const changed = { ...defaultSettings, reuseMinutes: 17, ownPublicBlocks: ['8.8.8.0/24'] };

/** The settings file of versions before the database. */
const legacy = () => path.join(fresh.folder, 'settings.json');
beforeEach(() => mkdir(fresh.folder, { recursive: true }));

test('the settings file of an earlier version is taken over once', async () => {
  await writeFile(legacy(), JSON.stringify(changed));
  const store = fresh.openSettings();
  expect(await store.read()).toEqual({ settings: changed, notice: null });
  const { entries } = await store.audit({ before: null, limit: 10 });
  expect(entries[0]?.user).toBe('settings.json');
  expect(await readdir(fresh.folder)).toContain('settings.json.imported');
});

test('one that comes back, from a backup say, does not undo what was set since', async () => {
  await fresh.openSettings().write(changed, 'admin');
  await writeFile(legacy(), JSON.stringify(defaultSettings));
  expect(await fresh.openSettings().read()).toEqual({ settings: changed, notice: null });
});

test.each([
  ['no JSON', '{"profile":'],
  ['another shape', '{"profile":"other"}'],
  ['null', 'null'],
])('one with %s is kept aside, and the defaults hold, also after a restart', async (_, text) => {
  await writeFile(legacy(), text);
  const expected = { settings: defaultSettings, notice: 'settings-invalid' };
  expect(await fresh.openSettings().read()).toEqual(expected);
  const kept = path.join(fresh.folder, 'settings.json.damaged-2026-01-02T03-04-05.000Z');
  expect(await readFile(kept, 'utf8')).toBe(text);
  expect(await fresh.openSettings().read()).toEqual(expected);
});
