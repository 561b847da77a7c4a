/** The allowlist over HTTP: what is refused and asked, what a bulk leaves, how an entry watches itself and ends. */
import {
  allowChangeSchema,
  allowedFindingsSchema,
  allowHistorySchema,
  allowlistSchema,
  allowPreviewSchema,
  type AllowSubject,
} from '../../../contract/allowlist.ts';
import { problemSchema } from '../../../contract/problem.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import type { Verdicts } from '../../../app/ports/verdicts.ts';
import {
  healthy,
  refusal,
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../adapters/support/scripted-console.ts';
import { arielWith, hosts, isConnections, runsOf } from './runs-over-http.ts';
import { scriptedSets, type ScriptedSets } from './scripted-sets.ts';
import { changing, startApp, type RunningApp } from './support.ts';

let scripted: ScriptedConsole;
let app: RunningApp;
let sets: ScriptedSets;
let confirmed: readonly string[];
const verdicts: Verdicts = {
  confirmed: (_scope, ids) => new Set(ids.filter((id) => confirmed.includes(id))),
  confirmedSince: () => confirmed,
};
beforeEach(async () => {
  confirmed = [];
  scripted = await startScriptedConsole(healthy());
  app = await startApp(scripted, { verdicts });
  sets = scriptedSets();
  serve(hosts(40));
});
afterEach(async () => {
  await app.close();
  await scripted.close();
});

/** What the console has from now on: these rows, and the reference sets of the test. */
function serve(rows: readonly unknown[], from: ScriptedSets = sets): void {
  const ariel = arielWith((asked) => (isConnections(scripted, asked) ? rows : []));
  scripted.script(
    new Proxy<Script>(ariel, { get: (target, name: string) => from.script[name] ?? target[name] }),
  );
}

const { start, over, findingsOf } = runsOf(() => app);
const run = async () => over(await start());
const ask = (method: string, address: string, body?: unknown, sec = 'alice') =>
  app.ask(method, `api/allowlist${address}`, {
    headers: changing(sec),
    ...(body === undefined ? {} : { body }),
  });
const nothing = { source: null, destination: null, port: null, user: null, domainId: null };
const source = (address: string): AllowSubject => ({
  ...nothing,
  scope: 'source',
  source: address,
});
const asking = (
  subjects: readonly Partial<AllowSubject>[],
  more: object = {},
  draft: object = {},
) => ({
  entries: subjects.map((subject) => ({
    subject: { ...nothing, ...subject },
    reason: 'our backup',
    expiresMs: null,
    ...draft,
  })),
  confirmed: true,
  secondReason: null,
  ...more,
});
async function added(body: object) {
  const answer = await ask('POST', '', body);
  expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
  return allowChangeSchema.parse(answer.body);
}
async function refusedWith(body: unknown) {
  const { status, body: problem } = await ask('POST', '', body);
  const { code, detail } = problemSchema.parse(problem);
  return { status, code, detail };
}
const list = async (sec?: string) =>
  allowlistSchema.parse((await ask('GET', '', undefined, sec)).body);
const dayMs = 24 * 60 * 60_000;

test.each([
  ['a malformed block', asking([source('10.0.0.0/99')]), 'no address and no CIDR block'],
  ['host bits', asking([source('10.0.0.1/24')]), '10.0.0.0/24 may be meant'],
  ['everything', asking([source('0.0.0.0/0')]), 'wider'],
  ['everything of IPv6', asking([source('::/0')]), 'wider'],
  ['two halves of everything', asking([source('0.0.0.0/1'), source('128.0.0.0/1')]), 'wider'],
  ['a zone', asking([source('fe80::1%eth0')]), 'no address'],
  ['an overlong reason', asking([source('10.0.0.1')], {}, { reason: 'x'.repeat(501) }), 'reason'],
  ['no reason', asking([source('10.0.0.1')], {}, { reason: '  ' }), 'reason'],
  ['a reason with a line break', asking([source('10.0.0.1')], {}, { reason: 'a\nb c' }), 'reason'],
  ['an end in the past', asking([source('10.0.0.1')], {}, { expiresMs: 1 }), 'past'],
  ['a far end', asking([source('10.0.0.1')], {}, { expiresMs: Date.now() + 800 * dayMs }), '730'],
  ['nothing at all', asking([]), 'entries'],
  [
    'a port that is none',
    asking([{ scope: 'destination-port', destination: '1.2.3.4', port: 0 }]),
    'port',
  ],
  [
    'a member too many',
    asking([{ ...source('10.0.0.1'), user: 'a' }]),
    'user does not belong here',
  ],
])('%s is refused, and nothing is written', async (_, body, detail) => {
  expect(await refusedWith(body)).toMatchObject({
    status: 422,
    code: 'allowlist-invalid',
    detail: expect.stringContaining(detail) as string,
  });
  expect([sets.sets.size, sets.entries.size]).toEqual([0, 0]);
});

test('the same again is refused, in whatever spelling, and twice in one request', async () => {
  await added(asking([source('2001:db8::1')]));
  const exists = { status: 409, code: 'allowlist-exists' };
  expect(await refusedWith(asking([source('2001:DB8:0::1/128')]))).toMatchObject(exists);
  expect(await refusedWith(asking([source('10.0.0.1'), source('10.0.0.1/32')]))).toMatchObject(
    exists,
  );
  await added(asking([{ ...source('2001:db8::1'), domainId: 7 }]));
  expect((await list()).entries).toHaveLength(2);
});

test('an entry is written as documented: set, type, value, reason and author', async () => {
  const expiresMs = Date.UTC(2030, 0, 1);
  app.setNow(Date.UTC(2029, 11, 1));
  await added(asking([{ scope: 'user', user: 'SVC-Build', domainId: 7 }], {}, { expiresMs }));
  expect([...sets.sets.values()]).toMatchObject([
    {
      name: 'Transfer Watch: allowed users',
      entry_type: 'ALNIC',
      namespace: 'SHARED',
      expiry_type: 'NO_EXPIRY',
    },
  ]);
  expect([...sets.entries.values()]).toMatchObject([
    {
      value: 'svc-build',
      source: 'Transfer Watch: alice',
      notes: 'our backup (until 2030-01-01T00:00:00.000Z)',
      domain_id: 7,
    },
  ]);
});

describe('a bulk that is refused half-way', () => {
  test('says what worked; that is in force and can be undone', async () => {
    sets = scriptedSets(({ value }) =>
      value === '10.0.0.2' ? refusal(422, 20_006, 'The value fits no type') : null,
    );
    serve(hosts(40));
    const change = await added(asking(['10.0.0.1', '10.0.0.2', '10.0.0.3'].map(source)));
    expect(change.done.map(({ value }) => value)).toEqual(['10.0.0.1', '10.0.0.3']);
    expect(change.refused).toMatchObject([
      {
        value: '10.0.0.2',
        problem: { code: 'allowlist-entry-refused', detail: 'The value fits no type' },
      },
    ]);
    expect((await run()).allowed).toMatchObject({ hidden: 2, entries: 2 });
    expect((await ask('POST', `/actions/${change.action}/undo`)).status).toBe(200);
    expect(sets.entries.size).toBe(0);
  });

  test('by a right that was taken away stops there', async () => {
    sets = scriptedSets(({ value }) => (value === '10.0.0.1' ? null : refusal(403, 9, 'no right')));
    serve(hosts(40));
    const { done, refused } = await added(asking(['10.0.0.1', '10.0.0.2', '10.0.0.3'].map(source)));
    expect(done.map(({ value }) => value)).toEqual(['10.0.0.1']);
    expect(refused.map(({ value, problem }) => [value, problem.code])).toEqual([
      ['10.0.0.2', 'allowlist-not-permitted'],
      ['10.0.0.3', 'allowlist-not-permitted'],
    ]);
    const adding = 'POST /reference_data_collections/set_entries';
    expect(scripted.routes().filter((route) => route === adding)).toHaveLength(2);
  });

  test('altogether is an error, and leaves no entry', async () => {
    sets = scriptedSets(() => refusal(403, 9, 'no right'));
    serve(hosts(40));
    expect(await refusedWith(asking([source('10.0.0.1')]))).toMatchObject({
      status: 403,
      code: 'allowlist-not-permitted',
    });
    expect((await list()).entries).toEqual([]);
  });
});

describe('an entry that hides much', () => {
  test('is asked about with its numbers, and saved once they were seen', async () => {
    await run();
    const wide = asking([source('10.0.0.0/27')], { confirmed: false });
    expect(await refusedWith(wide)).toMatchObject({
      status: 409,
      code: 'allowlist-hides-much',
      detail: 'much: 32 (4)',
    });
    expect(sets.entries.size).toBe(0);
    await added({ ...wide, confirmed: true });
    expect((await run()).findings).toBe(8);
  });

  test.each([
    ['a /8', asking([source('10.0.0.0/8')], { confirmed: false }), 'wide: 8 (16)'],
    [
      'a destination of everybody',
      asking([{ scope: 'destination-port', destination: '93.184.216.34', port: 445 }], {
        confirmed: false,
      }),
      'many-sources: 40 (5)',
    ],
  ])('%s', async (_, body, detail) => {
    await run();
    expect((await refusedWith(body)).detail).toContain(detail);
  });

  test('one of which nobody can tell is asked about, too', async () => {
    const body = asking([source('10.0.0.1')], { confirmed: false });
    expect((await refusedWith(body)).detail).toBe('nothing-to-tell-by: 0 (0)');
    const preview = await ask('POST', '/preview', body);
    expect([preview.status, preview.body]).toEqual([200, null]);
  });

  test('one that hides little is not', async () => {
    await run();
    await added(asking([source('10.0.0.1')], { confirmed: false }));
  });
});

test('an entry that would have hidden a confirmed true positive needs a second reason, which is kept', async () => {
  const first = await run();
  const [finding] = (await findingsOf(first)).findings;
  confirmed = [finding?.id ?? ''];
  const body = asking([source(finding?.source ?? '')]);
  expect(await refusedWith(body)).toMatchObject({
    status: 409,
    code: 'allowlist-hides-confirmed',
    detail: `1: ${confirmed[0]}`,
  });
  const preview = allowPreviewSchema.parse((await ask('POST', '/preview', body)).body);
  expect(preview.confirmed).toEqual({ findings: 1, ids: confirmed });
  // One of weeks ago, of which the last run knows nothing.
  confirmed = ['p~0~192.168.7.7~203.0.113.9~21~tcp'];
  expect(
    await refusedWith(asking([{ scope: 'destination', destination: '203.0.113.0/24' }])),
  ).toMatchObject({
    code: 'allowlist-hides-confirmed',
  });
  const second = { secondReason: 'the attacker is gone' };
  const { done } = await added(
    asking([{ scope: 'destination', destination: '203.0.113.0/24' }], second),
  );
  expect(done).toMatchObject([second]);
});

/** The same hosts, of which the first sends much more. */
function grown(): Record<string, unknown>[] {
  const [first, ...others] = hosts(40);
  return [{ ...first, [aliases.sent]: 50_000_000, [aliases.sentLargest]: 50_000_000 }, ...others];
}

test('an entry suspends itself when what it hides is another thing, brings the card back, and says why', async () => {
  await run();
  const { done } = await added(asking([source('10.0.0.0')]));
  const id = done[0]?.id ?? '';
  expect((await run()).allowed).toMatchObject({ hidden: 1, suspended: [] });
  expect((await list()).entries).toMatchObject([{ health: { hits: 1 }, warnings: [] }]);
  serve(grown());
  app.setNow(Date.now() + 10 * 60_000);
  const after = await run();
  expect(after.allowed).toMatchObject({ hidden: 0, suspended: [id] });
  const { findings } = await findingsOf(after);
  expect(findings.find(({ source: from }) => from === '10.0.0.0')).toMatchObject({
    risk: 'HIGH',
    cameBackFrom: [id],
  });
  expect((await list()).entries).toMatchObject([
    {
      id,
      state: 'suspended',
      endedBy: null,
      changes: [{ kind: 'bytes', was: 1000, now: 50_000_000 }],
    },
  ]);
  // It stays suspended although the traffic looks as before, until somebody says that it is right.
  serve(hosts(40));
  app.setNow(Date.now() + 20 * 60_000);
  expect((await run()).allowed).toMatchObject({ hidden: 0, entries: 0 });
  const resumed = await ask('POST', `/entries/${id}/resume`, {
    ...{ reason: 'checked with the owner', expiresMs: null, secondReason: null },
  });
  expect(allowChangeSchema.parse(resumed.body).done).toMatchObject([
    { state: 'in-force', reason: 'checked with the owner', changes: [] },
  ]);
  app.setNow(Date.now() + 30 * 60_000);
  expect((await run()).allowed).toMatchObject({ hidden: 1 });
  const { actions } = allowHistorySchema.parse((await ask('GET', '/history')).body);
  expect(actions.map(({ kind, user }) => [kind, user])).toEqual([
    ['resume', 'alice'],
    ['suspend', null],
    ['add', 'alice'],
  ]);
});

test('an entry in force gets another end, and stays what it was made for', async () => {
  await run();
  const { done } = await added(asking([source('10.0.0.0')]));
  const [entry] = done;
  const expiresMs = Date.now() + dayMs;
  const changed = await ask('POST', `/entries/${entry?.id ?? ''}/resume`, {
    ...{ reason: 'until the move is over', expiresMs, secondReason: null },
  });
  const { done: after, action } = allowChangeSchema.parse(changed.body);
  expect(after).toMatchObject([
    { id: entry?.id, state: 'in-force', expiresMs, reason: 'until the move is over' },
  ]);
  expect(entry?.health.madeFor).not.toBeNull();
  expect(after[0]?.health).toEqual(entry?.health);
  expect([...sets.entries.values()]).toMatchObject([
    { notes: `until the move is over (until ${new Date(expiresMs).toISOString()})` },
  ]);
  const { actions } = allowHistorySchema.parse((await ask('GET', '/history')).body);
  expect(actions[0]).toMatchObject({ id: action, kind: 'resume', canBeUndone: false });
});

test('an entry whose time is over brings its card back, marked, and stays in the history', async () => {
  const expiresMs = Date.now() + dayMs;
  const { done } = await added(asking([source('10.0.0.0')], {}, { expiresMs }));
  const id = done[0]?.id ?? '';
  const before = await run();
  expect(before.allowed).toMatchObject({ hidden: 1 });
  const hidden = await app.ask('GET', `api/runs/${before.id}/allowed`, {
    headers: changing('alice'),
  });
  expect(allowedFindingsSchema.parse(hidden.body)).toMatchObject({
    entries: [{ id, author: 'alice', reason: 'our backup', expiresMs }],
    findings: [{ source: '10.0.0.0', allowedBy: [id] }],
  });
  app.setNow(expiresMs + 1);
  const after = await run();
  expect(after.allowed).toMatchObject({ hidden: 0, entries: 0, drift: [] });
  const { findings } = await findingsOf(after);
  expect(findings.find(({ source: from }) => from === '10.0.0.0')?.cameBackFrom).toEqual([id]);
  expect((await list()).entries).toMatchObject([
    { id, state: 'expired', endedMs: expiresMs, endedBy: null, warnings: ['still-in-set'] },
  ]);
  // The next change takes its element away, so that QRadar's own rules end with it.
  await added(asking([source('10.0.0.7')]));
  expect([...sets.entries.values()].map(({ value }) => value)).toEqual(['10.0.0.7']);
  app.setNow(expiresMs + 40 * dayMs);
  expect((await list()).entries.map(({ value }) => value)).toEqual(['10.0.0.7']);
  const history = allowHistorySchema.parse((await ask('GET', '/history')).body);
  expect(history.ended).toMatchObject([{ id, state: 'expired', reason: 'our backup' }]);
  expect(history.actions.map(({ kind }) => kind)).toEqual(['add', 'expire', 'add']);
});

test('a removal can be undone, once', async () => {
  const { done } = await added(asking([source('10.0.0.0')]));
  const removed = await ask('DELETE', `/entries/${done[0]?.id}`);
  const { action } = allowChangeSchema.parse(removed.body);
  expect([(await list()).entries, sets.entries.size]).toEqual([[], 0]);
  expect((await ask('POST', `/actions/${action}/undo`)).status).toBe(200);
  expect((await list()).entries).toMatchObject([{ id: done[0]?.id, state: 'in-force' }]);
  expect((await ask('POST', `/actions/${action}/undo`)).status).toBe(409);
});

test('a session that may not read reference sets has nothing hidden, and is told so', async () => {
  await added(asking([source('10.0.0.0')]));
  const closed = {
    ...sets,
    script: { 'GET /reference_data_collections/sets': () => refusal(403, 9, 'no') },
  };
  serve(hosts(40), closed);
  const drift = [{ kind: 'not-readable', setName: null, value: 0, detail: 'not-allowed' }];
  expect((await run()).allowed).toEqual({ hidden: 0, entries: 0, suspended: [], drift });
  expect(await list()).toMatchObject({ entries: [], drift });
  expect(await refusedWith(asking([source('10.0.0.9')]))).toMatchObject({ status: 403 });
  expect(allowHistorySchema.parse((await ask('GET', '/history')).body).actions).toEqual([]);
});

test('a result of before a change is not given for one after it', async () => {
  const before = await run();
  await added(asking([source('10.0.0.0')]));
  const after = await run();
  expect([before.findings, after.findings, after.reused]).toEqual([40, 39, false]);
});

test('who has used an entry for a week in vain is told', async () => {
  await added(asking([source('172.16.0.1')]));
  await run();
  app.setNow(Date.now() + 8 * dayMs);
  await run();
  expect((await list()).entries).toMatchObject([
    { health: { hits: 0, lastHitMs: null }, warnings: ['never-used'] },
  ]);
});
