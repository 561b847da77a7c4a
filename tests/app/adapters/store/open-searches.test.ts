import { createOpenSearches } from '../../../../app/adapters/store/open-searches.ts';
import { migrations } from '../../../../app/adapters/store/migrations.ts';
import { useFreshFolder } from './fresh-folder.ts';

const fresh = useFreshFolder();
const report = (message: string) => fresh.reported.push(message);
const one = { id: 's1', user: 'alice', createdMs: 2000 };
const another = { id: "s'2; DROP TABLE search", user: null, createdMs: 1000 };

test('searches are remembered beyond the process, oldest first, until they are deleted', () => {
  const store = fresh.open();
  const before = createOpenSearches({ store, report });
  before.add(one);
  before.add(another);
  before.add({ ...one, createdMs: 3000 });
  store.close();
  const after = createOpenSearches({ store: fresh.open(), report });
  expect(after.all()).toEqual([another, { ...one, createdMs: 3000 }]);
  after.remove(another.id);
  after.remove('unknown');
  expect(after.all()).toEqual([{ ...one, createdMs: 3000 }]);
  expect(fresh.reported).toEqual([]);
});

test('a store that cannot be written is reported once, and ends nothing', () => {
  const store = fresh.open({ maxBytes: 80 * 4096 });
  const searches = createOpenSearches({ store, report });
  const large = (id: string) => searches.add({ ...one, id, user: 'x'.repeat(200_000) });
  large('a');
  large('b');
  expect(searches.all()).toEqual([]);
  expect(fresh.reported).toEqual(['searches under way cannot be remembered']);
  searches.add(one);
  large('c');
  expect(searches.all()).toEqual([one]);
  expect(fresh.reported).toHaveLength(2);
});

test('a store of a later version is left alone', () => {
  fresh.open({ migrations: ['CREATE TABLE a (x TEXT)', ...migrations.map(() => '')] }).close();
  const searches = createOpenSearches({ store: fresh.open(), report });
  searches.add(one);
  expect(searches.all()).toEqual([]);
  expect(fresh.reported).toEqual([
    'the store is of a newer version of the app',
    'searches under way cannot be remembered',
    'searches of before cannot be read',
  ]);
});

test('a row that does not fit is reported, and nothing of it is believed', () => {
  const store = fresh.open();
  store.write((database) => database.exec('DROP TABLE search'));
  expect(createOpenSearches({ store, report }).all()).toEqual([]);
  expect(fresh.reported).toEqual(['searches of before cannot be read']);
});
