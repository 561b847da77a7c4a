import * as z from 'zod/mini';
import { longestNote, triagePageSchema } from '../../../../contract/triage.ts';
import { createTriageStore } from '../../../../app/adapters/store/triage-store.ts';
import type { DecidedFinding, Decision, TriageStore } from '../../../../app/ports/triage.ts';
import { TriageChanged } from '../../../../app/ports/triage.ts';
import { useFreshFolder } from './fresh-folder.ts';

const fresh = useFreshFolder();
const known = {
  ...{ profile: 'corrected' as const, window: { startMs: 0, stopMs: 60_000 }, basis: 'b' },
  ...{ connections: 3, sentBytes: 5, knownUntilMs: 50_000 },
};
const subject = {
  domain: { id: 0, name: null },
  ...{ source: '10.0.0.1', destination: '198.51.100.1', port: 21, transport: 'tcp' },
  ...{ users: ['eve'], risk: 'HIGH' as const, connections: 3, sentBytes: 5, lastSeenMs: 50_000 },
};
const at = (id: string, version = 0): DecidedFinding => ({ id, version, subject, known });
const by = (user: string, atMs = 1000, scope = 's') => ({ user, atMs, scope });
const decision = (findings: readonly DecidedFinding[], change: Partial<Decision> = {}) => ({
  ...{ findings, state: 'benign' as const, assignee: null, note: '' },
  ...change,
});
const seen = (id: string, change: object = {}) => ({ id, subject, reopened: null, ...change });
const whole = { before: null, limit: 200 };
const since = {
  ...{ why: 'continued' as const, connections: 2, sentBytes: 9, atLeast: true },
  lastSeenMs: 70_000,
};

const entry = triagePageSchema.shape.entries.def.element;

let store: TriageStore;
beforeEach(() => {
  store = createTriageStore(fresh.open());
});

describe('a decision', () => {
  test('is kept over a restart, with who, when and what', () => {
    store.decide(by('ann'), decision([at('f')], { note: 'backup of the <b>NAS</b>\n=1+1' }));
    const again = createTriageStore(fresh.open());
    expect(again.entries('s', ['f', 'g'])).toEqual([
      {
        ...{ finding: 'f', version: 1, state: 'benign', assignee: null },
        ...{ note: 'backup of the <b>NAS</b>\n=1+1', by: 'ann', atMs: 1000 },
        ...{ firstSeenMs: 1000, reopened: null },
      },
    ]);
    expect(again.history('s', 'f', whole)?.events).toMatchObject([
      { by: 'ann', atMs: 1000, kind: 'decided', state: 'benign', many: 1 },
    ]);
  });

  test('is not seen in another scope', () => {
    store.decide(by('ann'), decision([at('f')]));
    expect(store.entries('other', ['f'])).toEqual([]);
    expect(store.history('other', 'f', whole)).toBeNull();
    expect(store.page('other', { state: null, before: null, limit: 10 }).entries).toEqual([]);
    expect(() => store.undo(by('ann', 2000, 'other'))).toThrow('nothing-to-undo');
  });

  test('of the second of two is refused, who is told what the first has decided', () => {
    store.decide(by('ann'), decision([at('f')], { note: 'mine' }));
    const second = () =>
      store.decide(by('bob'), decision([at('g'), at('f')], { note: 'no, mine' }));
    expect(second).toThrow(TriageChanged);
    try {
      second();
    } catch (error) {
      expect(error).toMatchObject({ changed: 1, present: [{ finding: 'f', note: 'mine' }] });
    }
    // All of it or nothing.
    expect(store.entries('s', ['f', 'g'])).toMatchObject([{ finding: 'f', by: 'ann', version: 1 }]);
    store.decide(by('bob'), decision([at('f', 1)], { note: 'no, mine' }));
    expect(store.history('s', 'f', whole)?.events.map(({ note }) => note)).toEqual([
      ...['no, mine', 'mine'],
    ]);
  });

  test('without a text keeps the one before', () => {
    store.decide(by('ann'), decision([at('f')], { note: 'first' }));
    store.decide(by('ann'), decision([at('f', 1)], { state: 'true-positive' }));
    expect(store.entries('s', ['f'])).toMatchObject([{ note: 'first', state: 'true-positive' }]);
  });

  test('about many findings is one act, whose text is kept once', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => at(`f${n}`));
    const done = store.decide(by('ann'), decision(many, { note: 'x'.repeat(longestNote) }));
    expect(done).toMatchObject({ changed: 10_000 });
    expect(done.entries).toHaveLength(50);
    expect(store.history('s', 'f9999', whole)?.events).toMatchObject([{ many: 10_000 }]);
    const size = store.page('s', { state: 'benign', before: null, limit: 200 });
    expect(size.entries).toHaveLength(200);
  });

  test('can name those as assignee who have been there, and nobody else', () => {
    const give = (assignee: string, version = 0) =>
      store.decide(by('ann'), decision([at('f', version)], { state: 'in-progress', assignee }));
    expect(() => give('bob')).toThrow('assignee-unknown');
    expect(store.entries('s', ['f'])).toEqual([]);
    store.visit(by('bob', 5, 'other'), false);
    expect(() => give('bob')).toThrow('assignee-unknown');
    store.visit(by('bob'), false);
    give('bob');
    give('ann', 1);
    expect(store.entries('s', ['f'])).toMatchObject([{ assignee: 'ann', version: 2 }]);
  });

  test('that cannot be written is refused and changes nothing', () => {
    const small = createTriageStore(fresh.open({ folder: `${fresh.base}/b`, maxBytes: 300_000 }));
    const many = Array.from({ length: 2000 }, (_, n) => at(`f${n}`));
    expect(() => small.decide(by('ann'), decision(many))).toThrow('triage-not-saved');
    expect(small.entries('s', ['f0', 'f1999'])).toEqual([]);
    small.decide(by('ann'), decision([at('f0')]));
    expect(small.entries('s', ['f0'])).toHaveLength(1);
  });
});

describe('undo', () => {
  test('takes the last act back where nobody changed anything since, and says what it left', () => {
    store.decide(by('ann'), decision([at('f')], { note: 'early', state: 'true-positive' }));
    store.decide(by('ann'), decision([at('f', 1), at('g'), at('h')], { note: 'late' }));
    store.decide(by('bob'), decision([at('g', 1)], { state: 'expected' }));
    expect(store.undo(by('ann', 3000))).toMatchObject({
      ...{ undone: 2, kept: 1, keptEntries: [{ finding: 'g', state: 'expected', by: 'bob' }] },
    });
    expect(store.entries('s', ['f'])).toMatchObject([
      { state: 'true-positive', note: 'early', version: 3, by: 'ann', atMs: 3000 },
    ]);
    expect(store.entries('s', ['h'])).toMatchObject([{ state: 'new', note: '', version: 2 }]);
    // The history loses nothing.
    expect(store.history('s', 'f', whole)?.events.map(({ kind }) => kind)).toEqual([
      ...['undone', 'decided', 'decided'],
    ]);
  });

  test('goes back act by act, of the asker alone', () => {
    store.decide(by('ann'), decision([at('f')]));
    store.decide(by('bob'), decision([at('g')]));
    expect(() => store.undo(by('eve'))).toThrow('nothing-to-undo');
    expect(store.undo(by('ann'))).toMatchObject({ undone: 1, kept: 0 });
    expect(() => store.undo(by('ann'))).toThrow('nothing-to-undo');
    expect(store.entries('s', ['g'])).toMatchObject([{ state: 'benign' }]);
  });

  test('brings back what was known, so that a closed finding is reopened later all the same', () => {
    store.decide(by('ann'), decision([at('f')]));
    store.decide(by('ann'), decision([at('f', 1)], { state: 'new' }));
    expect(store.closings('s', ['f']).size).toBe(0);
    store.undo(by('ann'));
    expect(store.closings('s', ['f']).get('f')).toEqual(known);
  });

  test('is not hindered by a note to an offense', () => {
    store.decide(by('ann'), decision([at('f')]));
    store.noteOffense(by('ann', 1500), { finding: 'f', subject, offense: 7, text: 'seen' });
    expect(store.undo(by('ann', 2000))).toMatchObject({ undone: 1, kept: 0 });
    expect(store.history('s', 'f', whole)?.events.map(({ kind }) => kind)).toEqual([
      ...['undone', 'offense-note', 'decided'],
    ]);
  });
});

describe('findings of runs', () => {
  test('are first seen once, and new to whoever was there before', () => {
    expect(store.visit(by('ann', 1000), false).sinceMs).toBeNull();
    store.seen('s', [seen('f')], 2000);
    store.seen('s', [seen('f'), seen('g')], 5000);
    expect(store.newSince('s', ['f', 'g', 'h'], 2000)).toEqual(['g']);
    expect(store.entries('s', ['f', 'g'])).toEqual([]);
    expect(store.history('s', 'f', whole)).toMatchObject({
      ...{ triage: { version: 0, state: 'new', firstSeenMs: 2000 }, events: [], more: false },
    });
  });

  test('are told when they are HIGH for the first time', () => {
    const low = seen('f', { subject: { ...subject, risk: 'LOW' } });
    expect(store.seen('s', [low, seen('g')], 1)).toEqual(['g']);
    expect(store.seen('s', [seen('f'), seen('g')], 2)).toEqual(['f']);
    expect(store.seen('s', [low], 3)).toEqual([]);
    expect(store.seen('s', [seen('f')], 4)).toEqual([]);
  });

  test('reopen what is closed, by the app, and nothing else', () => {
    store.decide(by('ann'), decision([at('f')], { note: 'why' }));
    store.decide(by('ann'), decision([at('g')], { state: 'in-progress', assignee: 'ann' }));
    store.seen('s', [seen('f', { reopened: since }), seen('g', { reopened: since })], 9000);
    expect(store.entries('s', ['f'])).toMatchObject([
      { state: 'new', by: null, atMs: 9000, reopened: since, note: 'why', version: 2 },
    ]);
    expect(store.entries('s', ['g'])).toMatchObject([{ state: 'in-progress', version: 1 }]);
    expect(store.history('s', 'f', whole)?.events[0]).toMatchObject({
      ...{ kind: 'reopened', by: null, since, many: 1 },
    });
    store.decide(by('bob'), decision([at('f', 2)]));
    expect(store.entries('s', ['f'])).toMatchObject([{ state: 'benign', reopened: null }]);
  });

  test('are forgotten oldest first beyond the limits, decisions that are open never', () => {
    const small = createTriageStore(fresh.open(), { limits: { decided: 2, seen: 3 } });
    for (let n = 0; n < 5; n += 1) small.seen('s', [seen(`s${n}`)], n);
    small.decide(by('ann', 1), decision([at('open')], { state: 'in-progress', assignee: 'ann' }));
    small.decide(by('ann', 2), decision([at('old')], { note: 'gone' }));
    small.decide(by('ann', 3), decision([at('young')], { note: 'stays' }));
    small.forget();
    const all = ['s0', 's1', 's2', 's3', 's4', 'open', 'old', 'young'];
    expect(all.filter((id) => small.history('s', id, whole) !== null)).toEqual([
      ...['s2', 's3', 's4', 'open', 'young'],
    ]);
    expect(small.history('s', 'young', whole)?.events).toMatchObject([{ note: 'stays' }]);
  });
});

describe('a visit', () => {
  const minute = 60_000;
  test('ends after half an hour without a sign, or when all was seen', () => {
    const sign = (minutes: number, ended = false) =>
      store.visit(by('ann', minutes * minute), ended).sinceMs;
    expect([sign(0), sign(20), sign(49)]).toEqual([null, null, null]);
    expect([sign(80), sign(100)]).toEqual([49 * minute, 49 * minute]);
    expect([sign(110, true), sign(120)]).toEqual([110 * minute, 110 * minute]);
    // A clock that was set back ends nothing.
    expect(sign(5)).toBe(110 * minute);
    expect(store.sinceMs('s', 'ann')).toBe(110 * minute);
    expect(store.sinceMs('s', 'bob')).toBeNull();
  });

  test('is each user’s own, and names who else has been there', () => {
    store.visit(by('bob', 1), false);
    expect(store.visit(by('ann', 2), false)).toEqual({
      ...{ sinceMs: null, analysts: ['ann', 'bob'], canUndo: 0 },
    });
    store.decide(by('ann'), decision([at('f'), at('g')]));
    expect(store.visit(by('ann', 3), false).canUndo).toBe(2);
    expect(store.visit(by('bob', 3), false).canUndo).toBe(0);
  });
});

test('a history of more than 500 entries loses its oldest, and comes in pages', () => {
  for (let version = 0; version < 510; version += 1)
    store.decide(by('ann', version), decision([at('f', version)], { note: `${version}` }));
  const first = store.history('s', 'f', { before: null, limit: 200 });
  expect(first).toMatchObject({ more: true, triage: { version: 510, note: '509' } });
  const notes: string[] = [];
  for (let page = first; page;) {
    notes.push(...page.events.map(({ note }) => note));
    const before = page.more ? (page.events.at(-1)?.id ?? null) : null;
    page = before === null ? null : store.history('s', 'f', { before, limit: 200 });
  }
  expect([notes.length, notes[0], notes.at(-1)]).toEqual([500, '509', '10']);
});

test('the list has everything decided about once, last changed first', () => {
  for (let n = 0; n < 25; n += 1) {
    const state = n % 2 === 0 ? 'benign' : 'expected';
    store.decide(by('ann', 1000 + (n >> 2)), decision([at(`f${n}`)], { state }));
  }
  const read = (state: 'benign' | null) => {
    const ids: string[] = [];
    for (let before: string | null = null; ;) {
      const page = store.page('s', { state, before, limit: 10 });
      ids.push(...page.entries.map((text) => z.parse(entry, JSON.parse(text)).finding));
      if (page.next === null) return ids;
      before = page.next;
    }
  };
  const all = Array.from({ length: 25 }, (_, n) => `f${24 - n}`);
  expect(read(null)).toEqual(all);
  expect(read('benign')).toEqual(all.filter((id) => Number(id.slice(1)) % 2 === 0));
});

describe('what is confirmed', () => {
  const close = (id: string, state: Decision['state'], atMs: number, version = 0) =>
    store.decide(by('ann', atMs), decision([at(id, version)], { state }));
  const confirmed = () => [...store.confirmed('s', ['a', 'b', 'c', 'd', 'never'])];

  test('is the last verdict that holds, also of what was reopened by itself', () => {
    close('a', 'true-positive', 1000);
    close('b', 'true-positive', 1000);
    close('b', 'benign', 2000, 1);
    close('c', 'benign', 3000);
    close('d', 'true-positive', 4000);
    store.seen('s', [seen('a', { reopened: since })], 5000);
    expect(store.entries('s', ['a'])).toMatchObject([{ state: 'new', reopened: since }]);
    expect(confirmed()).toEqual(['a', 'd']);
    expect([...store.confirmedSince('s', 4000)]).toEqual(['d']);
    expect([...store.confirmedSince('s', 1000)]).toEqual(['a', 'd']);
    expect([...store.confirmed('other', ['a', 'd'])]).toEqual([]);
    expect([...store.confirmedSince('other', 0)]).toEqual([]);
  });

  test('is not what was taken back', () => {
    close('a', 'true-positive', 1000);
    store.undo(by('ann', 2000));
    expect(confirmed()).toEqual([]);
    expect([...store.confirmedSince('s', 0)]).toEqual([]);
  });
});
