import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  openSettingsStore,
  type SettingsStore,
} from '../../../../app/adapters/store/settings-store.ts';
import { migrations } from '../../../../app/adapters/store/migrations.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';

let base: string;
let folder: string;
let nowMs: number;
const reported: string[] = [];
const opened: SettingsStore[] = [];
type Options = Partial<Parameters<typeof openSettingsStore>[0]>;

function open(options: Options = {}): SettingsStore {
  const clock = { nowMs: () => nowMs };
  const report = (message: string) => reported.push(message);
  const store = openSettingsStore({ folder, clock, report, ...options });
  opened.push(store);
  return store;
}

/** What `read` answers when nothing has to be said. */
const said = (settings = defaultSettings) => ({ settings, notice: null });
const file = () => path.join(folder, 'transfer-watch.db');
const newest = { before: null, limit: 10 };
const changed = { ...defaultSettings, reuseMinutes: 17, ownPublicBlocks: ['8.8.8.0/24'] };

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'store-'));
  folder = path.join(base, 'a', 'store');
  nowMs = Date.UTC(2026, 0, 2, 3, 4, 5);
  reported.length = 0;
});
afterEach(async () => {
  for (const store of opened.splice(0)) store.close();
  await rm(base, { recursive: true });
});

describe('settings', () => {
  test('are the defaults where nothing was saved', async () => {
    expect(await open().read()).toEqual(said());
    expect(reported).toEqual([]);
  });

  test('survive a restart, in a folder that did not exist', async () => {
    const store = open();
    await store.write(changed, 'admin');
    store.close();
    expect(await open().read()).toEqual(said(changed));
  });

  test('are whole in the one file once saved, readable by the app alone', async () => {
    await open().write(changed, 'admin');
    const copy = path.join(base, 'copy');
    await mkdir(copy);
    await writeFile(path.join(copy, 'transfer-watch.db'), await readFile(file()));
    expect(await open({ folder: copy }).read()).toEqual(said(changed));
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect((await stat(`${file()}-wal`)).mode & 0o777).toBe(0o600);
  });

  test('that nobody changed are not stored, so they follow the defaults of the next version', async () => {
    const store = open();
    await store.write(changed, 'admin');
    await store.write({ ...changed, reuseMinutes: defaultSettings.reuseMinutes }, 'admin');
    store.close();
    const database = new DatabaseSync(file(), { readOnly: true });
    const rows = database.prepare('SELECT name FROM setting').all();
    database.close();
    expect(rows.map(({ name }) => name)).toEqual(['ownPublicBlocks']);
  });

  test('that do not fit give way to the defaults, which is said until somebody saves', async () => {
    open().close();
    const database = new DatabaseSync(file());
    database.exec(`INSERT INTO setting VALUES ('properties.sent', '["a\\" OR \\"b"]')`);
    database.close();
    const store = open();
    expect(await store.read()).toEqual({ settings: defaultSettings, notice: 'settings-invalid' });
    expect(reported).toHaveLength(1);
    await store.write(defaultSettings, 'admin');
    expect(await store.read()).toEqual(said());
  });
});

describe('the trail', () => {
  test('has one entry per setting changed: who, when, from, to; newest first', async () => {
    const store = open();
    await store.write(changed, 'alice');
    nowMs += 1000;
    await store.write({ ...changed, reuseMinutes: 0 }, 'bob');
    await store.write({ ...changed, reuseMinutes: 0 }, 'carol');
    const { entries, more } = await store.audit(newest);
    expect(more).toBe(false);
    expect(entries).toMatchObject([
      { atMs: nowMs, user: 'bob', setting: 'reuseMinutes', before: '17', after: '0' },
      { atMs: nowMs - 1000, user: 'alice', setting: 'reuseMinutes', before: '5', after: '17' },
      {
        atMs: nowMs - 1000,
        user: 'alice',
        setting: 'ownPublicBlocks',
        before: '[]',
        after: '["8.8.8.0/24"]',
      },
    ]);
  });

  test('is read a page at a time', async () => {
    const store = open();
    for (const reuseMinutes of [1, 2, 3]) {
      await store.write({ ...defaultSettings, reuseMinutes }, 'admin');
    }
    const first = await store.audit({ before: null, limit: 2 });
    expect(first).toMatchObject({ more: true, entries: [{ after: '3' }, { after: '2' }] });
    const before = first.entries.at(-1)?.id ?? 0;
    expect(await store.audit({ before, limit: 2 })).toMatchObject({
      more: false,
      entries: [{ after: '1' }],
    });
  });
});

describe('the settings file of earlier versions', () => {
  const legacy = () => path.join(folder, 'settings.json');
  beforeEach(() => mkdir(folder, { recursive: true }));

  test('is taken over once', async () => {
    await writeFile(legacy(), JSON.stringify(changed));
    const store = open();
    expect(await store.read()).toEqual(said(changed));
    expect((await store.audit(newest)).entries[0]?.user).toBe('settings.json');
    expect(await readdir(folder)).toContain('settings.json.imported');
  });

  test('that comes back, from a backup say, does not undo what was set since', async () => {
    await open().write(changed, 'admin');
    await writeFile(legacy(), JSON.stringify(defaultSettings));
    expect(await open().read()).toEqual(said(changed));
  });

  test.each([
    ['no JSON', '{"profile":'],
    ['another shape', '{"profile":"other"}'],
    ['null', 'null'],
  ])('with %s is kept aside, and the defaults hold, also after a restart', async (_, text) => {
    await writeFile(legacy(), text);
    const expected = { settings: defaultSettings, notice: 'settings-invalid' };
    expect(await open().read()).toEqual(expected);
    const kept = path.join(folder, 'settings.json.damaged-2026-01-02T03-04-05.000Z');
    expect(await readFile(kept, 'utf8')).toBe(text);
    expect(await open().read()).toEqual(expected);
  });
});

describe('a damaged file', () => {
  const damages: readonly (readonly [string, (whole: Buffer) => Buffer])[] = [
    ['no database', () => Buffer.from('this is text. '.repeat(500))],
    ['half a database', (whole) => whole.subarray(0, whole.length / 2)],
    [
      // Past the header, so that only the check of the whole finds it.
      'pages of nonsense',
      (whole) => Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(whole.length - 4096, 0xa5)]),
    ],
  ];

  test.each(damages)('(%s) is kept aside, and the app goes on', async (_, damage) => {
    const before = open();
    await before.write(changed, 'admin');
    before.close();
    const damaged = damage(await readFile(file()));
    await writeFile(file(), damaged);

    const store = open();
    expect(await store.read()).toEqual({ settings: defaultSettings, notice: 'settings-invalid' });
    const aside = `${file()}.damaged-2026-01-02T03-04-05.000Z`;
    expect((await readFile(aside)).equals(damaged)).toBe(true);
    store.close();
    const again = open();
    expect(await again.read()).toMatchObject({ notice: 'settings-invalid' });
    await again.write(changed, 'admin');
    expect(await again.read()).toEqual(said(changed));
  });
});

describe('versions', () => {
  test('a step that fails leaves the store as it was, for the earlier version to go on with', async () => {
    const before = open();
    await before.write(changed, 'admin');
    before.close();
    const failing = open({ migrations: [...migrations, 'DROP TABLE audit; SELECT no_such();'] });
    expect(await failing.read()).toMatchObject({ notice: 'store-read-only' });
    await expect(failing.write(changed, 'admin')).rejects.toMatchObject({
      code: 'settings-not-saved',
    });
    failing.close();
    const store = open();
    expect(await store.read()).toEqual(said(changed));
    expect((await store.audit(newest)).entries).toHaveLength(2);
  });

  test('a later shape is refused with words, and nothing of it is lost', async () => {
    const later = open({ migrations: [...migrations, 'CREATE TABLE later (x TEXT) STRICT'] });
    await later.write(changed, 'admin');
    later.close();
    const whole = await readFile(file());

    const store = open();
    const refusal = { code: 'store-newer', detail: 'version 2' };
    await expect(store.read()).rejects.toMatchObject(refusal);
    await expect(store.write(defaultSettings, 'admin')).rejects.toMatchObject(refusal);
    await expect(store.audit(newest)).rejects.toMatchObject(refusal);
    store.close();
    expect((await readFile(file())).equals(whole)).toBe(true);
    expect(await readdir(folder)).toEqual(['transfer-watch.db']);
  });
});

describe('a store that cannot be written', () => {
  test('a full disk: a save is refused and changes nothing, a smaller one works', async () => {
    const store = open({ maxBytes: 40_960 });
    await store.write(changed, 'admin');
    const large = { ...changed, ownPublicBlocks: Array.from({ length: 5000 }, () => '8.8.8.0/24') };
    await expect(store.write(large, 'admin')).rejects.toMatchObject({ code: 'settings-not-saved' });
    expect(await store.read()).toEqual(said(changed));
    await store.write({ ...changed, reuseMinutes: 1 }, 'admin');
    store.close();
    expect((await open().read()).settings.reuseMinutes).toBe(1);
  });

  test('no space even for an empty store: the defaults hold, which is said', async () => {
    const store = open({ maxBytes: 4096 });
    expect(await store.read()).toEqual({ settings: defaultSettings, notice: 'store-read-only' });
    await expect(store.write(changed, 'admin')).rejects.toMatchObject({
      code: 'settings-not-saved',
    });
    expect(await store.audit(newest)).toEqual({ entries: [], more: false });
  });

  test('a folder that cannot be made: the defaults hold; once it can, a save works', async () => {
    await mkdir(path.dirname(folder));
    await writeFile(folder, '');
    const store = open();
    expect(await store.read()).toMatchObject({ notice: 'store-read-only' });
    await rm(folder);
    await store.write(changed, 'admin');
    expect(await store.read()).toEqual(said(changed));
  });

  test('rights to read only: what was saved holds, and a save is refused', async () => {
    const before = open();
    await before.write(changed, 'admin');
    before.close();
    for (const above of [base, path.dirname(folder)]) await chmod(above, 0o755);
    await chmod(file(), 0o444);
    await chmod(folder, 0o555);
    const [read, written] = await withoutRightsOfRoot(() => {
      const store = open();
      return Promise.allSettled([store.read(), store.write(defaultSettings, 'x')]);
    });
    await chmod(folder, 0o755);
    expect(read).toMatchObject({ value: { settings: changed, notice: 'store-read-only' } });
    expect(written).toMatchObject({ reason: { code: 'settings-not-saved' } });
  });
});

/**
 * Does `work` as a user whom file rights bind; they do not bind root. In this process, because another user may not
 * reach the folder of this checkout, its Node included.
 */
async function withoutRightsOfRoot<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
