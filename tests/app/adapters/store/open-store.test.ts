import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { migrations } from '../../../../app/adapters/store/migrations.ts';
import { hasNotice, writeNotice } from '../../../../app/adapters/store/notice-rows.ts';
import type { Store } from '../../../../app/adapters/store/open-store.ts';
import { useFreshFolder } from './fresh-folder.ts';
import { withRightsToReadOnly } from './rights.ts';

const fresh = useFreshFolder();

/** Writes one row, whatever its table; here a notice. */
function note(store: Store, code: string): void {
  store.write((database) => writeNotice(database, code, 1));
}

/** Whether that row is there; `null` where the store has nothing to read from. */
function has(store: Store, code: string): boolean | null {
  return store.read<boolean | null>((database) => hasNotice(database, code), null);
}

describe('a store', () => {
  test('keeps what was written over a restart, in a folder that did not exist', () => {
    const store = fresh.open();
    note(store, 'kept');
    store.close();
    expect(has(fresh.open(), 'kept')).toBe(true);
    expect(fresh.reported).toEqual([]);
  });

  test('is whole in the one file after each write', async () => {
    note(fresh.open(), 'kept');
    const copy = path.join(fresh.base, 'copy');
    await mkdir(copy);
    await writeFile(path.join(copy, 'transfer-watch.db'), await readFile(fresh.file()));
    expect(has(fresh.open({ folder: copy }), 'kept')).toBe(true);
  });

  test('is readable by the app alone', async () => {
    note(fresh.open(), 'kept');
    expect((await stat(fresh.file())).mode & 0o777).toBe(0o600);
    expect((await stat(`${fresh.file()}-wal`)).mode & 0o777).toBe(0o600);
  });

  test('undoes a change that throws half way, and throws on', () => {
    const store = fresh.open();
    const error = new TypeError('half way');
    const change = () =>
      store.write((database) => {
        writeNotice(database, 'half', 1);
        throw error;
      });
    expect(change).toThrow(error);
    expect(has(store, 'half')).toBe(false);
    note(store, 'whole');
    expect(has(store, 'whole')).toBe(true);
  });

  test('can be closed twice', () => {
    const store = fresh.open();
    store.close();
    expect(() => store.close()).not.toThrow();
  });
});

describe('versions', () => {
  const second = 'CREATE TABLE later (x TEXT) STRICT';

  test('a store of an earlier shape is brought forward with what is in it', () => {
    const earlier = fresh.open();
    note(earlier, 'kept');
    earlier.close();
    const store = fresh.open({ migrations: [...migrations, second, 'DROP TABLE later'] });
    expect([store.state(), has(store, 'kept')]).toEqual(['ready', true]);
  });

  test('a step that fails leaves the store as it was, for the earlier version to go on with', () => {
    const before = fresh.open();
    note(before, 'kept');
    before.close();
    const failing = fresh.open({ migrations: [...migrations, 'DROP TABLE notice; SELECT no();'] });
    expect([failing.state(), has(failing, 'kept')]).toEqual(['read-only', null]);
    expect(() => note(failing, 'more')).toThrow('no such function');
    failing.close();
    const store = fresh.open();
    expect([store.state(), has(store, 'kept')]).toEqual(['ready', true]);
  });

  test('a later shape is refused with words, and nothing of it is lost', async () => {
    const later = fresh.open({ migrations: [...migrations, second] });
    note(later, 'kept');
    later.close();
    const whole = await readFile(fresh.file());

    const store = fresh.open();
    expect(store.state()).toBe('newer');
    const refused = expect.objectContaining({
      code: 'store-newer',
      detail: `version ${migrations.length + 1}`,
    }) as Error;
    expect(() => store.refuseNewer()).toThrow(refused);
    expect(() => has(store, 'kept')).toThrow(refused);
    expect(() => note(store, 'more')).toThrow(refused);
    store.close();
    expect((await readFile(fresh.file())).equals(whole)).toBe(true);
    expect(await readdir(fresh.folder)).toEqual(['transfer-watch.db']);
  });
});

describe('a store that cannot be written', () => {
  test('a full disk: a change is refused and undone, a smaller one works', () => {
    const store = fresh.open({ maxBytes: 80 * 4096 });
    note(store, 'before');
    expect(() => note(store, 'x'.repeat(200_000))).toThrow('full');
    expect([store.state(), has(store, 'before')]).toEqual(['ready', true]);
    note(store, 'after');
    expect(has(store, 'after')).toBe(true);
  });

  test('no space even for an empty store: there is nothing to read from', () => {
    const store = fresh.open({ maxBytes: 4096 });
    expect([store.state(), has(store, 'any')]).toEqual(['read-only', null]);
    expect(() => note(store, 'any')).toThrow('full');
    expect(fresh.reported).toContain('the store cannot be written');
  });

  test('a folder that cannot be made: once it can, a change works', async () => {
    await mkdir(path.dirname(fresh.folder));
    await writeFile(fresh.folder, '');
    const store = fresh.open();
    expect([store.state(), has(store, 'any')]).toEqual(['read-only', null]);
    await rm(fresh.folder);
    note(store, 'any');
    expect([store.state(), has(store, 'any')]).toEqual(['ready', true]);
  });

  test('rights to read only: what was written can be read, and a change is refused', async () => {
    const before = fresh.open();
    note(before, 'kept');
    before.close();
    await withRightsToReadOnly(fresh, () => {
      const store = fresh.open();
      expect([store.state(), has(store, 'kept')]).toEqual(['read-only', true]);
      expect(() => note(store, 'more')).toThrow('EACCES');
      return Promise.resolve();
    });
  });
});
