/**
 * The app as its own process behind the stand-in's proxy, its calls over HTTPS to the stand-in's API, Ariel
 * searches on real DuckDB: what no scripted console can promise.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import {
  absenceSchema,
  activitySchema,
  addressContextSchema,
  hostsSchema,
  eventPageSchema,
  flowPageSchema,
  notLookedAtSchema,
  pendingSchema,
} from '../../../contract/details.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { runFindingsSchema, runSchema, type Run } from '../../../contract/run.ts';
import { proposalsSchema, sessionSchema, settingsSchema } from '../../../contract/session.ts';
import { profiles } from '../../../sandbox/api/versions.ts';
import { startConsole, type RunningConsole } from '../../../sandbox/start.ts';
import { askApp, type Session } from '../../support/ask-app.ts';

const script = path.join(import.meta.dirname, '../../../app/main.ts');
/** Starting a process of TypeScript and a day of stories on two busy cores takes its time. */
let running: RunningConsole;
const log: string[] = [];

async function startWith(options: Parameters<typeof startConsole>[0] = {}) {
  running = await startConsole({
    scenario: 'stories',
    script,
    hasFaultControl: true,
    log: (line) => log.push(line),
    ...options,
  });
}

const ask = (session: Session | null, method: string, address: string, body?: unknown) =>
  askApp(running, session, method, address, body);

const logIn = (user: string): Session => running.api.sessions.login(user);

async function runOf(session: Session, request: object = {}): Promise<Run> {
  const wanted = { profile: 'corrected', range: { lastMinutes: 1440 }, fresh: true, ...request };
  const { body } = await ask(session, 'POST', 'api/runs', wanted);
  let run = runSchema.parse(body);
  while (run.state === 'running') {
    await new Promise((done) => setTimeout(done, 50));
    run = runSchema.parse((await ask(session, 'GET', `api/runs/${run.id}`)).body);
  }
  return run;
}

async function findingsOf(session: Session, run: Run) {
  const { body } = await ask(session, 'GET', `api/runs/${run.id}/findings`);
  return runFindingsSchema.parse(body).findings;
}

/** Asks until Ariel is done. */
async function settled(session: Session, address: string): Promise<unknown> {
  for (;;) {
    const { status, body } = await ask(session, 'GET', address);
    if (status !== 202) return body;
    pendingSchema.parse(body);
  }
}

/** Flows and signals of hosts: what a run can do without. */
async function setFlows(flows: boolean): Promise<void> {
  const settings = { ...defaultSettings, flows, hostSignals: flows };
  expect(await ask(logIn('admin'), 'PUT', 'api/settings', settings)).toMatchObject({ status: 200 });
}

async function fault(fault: string, on: string, more: object = {}): Promise<void> {
  const response = await fetch(`${running.console.url}/api/stand-in/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ fault, on, ...more }),
  });
  if (!response.ok) throw new Error(await response.text());
}

describe('on the stand-in with a day of stories', () => {
  beforeAll(() => startWith());
  afterAll(() => running.close());
  afterEach(() => fetch(`${running.console.url}/api/stand-in/faults`, { method: 'DELETE' }));

  test('the session is who logged in', async () => {
    const { body } = await ask(logIn('admin'), 'GET', 'api/session');
    expect(sessionSchema.parse(body)).toMatchObject({
      user: 'admin',
      canSearch: true,
      canAdminister: true,
      appId: '1001',
      apiVersion: '26.0',
    });
    expect((await ask(null, 'GET', 'api/session')).status).toBe(401);
  });

  test('the tooltip on an address is for those with the same rights, after somebody ran', async () => {
    const admin = logIn('admin');
    const [finding] = await findingsOf(admin, await runOf(admin));
    const hover = async (user: string) =>
      JSON.stringify(await ask(logIn(user), 'GET', `hover/ip?context=${finding?.source ?? ''}`));
    expect(await hover('admin')).toContain('risk as source');
    for (const user of ['analyst', 'branch', 'reporter']) {
      expect(await hover(user)).toContain('"value":""');
    }
  });

  test('the source profile is accepted by Ariel and read without loss', async () => {
    const run = await runOf(logIn('admin'), { profile: 'source' });
    expect(run).toMatchObject({
      state: 'done',
      problem: null,
      skipped: [],
      missingCategories: ['Connection Accepted', 'Network Connection'],
    });
    expect(run.findings).toBe(1);
  });

  test('the corrected profile gives findings', async () => {
    const session = logIn('admin');
    const run = await runOf(session);
    expect(run).toMatchObject({ state: 'done', problem: null, skipped: [] });
    expect(run.findings).toBeGreaterThan(0);
    const findings = await findingsOf(session, run);
    expect(findings).toHaveLength(run.findings);
    expect(findings.some(({ risk }) => risk === 'HIGH')).toBe(true);
  });

  test('every finding of a run has its events or flows, its activity and its pivots', async () => {
    const session = logIn('analyst');
    const run = await runOf(session);
    for (const finding of (await findingsOf(session, run)).slice(0, 5)) {
      const at = `api/runs/${run.id}/findings/${encodeURIComponent(finding.id)}`;
      const events = eventPageSchema.parse(await settled(session, `${at}/events?limit=10`));
      const flows = flowPageSchema.parse(await settled(session, `${at}/flows?limit=10`));
      expect(events.total > 0).toBe(finding.logSources.length > 0);
      expect(events.total + flows.total).toBeGreaterThan(0);
      const records = [...events.events, ...flows.flows];
      expect(records.every(({ source }) => source === finding.source)).toBe(true);
      const activity = activitySchema.parse(await settled(session, `${at}/activity`));
      const drawn = activity.buckets.reduce((sum, { connections }) => sum + connections, 0);
      if (finding.kind === 'pair') expect(drawn).toBe(finding.connections);
    }
  });

  test.each(['corrected', 'source'])(
    'a %s run says what there was on the ports, in every direction',
    async (profile) => {
      const session = logIn('analyst');
      const run = await runOf(session, { profile });
      const at = `api/runs/${run.id}/absence`;
      const { directions, aql } = absenceSchema.parse(await settled(session, at));
      expect(directions.map(({ direction }) => direction)).toContain('L2R');
      expect(aql).toContain(`START ${run.window.startMs} STOP ${run.window.stopMs}`);
      expect(await ask(logIn('admin'), 'GET', at)).toMatchObject({ status: 404 });
    },
  );

  test('a run says what it does not look at, by direction and category', async () => {
    const session = logIn('analyst');
    const run = await runOf(session);
    const at = `api/runs/${run.id}/not-looked-at`;
    const { directions, categories, aql, flowsAql } = notLookedAtSchema.parse(
      await settled(session, at),
    );
    expect(directions.map(({ direction }) => direction)).toEqual(['L2R', 'R2L', 'L2L', 'R2R']);
    expect(directions[0]?.allowed).toBeGreaterThan(0);
    expect(directions[0]?.flows).toBeGreaterThan(0);
    const other = directions.reduce((sum, counts) => sum + counts.other, 0);
    expect(categories.reduce((sum, { events }) => sum + events, 0)).toBe(other);
    for (const sent of [aql, flowsAql])
      expect(sent).toContain(`START ${run.window.startMs} STOP ${run.window.stopMs}`);
    expect(await ask(logIn('admin'), 'GET', at)).toMatchObject({ status: 404 });
  });

  test('a user restricted to a domain sees findings of that domain only', async () => {
    const [admin, branch] = [logIn('admin'), logIn('branch')];
    const all = await findingsOf(admin, await runOf(admin));
    const own = await findingsOf(branch, await runOf(branch, { fresh: false }));
    const domains = new Set(own.map(({ domain }) => domain.id));
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(all.length);
    expect(domains.size).toBeLessThan(new Set(all.map(({ domain }) => domain.id)).size);
  });

  test('a user without a right to events is told so', async () => {
    const request = { profile: 'corrected', range: { lastMinutes: 60 }, fresh: false };
    expect(await ask(logIn('reporter'), 'POST', 'api/runs', request)).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    });
  });

  test('settings and proposals come with what the console has', async () => {
    const session = logIn('admin');
    settingsSchema.parse((await ask(session, 'GET', 'api/settings')).body);
    const proposals = proposalsSchema.parse((await ask(session, 'GET', 'api/proposals')).body);
    // `BytesSent` is disabled there.
    expect(proposals.properties).toEqual({
      sent: ['Bytes Sent'],
      received: ['Bytes Received'],
      total: ['Bytes'],
      packetsSent: ['Packets Sent'],
      packetsReceived: ['Packets Received'],
    });
    expect(proposals.ownPublicBlocks).not.toBeNull();
  });

  test('an address has its asset and its offenses, as far as the user may see them', async () => {
    const session = logIn('admin');
    const [finding] = await findingsOf(session, await runOf(session, { fresh: false }));
    const at = `api/address?address=${finding?.source ?? ''}&domain=${finding?.domain.id ?? 0}`;
    const context = addressContextSchema.parse((await ask(session, 'GET', at)).body);
    expect(context.asset).not.toBeNull();
    expect(context.offenses).not.toBeNull();
  });

  test('addresses have names, networks and countries, as far as the user may see them', async () => {
    const addresses = ['10.20.1.30', '28.230.11.2', '28.5.5.5', '10.20.1.30'];
    const query = addresses.map((address) => `address=${address}`).join('&');
    const hostsFor = async (user: string) => {
      const answer = await ask(logIn(user), 'GET', `api/hosts?${query}`);
      return hostsSchema.parse(answer.body).hosts;
    };
    const known = await hostsFor('admin');
    const nas = { name: 'nas-01', network: 'Internal.Servers.Backup', country: null, notAsked: [] };
    expect(known).toEqual([
      { address: '10.20.1.30', ...nas },
      { address: '28.230.11.2', name: null, network: null, country: 'NL', notAsked: [] },
      { address: '28.5.5.5', name: null, network: null, country: null, notAsked: [] },
      { address: '10.20.1.30', ...nas },
    ]);
    // Analysts of the stand-in may not read the hierarchy.
    const withoutNetworks = known.map((host) => ({
      ...host,
      network: null,
      notAsked: ['network'],
    }));
    expect(await hostsFor('analyst')).toEqual(withoutNetworks);
  });

  test('two sessions of equal rights share one detection', async () => {
    const [one, two] = [logIn('admin'), logIn('admin')];
    await runOf(one, { fresh: true });
    expect(await runOf(two, { fresh: false })).toMatchObject({ state: 'done', reused: true });
  });

  test.each([
    ['close-mid-body', 'GET /ariel/searches/*/results', 'done'],
    ['invalid-json', 'GET /ariel/searches/*/results', 'done'],
    ['truncated', 'GET /ariel/searches/*/results', 'done'],
    ['html', 'GET /ariel/searches/*', 'done'],
    ['busy', 'GET /ariel/searches/*', 'done'],
    ['serverError', 'GET /ariel/searches/*/results', 'done'],
    ['vanish', 'GET /ariel/searches/*', 'done'],
    ['busy', 'POST /ariel/searches', 'done'],
    ['conflict', 'POST /ariel/searches', 'search-conflict'],
    ['missingProperty', 'POST /ariel/searches', 'query-rejected'],
    ['unauthorized', 'POST /ariel/searches', 'not-signed-in'],
    ['forbidden', 'POST /ariel/searches', 'not-allowed'],
    ['search-error', 'POST /ariel/searches', 'search-failed'],
    ['fewer-rows', 'GET /ariel/searches/*/results', 'rows-missing'],
  ])('%s at %s once: %s', async (name, on, outcome) => {
    // Either of two searches may meet the fault first, so there must not be a third that a run can do without: no flows,
    // and nothing left to find out of this session's properties, beside which a first look goes. Short pages of none
    // are no fault.
    await setFlows(false);
    const session = logIn('admin');
    expect(await runOf(session)).toMatchObject({ state: 'done' });
    await fault(name, on, { times: name === 'fewer-rows' ? 2 : 1 });
    const run = await runOf(session);
    expect(run.problem?.code ?? run.state).toBe(outcome);
    await setFlows(true);
    // A fault that never struck would have tested nothing.
    if (outcome !== 'done') return;
    const open = await fetch(`${running.console.url}/api/stand-in/faults`);
    expect(await open.json()).toEqual({ open: 0 });
  });

  test('no token of any session is in the log', async () => {
    const session = logIn('admin');
    await ask(session, 'GET', 'api/session');
    await fault('serverError', 'GET /system/about', { times: 3 });
    await ask(session, 'GET', 'api/session');
    const lines = log.join('\n');
    expect(lines).toContain('request failed');
    expect(lines).not.toContain(session.sec);
    expect(lines).not.toContain(session.csrf);
    expect(lines).not.toContain(running.api.sessions.serviceToken);
  });

  test('nothing is left of its searches in Ariel once runs are over', async () => {
    const session = logIn('admin');
    await runOf(session);
    const searches = async () => {
      const response = await fetch(`${running.console.url}/api/ariel/searches`, {
        headers: { SEC: running.api.sessions.serviceToken },
      });
      return (await response.json()) as unknown;
    };
    // Evidence of earlier tests is still held; a run must not add to it.
    const before = await searches();
    await runOf(session);
    expect(await searches()).toEqual(before);
  });
});

describe('on other releases', () => {
  afterEach(() => running.close());

  test.each(['UP7', 'UP10', 'future'] as const)('%s works', async (profile) => {
    await startWith({ profile });
    const session = logIn('admin');
    expect((await runOf(session)).state).toBe('done');
    const { body } = await ask(session, 'GET', 'api/session');
    const { apiVersion } = sessionSchema.parse(body);
    expect(Number.parseInt(apiVersion, 10)).toBeGreaterThanOrEqual(21);
    expect(Object.keys(profiles)).toContain(profile);
  });

  test('UP2 is too old, and the page says so', async () => {
    await startWith({ profile: 'UP2' });
    expect(await ask(logIn('admin'), 'GET', 'api/session')).toMatchObject({
      status: 502,
      body: { code: 'console-too-old' },
    });
  });
});

describe('the process', () => {
  test('answers /debug at once, ends on SIGTERM, and leaves nothing waiting', async () => {
    const environment = {
      QRADAR_CONSOLE_FQDN: 'localhost:1',
      TRANSFER_WATCH_HOST: '127.0.0.1',
      TRANSFER_WATCH_PORT: '0',
    };
    const app = spawn(process.execPath, [script], { env: environment });
    const [line] = (await once(createInterface(app.stdout), 'line')) as [string];
    const { port } = JSON.parse(line) as { port: number };
    expect((await fetch(`http://127.0.0.1:${port}/debug`)).status).toBe(200);
    app.kill('SIGTERM');
    expect(await once(app, 'exit')).toEqual([0, null]);
  });

  test('names the variable that does not fit, and ends', () => {
    const ended = spawnSync(process.execPath, [script], { env: {}, encoding: 'utf8' });
    expect(ended.status).toBe(1);
    expect(ended.stdout).toContain('QRADAR_CONSOLE_FQDN is not set');
  });
});
