import { defaultSettings } from '../../../../contract/default-settings.ts';
import { useFreshFolder } from './fresh-folder.ts';

const fresh = useFreshFolder();
const changed = { ...defaultSettings, reuseMinutes: 17, ownPublicBlocks: ['8.8.8.0/24'] };
const newest = { before: null, limit: 10 };
const dayMs = 86_400_000;

test('the trail has one entry per setting changed: who, when, from, to; newest first', async () => {
  const store = fresh.openSettings();
  await store.write(changed, 'alice');
  fresh.nowMs += 1000;
  await store.write({ ...changed, reuseMinutes: 0 }, 'bob');
  await store.write({ ...changed, reuseMinutes: 0 }, 'carol');
  const { entries, more } = await store.audit(newest);
  expect(more).toBe(false);
  const [later, earlier] = [fresh.nowMs, fresh.nowMs - 1000];
  expect(entries).toMatchObject([
    { atMs: later, user: 'bob', setting: 'reuseMinutes', before: '17', after: '0' },
    { atMs: earlier, user: 'alice', setting: 'reuseMinutes', before: '5', after: '17' },
    {
      atMs: earlier,
      user: 'alice',
      setting: 'ownPublicBlocks',
      before: '[]',
      after: '["8.8.8.0/24"]',
    },
  ]);
});

test('the trail is read a page at a time', async () => {
  const store = fresh.openSettings();
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

test('a save deletes the entries that are older than the settings say', async () => {
  const settings = { ...defaultSettings, auditDays: 30 };
  const store = fresh.openSettings();
  await store.write({ ...settings, reuseMinutes: 1 }, 'first');
  fresh.nowMs += 20 * dayMs;
  await store.write({ ...settings, reuseMinutes: 2 }, 'second');
  fresh.nowMs += 20 * dayMs;
  await store.write({ ...settings, reuseMinutes: 3 }, 'third');
  const { entries } = await store.audit(newest);
  expect(entries.map(({ user }) => user)).toEqual(['third', 'second']);
});
