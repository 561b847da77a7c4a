/** What becomes of a store that something has happened to: healed or said, and nothing that was in it is thrown away. */
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { useFreshFolder } from './fresh-folder.ts';
import { asUserBoundByRights } from './rights.ts';

const fresh = useFreshFolder();
const changed = { ...defaultSettings, reuseMinutes: 17 };
const other = { ...defaultSettings, reuseMinutes: 3 };

/** A store with settings that differ from the defaults. */
async function savedBefore(): Promise<void> {
  const store = fresh.openSettings();
  await store.write(changed, 'alice');
  store.close();
}

/** What SQL does to the file, by a hand that is not the app's. */
const sql = (statements: string) => () => {
  const database = new DatabaseSync(fresh.file());
  database.exec(statements);
  database.close();
};
const bytes = (damage: (whole: Buffer) => Buffer) => async () =>
  writeFile(fresh.file(), damage(await readFile(fresh.file())));

const aside = () => `${fresh.file()}.damaged-2026-01-02T03-04-05.000Z`;

describe('a store that cannot be used is kept aside, the defaults hold, and that is said until somebody saves', () => {
  test.each<readonly [string, () => unknown]>([
    ['no database', bytes(() => Buffer.from('this is text. '.repeat(500)))],
    ['half a database', bytes((whole) => whole.subarray(0, whole.length / 2))],
    [
      // Past the header, so that only the check of the whole finds it.
      'pages of nonsense',
      bytes((whole) =>
        Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(whole.length - 4096, 0xa5)]),
      ),
    ],
    ['no bytes', bytes(() => Buffer.alloc(0))],
    ['the table of settings dropped', sql('DROP TABLE setting')],
    ['the table of changes dropped', sql('DROP TABLE audit')],
    ['the table of notices dropped', sql('DROP TABLE notice')],
    ['the table of searches dropped', sql('DROP TABLE search')],
    ['a column dropped', sql('ALTER TABLE audit DROP COLUMN user')],
    ['a column of another name', sql('ALTER TABLE setting RENAME COLUMN value TO json')],
    ['a table of another shape', sql('DROP TABLE search; CREATE TABLE search (id BLOB)')],
    ['tables, and the version before the first', sql('PRAGMA user_version = 0')],
    ['the version of a shape that it does not have', sql('DROP TABLE search; DROP TABLE notice')],
    [
      'the database of another program',
      async () => {
        await rm(fresh.file());
        sql('CREATE TABLE theirs (x TEXT); INSERT INTO theirs VALUES (1)')();
      },
    ],
  ])('%s', async (_, damage) => {
    await savedBefore();
    await damage();
    const damaged = await readFile(fresh.file());

    const store = fresh.openSettings();
    const said = { settings: defaultSettings, notice: 'settings-invalid' };
    expect(await store.read()).toEqual(said);
    expect(fresh.reported).toEqual([
      'the store is damaged; it is kept aside, and the defaults hold',
    ]);
    expect((await readFile(aside())).equals(damaged)).toBe(true);
    store.close();

    const again = fresh.openSettings();
    expect(await again.read()).toEqual(said);
    await again.write(other, 'bob');
    again.close();
    expect(await fresh.openSettings().read()).toEqual({ settings: other, notice: null });
  });

  test('a folder of its name', async () => {
    await savedBefore();
    await rm(fresh.file());
    await mkdir(fresh.file());
    await writeFile(path.join(fresh.file(), 'theirs'), 'kept');
    const store = fresh.openSettings();
    expect(await store.read()).toMatchObject({ notice: 'settings-invalid' });
    expect(await readFile(path.join(aside(), 'theirs'), 'utf8')).toBe('kept');
    await store.write(other, 'bob');
    expect(await store.read()).toEqual({ settings: other, notice: null });
  });
});

describe('what was written last and is not in the file yet', () => {
  /** The store as it is on the disk in the middle of a write of another setting. */
  async function interrupted(): Promise<{ readonly file: Buffer; readonly log: Buffer }> {
    await savedBefore();
    const writer = new DatabaseSync(fresh.file());
    writer.exec("INSERT INTO setting VALUES ('maxRows', '2000')");
    const [file, log] = [await readFile(fresh.file()), await readFile(`${fresh.file()}-wal`)];
    writer.close();
    await rm(fresh.folder, { recursive: true });
    await mkdir(fresh.folder);
    return { file, log };
  }

  test.each<[string, (log: Buffer) => Buffer, number]>([
    ['is there after a crash', (log) => log, 2000],
    ['is lost with the end of its log', (log) => log.subarray(0, log.length - 100), 100_000],
    ['is lost with half of its log', (log) => log.subarray(0, log.length / 2), 100_000],
    ['is lost with all but the head', (log) => log.subarray(0, 20), 100_000],
    ['is lost with a log of nonsense', (log) => Buffer.alloc(log.length, 0xa5), 100_000],
  ])('%s, and what was saved before is whole', async (_, damage, maxRows) => {
    const { file, log } = await interrupted();
    await writeFile(fresh.file(), file);
    await writeFile(`${fresh.file()}-wal`, damage(log));
    const store = fresh.openSettings();
    const expected = { settings: { ...changed, maxRows }, notice: null };
    expect(await store.read()).toEqual(expected);
    expect(fresh.reported).toEqual([]);
    await store.write(other, 'bob');
    expect(await store.read()).toEqual({ settings: other, notice: null });
  });
});

test('a file that may only be read, in a folder that may be written, is read, and that is said', async () => {
  await savedBefore();
  await chmod(fresh.base, 0o755);
  await chmod(path.dirname(fresh.folder), 0o755);
  await chmod(fresh.folder, 0o777);
  await chmod(fresh.file(), 0o444);
  const [read, saved] = await asUserBoundByRights(() => {
    const store = fresh.openSettings();
    return Promise.allSettled([store.read(), store.write(other, 'bob')]);
  });
  expect(read).toMatchObject({ value: { settings: changed, notice: 'store-read-only' } });
  expect(saved).toMatchObject({ reason: { code: 'settings-not-saved' } });
});

test('a trail that would fill the store loses its oldest entries, which is told, and saves go on', async () => {
  const store = fresh.openSettings({ maxBytes: 16 * 1024 * 1024 });
  const blocks = (text: string) => ({
    ...defaultSettings,
    ownPublicBlocks: Array.from({ length: 5000 }, () => text),
  });
  // Each save adds 130 kB, all of them more than the store may grow to.
  for (let save = 0; save < 140; save += 1)
    await store.write(blocks(save % 2 === 0 ? '8.8.8.0/24' : '8.8.4.0/24'), `admin ${save}`);
  const { entries } = await store.audit({ before: null, limit: 200 });
  expect(entries[0]).toMatchObject({ user: 'admin 139', setting: 'ownPublicBlocks' });
  expect(entries.length).toBeGreaterThan(20);
  expect(entries.at(-1)?.user).not.toBe('admin 0');
  expect((await stat(fresh.file())).size).toBeLessThan(8 * 1024 * 1024);
  expect(fresh.reported).toContain('changes of settings are more than the trail has room for');
});
