/**
 * The allowlist on the stand-in: the app as its own process, its entries in the console's reference sets, written with the
 * rights of who asks, over real HTTP and real DuckDB.
 */
import path from 'node:path';
import {
  allowChangeSchema,
  allowedFindingsSchema,
  allowHistorySchema,
  allowlistSchema,
  allowPreviewSchema,
  allowSuggestionsSchema,
  type AllowDraft,
} from '../../../contract/allowlist.ts';
import type { Finding } from '../../../contract/finding.ts';
import { problemSchema } from '../../../contract/problem.ts';
import { runFindingsSchema, runSchema, type Run } from '../../../contract/run.ts';
import { startConsole, type RunningConsole } from '../../../sandbox/start.ts';
import { askApp, askConsole, type Session } from '../../support/ask-app.ts';

let running: RunningConsole;
const minuteMs = 60_000;
const stopMs = Math.floor(Date.now() / minuteMs) * minuteMs;
/** The day of the stories: runs of a day that goes on lose its first minutes while others are made. */
const day = { startMs: stopMs - 1440 * minuteMs, stopMs };
beforeAll(async () => {
  running = await startConsole({
    scenario: 'stories',
    // So that transfers begin just before a part of the day that is cut in 96, and end after it.
    endMs: stopMs - 2_000,
    script: path.join(import.meta.dirname, '../../../app/main.ts'),
    log: () => undefined,
  });
});
afterAll(() => running.close());

const ask = (session: Session, method: string, address: string, body?: unknown) =>
  askApp(running, session, method, `api/${address}`, body);
/** The console's own API, as another tool uses it. */
const console_ = (session: Session, method: string, address: string, body?: unknown) =>
  askConsole(running, session, method, `api/reference_data_collections/${address}`, body);
const logIn = (user: string): Session => running.api.sessions.login(user);

async function runOf(session: Session): Promise<Run> {
  const wanted = { profile: 'corrected', range: { window: day }, fresh: true };
  let run = runSchema.parse((await ask(session, 'POST', 'runs', wanted)).body);
  while (run.state === 'running')
    run = runSchema.parse((await ask(session, 'GET', `runs/${run.id}?wait=5000`)).body);
  expect(run).toMatchObject({ state: 'done', problem: null });
  return run;
}

async function findingsOf(session: Session, run: Run): Promise<Finding[]> {
  const { body } = await ask(session, 'GET', `runs/${run.id}/findings`);
  return runFindingsSchema.parse(body).findings;
}

const nothing = { source: null, destination: null, port: null, user: null, domainId: null };
const tomorrow = () => Date.now() + 24 * 60 * 60_000;
/** The three stories that are benign, each as narrow as an analyst would say it. */
const benign = (): AllowDraft[] => [
  {
    subject: {
      ...nothing,
      scope: 'source-destination',
      source: '10.50.0.12',
      destination: '28.210.5.30',
    },
    reason: 'build host uploads artefacts',
    expiresMs: tomorrow(),
  },
  {
    subject: { ...nothing, scope: 'destination-port', destination: '20.33.145.20', port: 445 },
    reason: 'Azure Files of the file server',
    expiresMs: tomorrow(),
  },
  {
    subject: {
      ...nothing,
      scope: 'source-destination',
      source: '10.20.1.30',
      destination: '28.230.11.2',
    },
    reason: 'nightly backup of the NAS',
    expiresMs: null,
  },
];
const benignSources = ['10.50.0.12', '10.20.1.15', '10.20.1.30'];

const list = async (session: Session) =>
  allowlistSchema.parse((await ask(session, 'GET', 'allowlist')).body);

test('the benign stories are tuned away and the malicious ones stay, previewed, reachable, and undone', async () => {
  const admin = logIn('admin');
  const before = await runOf(admin);
  expect(before.allowed).toEqual({ hidden: 0, entries: 0, suspended: [], drift: [] });
  const shown = await findingsOf(admin, before);
  const isBenign = ({ source }: Finding) => benignSources.includes(source);
  const malicious = shown.filter((finding) => !isBenign(finding));
  expect(shown.filter(isBenign)).toHaveLength(3);
  expect(malicious.some(({ risk }) => risk === 'HIGH')).toBe(true);

  const entries = benign();
  const previewed = await ask(admin, 'POST', 'allowlist/preview', { entries });
  expect(allowPreviewSchema.parse(previewed.body)).toMatchObject({
    hidden: { findings: 3, high: 3 },
    trimmed: { findings: 0 },
    appeared: { findings: 0 },
    untouched: malicious.length,
    confirmed: { findings: 0 },
  });

  const request = { entries, confirmed: true, secondReason: null };
  const added = await ask(admin, 'POST', 'allowlist', request);
  expect(added.status).toBe(201);
  const change = allowChangeSchema.parse(added.body);
  expect(change.refused).toEqual([]);
  expect(change.done.map(({ state, author }) => [state, author])).toEqual([
    ['in-force', 'admin'],
    ['in-force', 'admin'],
    ['in-force', 'admin'],
  ]);
  expect(change.done[0]?.health.madeFor).toMatchObject({ pairs: 1, destinations: ['28.210.5.30'] });

  const after = await runOf(admin);
  expect(after.allowed).toMatchObject({ hidden: 3, entries: 3, suspended: [] });
  expect(after.findings).toBe(malicious.length);
  const left = await findingsOf(admin, after);
  expect(left.map(({ id }) => id).sort()).toEqual(malicious.map(({ id }) => id).sort());
  const hidden = allowedFindingsSchema.parse(
    (await ask(admin, 'GET', `runs/${after.id}/allowed`)).body,
  );
  expect(hidden.findings.filter(isBenign)).toHaveLength(3);
  for (const { allowedBy } of hidden.findings)
    expect(hidden.entries.map(({ id }) => id)).toEqual(expect.arrayContaining(allowedBy ?? []));
  expect(hidden.entries.map(({ reason }) => reason).sort()).toEqual(
    entries.map(({ reason }) => reason).sort(),
  );
  // A hidden finding is looked into like any other.
  const [first] = hidden.findings;
  const channels = `runs/${after.id}/findings/${encodeURIComponent(first?.id ?? '')}/activity`;
  expect([200, 202]).toContain((await ask(admin, 'GET', channels)).status);

  // Another analyst sees the same list, and may not change it.
  const analyst = logIn('analyst');
  expect((await list(analyst)).entries).toHaveLength(3);
  expect((await runOf(analyst)).allowed).toMatchObject({ hidden: 3 });
  const entry = change.done[0]?.id ?? '';
  for (const [method, address, body] of [
    ['DELETE', `allowlist/entries/${entry}`, undefined],
    ['POST', `allowlist/actions/${change.action}/undo`, undefined],
    [
      'POST',
      'allowlist',
      {
        ...request,
        entries: [{ ...entries[0], subject: { ...nothing, scope: 'user', user: 'x' } }],
      },
    ],
  ] as const) {
    const refused = await ask(analyst, method, address, body);
    expect([refused.status, problemSchema.parse(refused.body).code]).toEqual([
      403,
      'allowlist-not-permitted',
    ]);
    expect(problemSchema.parse(refused.body).hint).toContain('Manage Reference Data');
  }

  // The tooltip and what other tools ask do not count what is hidden.
  const summary = JSON.stringify((await askApp(running, admin, 'GET', 'service/v1/findings')).body);
  expect(summary).not.toContain('10.50.0.12');
  expect(summary).toContain(malicious[0]?.source);

  const again = await ask(admin, 'POST', 'allowlist', request);
  expect([again.status, problemSchema.parse(again.body).code]).toEqual([409, 'allowlist-exists']);

  const undone = await ask(admin, 'POST', `allowlist/actions/${change.action}/undo`);
  expect(undone.status).toBe(200);
  const last = await runOf(admin);
  expect([last.findings, last.allowed?.hidden]).toEqual([shown.length, 0]);
  expect((await ask(admin, 'POST', `allowlist/actions/${change.action}/undo`)).status).toBe(409);
  const history = allowHistorySchema.parse((await ask(admin, 'GET', 'allowlist/history')).body);
  expect(history.actions.map(({ kind, user }) => [kind, user])).toEqual([
    ['undo', 'admin'],
    ['add', 'admin'],
  ]);
  expect(history.ended.map(({ state }) => state)).toEqual(['removed', 'removed', 'removed']);
});

test('the three benign stories are suggested by what they are, and no malicious one', async () => {
  const admin = logIn('admin');
  const ranges = {
    changeNumber: 363,
    values: [
      { name: 'AzureCloud', properties: { addressPrefixes: ['20.0.0.0/11'] } },
      { name: 'Storage.WestEurope', properties: { addressPrefixes: ['20.33.145.0/24'] } },
    ],
  };
  const before = await runOf(admin);
  const suggested = async (run: Run) =>
    allowSuggestionsSchema.parse(
      (await ask(admin, 'GET', `allowlist/suggestions?run=${run.id}`)).body,
    );
  expect((await suggested(before)).ranges).toBeNull();
  expect((await ask(logIn('analyst'), 'PUT', 'allowlist/ranges', ranges)).status).toBe(403);
  expect((await ask(admin, 'PUT', 'allowlist/ranges', ranges)).body).toMatchObject({
    changeNumber: 363,
    importedBy: 'admin',
    tags: 1,
    prefixes: 1,
  });
  const { suggestions } = await suggested(before);
  const bySource = suggestions.map(({ kind, subject }) => [subject.source, kind]).sort();
  expect(bySource).toEqual([
    ['10.20.1.15', 'cloud-files'],
    ['10.20.1.30', 'backup'],
    ['10.50.0.12', 'pipeline'],
  ]);
  for (const { facts, subject } of suggestions) {
    expect(facts.some(({ speaksFor }) => speaksFor)).toBe(true);
    expect(facts.some(({ speaksFor }) => !speaksFor)).toBe(true);
    expect(subject.scope).toBe('source-destination');
  }
  // Nothing is applied by itself.
  expect((await runOf(admin)).allowed).toMatchObject({ hidden: 0, entries: 0 });
});

test('an entry that would hide a confirmed true positive takes a second reason, which the audit has', async () => {
  const admin = logIn('admin');
  const run = await runOf(admin);
  const wanted = (await findingsOf(admin, run)).find(
    ({ kind, risk, source }) =>
      kind === 'pair' && risk === 'HIGH' && !benignSources.includes(source),
  );
  if (!wanted) throw new Error('no malicious story');
  const closed = await ask(admin, 'POST', `runs/${run.id}/triage`, {
    findings: [{ id: wanted.id, version: 0 }],
    ...{ state: 'true-positive', assignee: null, note: 'confirmed by the owner of the host' },
  });
  expect(closed).toMatchObject({ status: 200, body: { changed: 1 } });

  const { source, destination } = wanted;
  const subject = { ...nothing, scope: 'source-destination', source, destination };
  const entries = [{ subject, reason: 'a contractor says so', expiresMs: tomorrow() }];
  const previewed = await ask(admin, 'POST', 'allowlist/preview', { entries });
  expect(allowPreviewSchema.parse(previewed.body).confirmed).toEqual({
    findings: 1,
    ids: [wanted.id],
  });
  const request = { entries, confirmed: true, secondReason: null };
  const refused = await ask(admin, 'POST', 'allowlist', request);
  expect([refused.status, problemSchema.parse(refused.body).code]).toEqual([
    409,
    'allowlist-hides-confirmed',
  ]);
  expect((await list(admin)).entries).toEqual([]);

  const secondReason = 'the host is a honeypot from now on';
  const added = await ask(admin, 'POST', 'allowlist', { ...request, secondReason });
  expect(added.status).toBe(201);
  const change = allowChangeSchema.parse(added.body);
  expect(change.done).toMatchObject([{ secondReason, state: 'in-force' }]);
  const after = await findingsOf(admin, await runOf(admin));
  expect(after.some(({ id }) => id === wanted.id)).toBe(false);
  const history = allowHistorySchema.parse((await ask(admin, 'GET', 'allowlist/history')).body);
  expect(history.actions[0]).toMatchObject({
    ...{ kind: 'add', user: 'admin', reason: 'a contractor says so' },
    entries: [{ value: `${source}|${destination}`, secondReason }],
  });
  // The verdict does not depend on what is hidden.
  const triage = await ask(admin, 'GET', `triage?state=true-positive&limit=5`);
  expect(triage).toMatchObject({
    status: 200,
    body: { entries: [{ finding: wanted.id, by: 'admin' }] },
  });
  const undone = await ask(admin, 'POST', `allowlist/actions/${change.action}/undo`);
  expect(undone.status).toBe(200);
});

describe('what happens to the sets behind the app', () => {
  const setName = 'Transfer Watch: allowed source IPs';
  const drafts = (...sources: string[]) => ({
    entries: sources.map((source) => ({
      subject: { ...nothing, scope: 'source', source },
      reason: 'our scanner',
      expiresMs: null,
    })),
    confirmed: true,
    secondReason: null,
  });
  const setId = async (session: Session) =>
    (await list(session)).sets.find(({ name }) => name === setName)?.id ?? null;

  test('is named within one run, and what others add counts', async () => {
    const admin = logIn('admin');
    expect((await ask(admin, 'POST', 'allowlist', drafts('10.50.0.12', '10.20.1.30'))).status).toBe(
      201,
    );
    const id = await setId(admin);
    const outside = {
      collection_id: id,
      value: '10.20.1.15',
      source: 'another tool',
      notes: 'NAS',
    };
    expect((await console_(admin, 'POST', 'set_entries', outside)).status).toBe(201);
    const odd = { ...outside, value: '0.0.0.0' };
    expect((await console_(admin, 'POST', 'set_entries', odd)).status).toBe(201);
    const run = await runOf(admin);
    expect(run.allowed).toMatchObject({
      hidden: 3,
      entries: 4,
      drift: [{ kind: 'entries-added', setName, value: 2 }],
    });
    const entries = (await list(admin)).entries;
    expect(entries.find(({ value }) => value === '10.20.1.15')).toMatchObject({
      origin: 'outside',
      author: 'another tool',
      reason: 'NAS',
      state: 'in-force',
      warnings: ['without-end'],
    });

    expect((await console_(admin, 'POST', `sets/${id}`, { delete_entries: true })).status).toBe(
      200,
    );
    expect((await runOf(admin)).allowed).toMatchObject({
      hidden: 0,
      entries: 0,
      drift: [{ kind: 'set-emptied', setName, value: 2 }],
    });

    expect((await console_(admin, 'DELETE', `sets/${id}`)).status).toBe(202);
    expect((await runOf(admin)).allowed?.drift).toEqual([
      { kind: 'set-deleted', setName, value: 2, detail: '' },
    ]);

    const made = await console_(admin, 'POST', 'sets', {
      ...{ name: setName, entry_type: 'ALN', namespace: 'PRIVATE' },
      ...{ expiry_type: 'LAST_SEEN', time_to_live: 3600 },
    });
    expect(made.status).toBe(201);
    const kinds = (await runOf(admin)).allowed?.drift.map(({ kind }) => kind);
    expect(kinds).toEqual(['set-emptied', 'set-retyped', 'set-not-shared', 'set-expires']);

    // What is missing can be put back, or taken off the list.
    const missing = (await list(admin)).entries.filter(({ state }) => state === 'missing');
    expect(missing).toHaveLength(2);
    const [back, off] = missing.map((entry) => entry.id);
    const resumed = await ask(admin, 'POST', `allowlist/entries/${back}/resume`, {
      ...{ reason: 'still our scanner', expiresMs: null, secondReason: null },
    });
    expect(resumed.status).toBe(200);
    expect((await ask(admin, 'DELETE', `allowlist/entries/${off}`)).status).toBe(200);
    expect((await list(admin)).entries.map(({ state }) => state)).toEqual(['in-force']);
    const [only] = (await list(admin)).entries;
    expect((await ask(admin, 'DELETE', `allowlist/entries/${only?.id}`)).status).toBe(200);
  });
});
