import { defaultSettings } from '../../../contract/default-settings.ts';
import {
  offenseNoteSchema,
  runTriageSchema,
  triageConflictSchema,
  triageDoneSchema,
  triageHistorySchema,
  triagePageSchema,
  undoneSchema,
  visitSchema,
  type TriageRequest,
} from '../../../contract/triage.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import { arielRow } from '../detection/builders.ts';
import {
  refusal,
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../adapters/support/scripted-console.ts';
import { arielWith, hosts, isConnections, runsOf } from './runs-over-http.ts';
import { changing, cookies, startApp, type RunningApp } from './support.ts';

/** Two analysts of one profile, one of another, one of whose rights the console says nothing. */
const accounts: Readonly<Record<string, object>> = {
  alice: { user_role_id: 5, security_profile_id: 3, tenant_id: null },
  bob: { user_role_id: 5, security_profile_id: 3, tenant_id: null },
  carol: { user_role_id: 5, security_profile_id: 4, tenant_id: null },
  dave: {},
};
const people: Script = {
  'GET /config/access/users': ({ headers }) => {
    const username = String(headers['sec']);
    return { body: [{ username, ...accounts[username] }] };
  },
};

let scripted: ScriptedConsole;
let app: RunningApp;
let rows: readonly Record<string, unknown>[];
beforeEach(async () => {
  rows = hosts(3);
  scripted = await startScriptedConsole({});
  script();
  app = await startApp(scripted);
});
afterEach(async () => {
  await app.close();
  await scripted.close();
});

const script = (more: Script = {}) =>
  scripted.script(
    arielWith((asked) => (isConnections(scripted, asked) ? rows : []), { ...people, ...more }),
  );
const { start, over, findingsOf } = runsOf(() => app);

/** A run that is over and noted: where its triage is, and the ids of its findings by source. */
async function ran(sec: string) {
  const fresh = { profile: 'corrected', range: { lastMinutes: 60 }, fresh: true };
  const run = await over(await start(sec, fresh), sec);
  await app.noted();
  const { findings } = await findingsOf(run, sec);
  const ids = findings.toSorted((a, b) => (a.source < b.source ? -1 : 1)).map(({ id }) => id);
  return { at: `api/runs/${run.id}/triage`, run, ids };
}

const request = (ids: readonly string[], change: Partial<TriageRequest> = {}): TriageRequest => ({
  findings: ids.map((id) => ({ id, version: 0 })),
  ...{ state: 'benign', assignee: null, note: '' },
  ...change,
});
const post = (sec: string, at: string, body: unknown) =>
  app.ask('POST', at, { headers: changing(sec), body });
const get = (sec: string, at: string) => app.ask('GET', at, { headers: cookies(sec) });
const triageOf = async (sec: string, at: string) =>
  runTriageSchema.parse((await get(sec, at)).body);
const visit = async (sec: string, ended = false) =>
  visitSchema.parse((await post(sec, 'api/triage/visit', { ended })).body);
const historyAt = (run: { readonly id: string }, id: string) =>
  `api/runs/${run.id}/findings/${encodeURIComponent(id)}`;

test('a decision is seen by the team, over later runs, and by nobody else', async () => {
  const { at, ids } = await ran('alice');
  const done = await post('alice', at, request(ids.slice(0, 2), { note: 'nightly backup' }));
  expect(triageDoneSchema.parse(done.body)).toMatchObject({ changed: 2 });
  const bobs = await ran('bob');
  expect(bobs.ids).toEqual(ids);
  const { entries } = await triageOf('bob', bobs.at);
  expect(entries.map(({ finding }) => finding)).toEqual(ids.slice(0, 2).toSorted());
  expect(entries[0]).toMatchObject({ state: 'benign', note: 'nightly backup', by: 'alice' });
  for (const other of ['carol', 'dave'])
    expect((await triageOf(other, (await ran(other)).at)).entries).toEqual([]);
});

test('the second of two analysts is told what the first has decided', async () => {
  const { at, run, ids } = await ran('alice');
  const bobs = await ran('bob');
  await post(
    'alice',
    at,
    request(ids.slice(0, 1), { state: 'true-positive', note: 'exfiltration' }),
  );
  const answer = await post('bob', bobs.at, request(ids, { note: 'no idea' }));
  expect(answer.status).toBe(409);
  expect(triageConflictSchema.parse(answer.body)).toMatchObject({
    ...{ code: 'triage-changed', changed: 1 },
    present: [{ finding: ids[0], version: 1, state: 'true-positive', note: 'exfiltration' }],
  });
  expect((await triageOf('alice', at)).entries).toHaveLength(1);
  const again = request(ids.slice(0, 1), { note: 'no idea' });
  const retried = { ...again, findings: [{ id: ids[0] ?? '', version: 1 }] };
  expect((await post('bob', bobs.at, retried)).status).toBe(200);
  const history = await get('alice', `${historyAt(run, ids[0] ?? '')}/triage`);
  expect(triageHistorySchema.parse(history.body).events).toMatchObject([
    { by: 'bob', note: 'no idea', state: 'benign' },
    { by: 'alice', note: 'exfiltration', state: 'true-positive' },
  ]);
});

test('an act is undone, and the next one is offered', async () => {
  const { at, ids } = await ran('alice');
  await post('alice', at, request(ids));
  expect((await visit('alice')).canUndo).toBe(3);
  const undone = await post('alice', 'api/triage/undo', undefined);
  expect(undoneSchema.parse(undone.body)).toMatchObject({ undone: 3, kept: 0 });
  expect((await triageOf('alice', at)).entries.map(({ state }) => state)).toEqual([
    ...['new', 'new', 'new'],
  ]);
  expect((await post('alice', 'api/triage/undo', undefined)).body).toMatchObject({
    ...{ status: 409, code: 'nothing-to-undo' },
  });
});

test('a finding is reopened by the run that finds it going on, with what is new', async () => {
  const { at, ids } = await ran('alice');
  await post('alice', at, request(ids, { note: 'known' }));
  await ran('alice');
  expect((await triageOf('alice', at)).entries.map(({ state }) => state)).toEqual([
    ...['benign', 'benign', 'benign'],
  ]);
  const [first = {}] = rows;
  const last = Number(first[aliases.lastSeen]);
  rows = rows.map((row, n) =>
    n === 1 ? { ...row, [aliases.lastSeen]: last + 1000, [aliases.connections]: 9 } : row,
  );
  const again = await ran('bob');
  const { entries } = await triageOf('bob', again.at);
  expect(entries.filter(({ state }) => state === 'new')).toMatchObject([
    { finding: ids[1], by: null, note: 'known', reopened: { lastSeenMs: last + 1000 } },
  ]);
  const history = await get('bob', `${historyAt(again.run, ids[1] ?? '')}/triage`);
  expect(triageHistorySchema.parse(history.body).events[0]).toMatchObject({ kind: 'reopened' });
});

test('new since the last visit is what was first seen after it, for each analyst', async () => {
  expect(await visit('alice')).toMatchObject({
    sinceMs: null,
    analysts: ['alice'],
    isShared: true,
  });
  const first = await ran('alice');
  expect((await triageOf('alice', first.at)).newFindings).toEqual([]);
  await visit('alice', true);
  rows = hosts(5);
  const second = await ran('alice');
  expect((await triageOf('alice', second.at)).newFindings).toEqual(
    second.ids.filter((id) => !first.ids.includes(id)).toSorted(),
  );
  expect((await triageOf('bob', (await ran('bob')).at)).newFindings).toEqual([]);
  expect((await visit('alice', true)).sinceMs).not.toBeNull();
  expect((await triageOf('alice', second.at)).newFindings).toEqual([]);
});

test('a session of which the console tells no rights shares with nobody, and is told', async () => {
  expect(await visit('dave')).toMatchObject({ isShared: false, analysts: ['dave'] });
});

test('thousands are decided about at once, and listed', async () => {
  rows = hosts(3000);
  const { at, ids } = await ran('alice');
  const done = await post('alice', at, request(ids, { state: 'expected' }));
  expect(triageDoneSchema.parse(done.body).changed).toBe(3000);
  expect((await triageOf('alice', at)).entries).toHaveLength(3000);
  const page = await get('bob', 'api/triage?state=expected&limit=200');
  expect(triagePageSchema.parse(page.body).entries[199]?.subject).toMatchObject({ port: 445 });
});

describe('what does not fit is refused:', () => {
  const note = (text: string) => ({ note: text });
  test.each<[string, Partial<TriageRequest>, number, string]>([
    ['an overlong note', note('x'.repeat(4001)), 400, 'bad-request'],
    ['a bell in a note', note('a\u0007b'), 400, 'bad-request'],
    ['a line that turns its direction', note('a\u202eb'), 400, 'bad-request'],
    ['half a character', note('\ud800'), 400, 'bad-request'],
    ['work without anybody', { state: 'in-progress' }, 400, 'bad-request'],
    ['an unknown assignee', { state: 'in-progress', assignee: 'mallory' }, 422, 'assignee-unknown'],
    ['no finding', { findings: [] }, 400, 'bad-request'],
    ['an unknown finding', { findings: [{ id: 'no', version: 0 }] }, 404, 'finding-not-found'],
    ['a version below 0', { findings: [{ id: 'no', version: -1 }] }, 400, 'bad-request'],
    ['an unknown state', { state: 'closed' as 'new' }, 400, 'bad-request'],
  ])('%s', async (_, change, status, code) => {
    const { at, ids } = await ran('alice');
    const answer = await post('alice', at, request(ids, change));
    expect([answer.status, answer.body]).toMatchObject([status, { code }]);
    expect((await triageOf('alice', at)).entries).toEqual([]);
  });

  test('the same finding twice, and more than 10,000', async () => {
    const { at, ids } = await ran('alice');
    const twice = await post('alice', at, request([ids[0] ?? '', ids[0] ?? '']));
    expect(twice.body).toMatchObject({ code: 'bad-request', detail: 'does not fit: findings' });
    const many = Array.from({ length: 10_001 }, (_, n) => `f${n}`);
    expect((await post('alice', at, request(many))).status).toBe(400);
  });

  test('a run of another session', async () => {
    const { at, ids } = await ran('alice');
    const answer = await post('carol', at, request(ids));
    expect(answer.body).toMatchObject({ code: 'run-not-found' });
  });

  test('a page that is none', async () => {
    expect((await get('alice', 'api/triage?before=1')).status).toBe(400);
    expect((await get('alice', 'api/triage?state=closed')).status).toBe(400);
  });

  test('a larger body than decisions have', async () => {
    const { at } = await ran('alice');
    const answer = await post('alice', at, { padding: 'x'.repeat(3_000_000) });
    expect(answer.status).toBe(400);
  });
});

describe('a note to an offense', () => {
  const offenses: Script = {
    'GET /siem/source_addresses': () => ({ body: [{ id: 1, offense_ids: [7, 9] }] }),
  };
  const write = async (note: object, answer: Script) => {
    const { run, ids } = await ran('alice');
    script({ ...offenses, ...answer });
    const at = historyAt(run, ids[0] ?? '');
    const posted = await post('alice', `${at}/offense-notes`, note);
    return { posted, history: await get('alice', `${at}/triage`) };
  };
  const taken: Script = {
    'POST /siem/offenses/7/notes': () => ({ status: 201, body: { id: 3, create_time: 12 } }),
  };
  const asked = () => scripted.asked.filter(({ route }) => route.endsWith('/notes'));

  test('is posted as the user, once, and stands in the history', async () => {
    const text = 'Sent 600 MB ⇒ <b>TA0010</b>\n"quoted" & 100 %';
    const { posted, history } = await write({ offense: 7, text }, taken);
    expect(posted.status).toBe(201);
    expect(offenseNoteSchema.parse(posted.body)).toEqual({
      ...{ offense: 7, id: 3, atMs: 12, isRecorded: true },
    });
    expect(asked().map(({ headers, query }) => [headers['sec'], query.get('note_text')])).toEqual([
      ['alice', text],
    ]);
    expect(triageHistorySchema.parse(history.body).events).toMatchObject([
      { kind: 'offense-note', offense: 7, note: text, by: 'alice', state: 'new' },
    ]);
  });

  test('goes in the body where the address would be too long', async () => {
    const text = '💾'.repeat(1000);
    await write({ offense: 7, text }, taken);
    expect(asked().map(({ form }) => form.get('note_text'))).toEqual([text]);
  });

  test.each<[string, object, Script, number, string]>([
    ['of another source', { offense: 8, text: 'x' }, taken, 404, 'offense-not-found'],
    ['without a text', { offense: 7, text: '' }, taken, 400, 'bad-request'],
    [
      ...(['that QRadar refuses to this user', { offense: 7, text: 'x' }] as const),
      { 'POST /siem/offenses/7/notes': () => refusal(403, 1009, 'no capability') },
      ...([403, 'offense-note-refused'] as const),
    ],
    [
      ...(['by somebody without offenses', { offense: 7, text: 'x' }] as const),
      { 'GET /siem/source_addresses': () => refusal(403, 1009, 'no capability') },
      ...([403, 'offense-note-refused'] as const),
    ],
    [
      ...(['that fails in QRadar', { offense: 7, text: 'x' }] as const),
      { 'POST /siem/offenses/7/notes': () => refusal(500, 20, 'oops') },
      ...([502, 'console-failed'] as const),
    ],
  ])('%s is refused, and no history says otherwise', async (_, note, answer, status, code) => {
    const { posted, history } = await write(note, answer);
    expect([posted.status, posted.body]).toMatchObject([status, { code }]);
    expect(triageHistorySchema.parse(history.body).events).toEqual([]);
    expect(asked().length).toBeLessThanOrEqual(1);
  });
});

test('settings do not touch what was decided', async () => {
  const { at, ids } = await ran('alice');
  await post('alice', at, request(ids));
  await app.save({ ...defaultSettings, flows: false });
  rows = [...rows, arielRow({ [aliases.source]: '10.9.9.9', [aliases.destinationPort]: 445 })];
  const again = await ran('alice');
  const { entries } = await triageOf('alice', again.at);
  expect(entries.map(({ state }) => state)).toEqual(['benign', 'benign', 'benign']);
});
