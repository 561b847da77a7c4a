/**
 * Signals of hosts on the stand-in: the app as its own process, its calls over HTTPS, Ariel on real DuckDB.
 */
import path from 'node:path';
import { defaultSettings } from '../../../contract/default-settings.ts';
import type { RunRequest } from '../../../contract/run.ts';
import { startConsole, type RunningConsole } from '../../../sandbox/start.ts';
import { searchOver } from '../../support/ariel.ts';
import { askApp, detectThroughApp, type Session } from '../../support/ask-app.ts';

const script = path.join(import.meta.dirname, '../../../app/main.ts');
/** Of the stories: it uploads by FTP and tells of it; two that only tell; two that do the harmless likes. */
const joined = '10.30.4.52';
const apart = ['10.30.4.8', '10.20.2.9'];
const twins = ['10.30.4.70', '10.20.2.44'];

let running: RunningConsole;
beforeAll(async () => {
  running = await startConsole({
    scenario: 'stories',
    script,
    hasFaultControl: true,
    log: () => undefined,
  });
});
afterAll(() => running.close());
afterEach(() => fetch(`${running.console.url}/api/stand-in/faults`, { method: 'DELETE' }));

const logIn = (user: string): Session => running.api.sessions.login(user);

const ask = async (session: Session, method: string, at: string, body?: unknown) =>
  (await askApp(running, session, method, at, body)).body;

async function found(session: Session, request: Partial<RunRequest> = {}) {
  const all = await detectThroughApp(running, session, request);
  const { run, findings, hostSignals = [] } = all;
  return { run, findings, signals: hostSignals };
}

async function fault(name: string, asking: string): Promise<void> {
  const response = await fetch(`${running.console.url}/api/stand-in/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ fault: name, on: 'POST /ariel/searches', asking }),
  });
  if (!response.ok) throw new Error(await response.text());
}

test('a run finds what hosts tell, beside the findings of the same source IP, and leaves the harmless likes', async () => {
  const { run, findings, signals } = await found(logIn('admin'));
  expect(run.hostSignals).toEqual({
    state: 'used',
    lookedFor: ['ftp-script', 'ftp-upload-by-curl', 'c2-pipe'],
    found: 5,
    isCut: false,
  });
  expect(run.queries.filter(({ name }) => name === 'host-signals')).toHaveLength(1);
  expect(run.findings).toBe(findings.length);
  const told = signals.map(({ host, kind }) => `${host} ${kind}`).toSorted();
  expect(told).toEqual([
    '10.20.2.9 ftp-upload-by-curl',
    '10.30.4.52 c2-pipe',
    '10.30.4.52 ftp-script',
    '10.30.4.8 c2-pipe',
    '10.30.4.8 ftp-script',
  ]);
  expect(signals.some(({ host }) => twins.includes(host))).toBe(false);
  const sources = new Set(findings.map(({ source }) => source));
  expect([joined, ...apart].map((host) => sources.has(host))).toEqual([true, false, false]);
  expect(signals.find(({ host, kind }) => host === joined && kind === 'ftp-script')).toMatchObject({
    count: 3,
    command: expect.stringContaining('-s:C:\\Users\\s.okoye') as string,
    logSources: [{ name: expect.stringContaining('WS-0408') as string, count: 3 }],
    domain: { id: 0 },
  });
  expect(signals.find(({ host, kind }) => host === joined && kind === 'c2-pipe')).toMatchObject({
    pipe: '\\msagent_4b',
    entry: { name: 'msagent_*', tool: 'Cobalt Strike', licence: 'MIT' },
  });
});

test('a password of a command line leaves the app nowhere', async () => {
  const { signals } = await found(logIn('admin'));
  const upload = signals.find(({ kind }) => kind === 'ftp-upload-by-curl');
  expect(upload?.command).toBe(
    'curl -T /tmp/t1071_upload.bin ftp://127.0.0.1/ --user validation:***',
  );
  expect(JSON.stringify(signals)).not.toContain('validation:x');
});

test('the query of each signal is AQL that finds its records', async () => {
  const { signals } = await found(logIn('admin'));
  for (const { aql, count } of signals) {
    const rows = await searchOver(running.console.url, running.api.sessions.serviceToken, aql);
    expect(rows.reduce((sum, { eventcount }) => sum + Number(eventcount), 0)).toBe(count);
  }
});

test('a user who is restricted to a domain sees the signals of that domain only', async () => {
  const { signals: none } = await found(logIn('branch'));
  expect(none).toEqual([]);
  const nowMs = Date.now();
  await running.store.insertEvents([
    {
      ...{ startMs: nowMs - 3_600_000, source: '10.30.9.9', sourcePort: null },
      ...{ destination: '10.30.9.9', destinationPort: null, protocolId: 255, username: null },
      ...{ logSourceId: 111, category: 8110, qid: 1, eventCount: 1, direction: 'L2L', domainId: 1 },
      payload: null,
      properties: { 'Event ID': 17, 'Pipe Name': '\\demon_pipe', 'Process Path': 'C:\\a.exe' },
    },
  ]);
  const { signals } = await found(logIn('branch'));
  expect(signals).toMatchObject([
    { host: '10.30.9.9', domain: { id: 1 }, entry: { tool: 'Havoc' } },
  ]);
  const all = await found(logIn('admin'));
  expect(all.signals.map(({ host }) => host)).toContain('10.30.9.9');
});

test('a refused search for signals is said, and the findings are there without it', async () => {
  const session = logIn('admin');
  const before = await found(session);
  // Of the searches under way at the same time it alone asks for that.
  await fault('search-error', '--upload-file');
  const { run, findings, signals } = await found(session);
  expect(run.state).toBe('done');
  expect(run.hostSignals).toMatchObject({ state: 'unavailable', found: 0 });
  expect([findings.length, signals]).toEqual([before.findings.length, []]);
  const open = await fetch(`${running.console.url}/api/stand-in/faults`);
  expect(await open.json()).toEqual({ open: 0 });
});

test('the setting and the source profile switch it off, and the run says so', async () => {
  const admin = logIn('admin');
  expect((await found(admin, { profile: 'source' })).run.hostSignals?.state).toBe('off');
  await ask(admin, 'PUT', 'api/settings', { ...defaultSettings, hostSignals: false });
  const { run, signals } = await found(admin);
  expect(run.hostSignals).toEqual({ state: 'off', lookedFor: [], found: 0, isCut: false });
  expect(signals).toEqual([]);
  expect(run.queries.map(({ name }) => name)).not.toContain('host-signals');
});
