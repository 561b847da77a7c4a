import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSettingsStore } from '../../../../app/adapters/store/settings-store.ts';
import { migrations } from '../../../../app/adapters/store/migrations.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import type { Settings } from '../../../../contract/session.ts';
import { useFreshFolder } from './fresh-folder.ts';
import { withRightsToReadOnly } from './rights.ts';

const fresh = useFreshFolder();

/** What `read` answers when nothing has to be said. */
const said = (settings = defaultSettings) => ({ settings, notice: null });
const changed = { ...defaultSettings, reuseMinutes: 17, ownPublicBlocks: ['8.8.8.0/24'] };
const newest = { before: null, limit: 10 };
const notSaved = { code: 'settings-not-saved' };

describe('settings', () => {
  test('are the defaults where nothing was saved', async () => {
    expect(await fresh.openSettings().read()).toEqual(said());
    expect(fresh.reported).toEqual([]);
  });

  test('survive a restart', async () => {
    const store = fresh.openSettings();
    await store.write(changed, 'admin');
    store.close();
    expect(await fresh.openSettings().read()).toEqual(said(changed));
  });

  test('that nobody changed are not stored, so they follow the defaults of the next version', async () => {
    const store = fresh.openSettings();
    await store.write(changed, 'admin');
    await store.write({ ...changed, reuseMinutes: defaultSettings.reuseMinutes }, 'admin');
    store.close();
    const database = new DatabaseSync(fresh.file(), { readOnly: true });
    const rows = database.prepare('SELECT name FROM setting').all();
    database.close();
    expect(rows.map(({ name }) => name)).toEqual(['ownPublicBlocks']);
  });

  test('that do not fit give way to the defaults, which is said until somebody saves', async () => {
    fresh.openSettings().close();
    const database = new DatabaseSync(fresh.file());
    database.exec(`INSERT INTO setting VALUES ('properties.sent', '["a\\" OR \\"b"]')`);
    database.close();
    const store = fresh.openSettings();
    expect(await store.read()).toEqual({ settings: defaultSettings, notice: 'settings-invalid' });
    expect(fresh.reported).toHaveLength(1);
    await store.write(defaultSettings, 'admin');
    expect(await store.read()).toEqual(said());
  });

  test('in force are told when they were read and after each save, not after a refused one', async () => {
    const told: Settings[] = [];
    const settings = createSettingsStore({
      store: fresh.open({ maxBytes: 80 * 4096 }),
      clock: { nowMs: () => fresh.nowMs, monotonicMs: () => fresh.nowMs },
      report: () => undefined,
      onChange: (inForce) => told.push(inForce),
    });
    await settings.write(changed, 'admin');
    await expect(settings.write(tooLarge, 'admin')).rejects.toMatchObject(notSaved);
    expect(told).toEqual([defaultSettings, changed]);
  });
});

const tooLarge = {
  ...changed,
  ownPublicBlocks: Array.from({ length: 20_000 }, () => '8.8.8.0/24'),
};

test('of a damaged store give way to the defaults, which is said until somebody saves', async () => {
  const before = fresh.openSettings();
  await before.write(changed, 'admin');
  before.close();
  await writeFile(fresh.file(), 'this is text. '.repeat(500));

  const invalid = { settings: defaultSettings, notice: 'settings-invalid' };
  const store = fresh.openSettings();
  expect(await store.read()).toEqual(invalid);
  store.close();
  const again = fresh.openSettings();
  expect(await again.read()).toEqual(invalid);
  await again.write(changed, 'admin');
  expect(await again.read()).toEqual(said(changed));
});

describe('of a store of another version', () => {
  test('a step that failed leaves settings and trail for the earlier version to go on with', async () => {
    const before = fresh.openSettings();
    await before.write(changed, 'admin');
    before.close();
    const failing = fresh.openSettings({
      migrations: [...migrations, 'DROP TABLE audit; SELECT no_such();'],
    });
    expect(await failing.read()).toMatchObject({ notice: 'store-read-only' });
    await expect(failing.write(changed, 'admin')).rejects.toMatchObject(notSaved);
    failing.close();
    const store = fresh.openSettings();
    expect(await store.read()).toEqual(said(changed));
    expect((await store.audit(newest)).entries).toHaveLength(2);
  });

  test('a later one, everything is refused with words', async () => {
    const later = fresh.openSettings({
      migrations: [...migrations, 'CREATE TABLE later (x TEXT) STRICT'],
    });
    await later.write(changed, 'admin');
    later.close();
    const store = fresh.openSettings();
    const refusal = { code: 'store-newer', detail: `version ${migrations.length + 1}` };
    await expect(store.read()).rejects.toMatchObject(refusal);
    await expect(store.write(defaultSettings, 'admin')).rejects.toMatchObject(refusal);
    await expect(store.audit(newest)).rejects.toMatchObject(refusal);
  });
});

describe('of a store that cannot be written', () => {
  test('a full disk: a save is refused and changes nothing, a smaller one works', async () => {
    const store = fresh.openSettings({ maxBytes: 80 * 4096 });
    await store.write(changed, 'admin');
    await expect(store.write(tooLarge, 'admin')).rejects.toMatchObject(notSaved);
    expect(await store.read()).toEqual(said(changed));
    await store.write({ ...changed, reuseMinutes: 1 }, 'admin');
    store.close();
    expect((await fresh.openSettings().read()).settings.reuseMinutes).toBe(1);
  });

  test('no space even for an empty store: the defaults hold, which is said', async () => {
    const store = fresh.openSettings({ maxBytes: 4096 });
    expect(await store.read()).toEqual({ settings: defaultSettings, notice: 'store-read-only' });
    await expect(store.write(changed, 'admin')).rejects.toMatchObject(notSaved);
    expect(await store.audit(newest)).toEqual({ entries: [], more: false });
  });

  test('a folder that cannot be made: the defaults hold; once it can, a save works', async () => {
    await mkdir(path.dirname(fresh.folder));
    await writeFile(fresh.folder, '');
    const store = fresh.openSettings();
    expect(await store.read()).toMatchObject({ notice: 'store-read-only' });
    await rm(fresh.folder);
    await store.write(changed, 'admin');
    expect(await store.read()).toEqual(said(changed));
  });

  test('rights to read only: what was saved holds, and a save is refused', async () => {
    const before = fresh.openSettings();
    await before.write(changed, 'admin');
    before.close();
    const [read, written] = await withRightsToReadOnly(fresh, () => {
      const store = fresh.openSettings();
      return Promise.allSettled([store.read(), store.write(defaultSettings, 'x')]);
    });
    expect(read).toEqual({
      status: 'fulfilled',
      value: { settings: changed, notice: 'store-read-only' },
    });
    expect(written).toMatchObject({ reason: notSaved });
  });
});
