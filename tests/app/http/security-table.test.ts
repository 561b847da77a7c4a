/**
 * Who may do what: every route of the app against every kind of session. The routes are read from the
 * server itself, so one without a row here fails.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { defaultSettings } from '../../../contract/default-settings.ts';
import {
  healthy,
  refusal,
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../adapters/support/scripted-console.ts';
import { changing, cookies, startApp, type RunningApp } from './support.ts';
import { routesOf } from './routes-of.ts';

const unknownRun = '00000000-0000-4000-8000-000000000000';
const runRequest = { profile: 'corrected', range: { lastMinutes: 60 }, fresh: false };

/** Statuses for: administrator, analyst, analyst of one domain, user without rights, nobody, service token. */
type Statuses = readonly [number, number, number, number, number, number];

/** Told to everybody who reaches the app: pages and files without data, and addresses of pages. */
const open: Statuses = [200, 200, 200, 200, 200, 200];
const signedIn: Statuses = [200, 200, 200, 200, 401, 200];
const admins: Statuses = [200, 403, 403, 403, 401, 403];
/** Of a run that the session did not start, whose ever it is. */
const ofAnother: Statuses = [404, 404, 404, 404, 401, 404];

/** Who may search events. */
const searchers: Statuses = [200, 200, 200, 403, 401, 200];
const unknownToSearchers: Statuses = [404, 404, 404, 403, 401, 404];

const validationRequest = {
  ...{ technique: 'ftp-c2', variant: 'test', source: '10.0.0.1', host: null },
  ...{ target: '93.184.216.34', bytes: null },
};
const noSuchEntry: Statuses = [404, 404, 404, 403, 401, 404];
/** Whom the console lets write reference sets. */
const writers: Statuses = [201, 403, 403, 403, 401, 403];
const nothing = { destination: null, port: null, user: null, domainId: null };
const draft = {
  entries: [
    {
      subject: { ...nothing, scope: 'source', source: '10.9.9.9' },
      reason: 'our backup',
      expiresMs: null,
    },
  ],
};

type Row = {
  readonly statuses: Statuses;
  /** Where the route's own pattern does not do. */
  readonly address?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Status of a change without the CSRF header; 403 unless it is harmless without. */
  readonly unproven?: number;
};

const table: Readonly<Record<string, Row>> = {
  'GET /': { statuses: open },
  'GET /index': { statuses: open },
  'GET /admin': { statuses: open },
  'GET /rc/ip': { statuses: open },
  'GET /rc/user': { statuses: open },
  'GET /rc/offense': { statuses: signedIn },
  'GET /hover/ip': { statuses: signedIn },
  'GET /dashboard/item': { statuses: signedIn },
  // Answers everybody, and acts for administrators and QRadar itself only: uninstall.test.ts.
  'POST /uninstall': { statuses: open, unproven: 200 },
  'GET /service/v1/openapi.json': { statuses: signedIn },
  'GET /service/v1/health': { statuses: signedIn },
  'GET /service/v1/findings': { statuses: signedIn },
  'GET /service/v1/addresses/:address': {
    statuses: signedIn,
    address: 'service/v1/addresses/10.0.0.1',
  },
  'GET /api/session': { statuses: signedIn },
  'GET /api/settings': { statuses: signedIn },
  'PUT /api/settings': {
    statuses: admins,
    body: defaultSettings,
    headers: { 'If-Match': '*' },
  },
  'GET /api/audit': { statuses: admins },
  'GET /api/signal': { statuses: admins },
  'GET /api/proposals': { statuses: signedIn },
  'POST /api/runs': { statuses: [201, 201, 201, 403, 401, 201], body: runRequest },
  'GET /api/runs/:run': { statuses: ofAnother },
  'DELETE /api/runs/:run': { statuses: ofAnother },
  'GET /api/runs/:run/findings': { statuses: ofAnother },
  'GET /api/runs/:run/findings/:finding/events': { statuses: ofAnother },
  'GET /api/runs/:run/findings/:finding/activity': { statuses: ofAnother },
  'GET /api/runs/:run/findings/:finding/flows': { statuses: ofAnother },
  'GET /api/runs/:run/findings/:finding/channels': { statuses: ofAnother },
  'GET /api/runs/:run/absence': { statuses: ofAnother },
  'GET /api/runs/:run/not-looked-at': { statuses: ofAnother },
  'GET /api/runs/:run/pivots': {
    statuses: ofAnother,
    address: `api/runs/${unknownRun}/pivots?source=10.0.0.1`,
  },
  'GET /api/hosts': { statuses: signedIn, address: 'api/hosts?address=10.0.0.1&address=::1' },
  'POST /api/triage/visit': {
    statuses: [200, 200, 200, 403, 401, 200],
    body: { ended: false },
  },
  'GET /api/triage': { statuses: [200, 200, 200, 403, 401, 200] },
  // Nobody has decided anything yet.
  'POST /api/triage/undo': { statuses: [409, 409, 409, 403, 401, 409] },
  'GET /api/runs/:run/findings/:finding/guides': { statuses: ofAnother },
  'PUT /api/runs/:run/findings/:finding/guides/:guide/steps/:step': {
    statuses: ofAnother,
    address: `api/runs/${unknownRun}/findings/p/guides/response/steps/block`,
    body: { isDone: true },
  },
  'GET /api/guides': { statuses: admins },
  'PUT /api/guides/:guide/:language': {
    statuses: admins,
    address: 'api/guides/response/en',
    body: { text: null },
  },
  'GET /api/runs/:run/triage': { statuses: ofAnother },
  'POST /api/runs/:run/triage': {
    statuses: ofAnother,
    body: {
      findings: [{ id: 'p~0~10.1.2.3', version: 0 }],
      state: 'benign',
      assignee: null,
      note: '',
    },
  },
  'GET /api/runs/:run/findings/:finding/triage': { statuses: ofAnother },
  'POST /api/runs/:run/findings/:finding/offense-notes': {
    statuses: ofAnother,
    body: { offense: 1, text: 'seen' },
  },
  'POST /api/coverage': {
    statuses: [201, 201, 201, 403, 401, 201],
    body: { lastMinutes: 60 },
  },
  'GET /api/coverage': { statuses: searchers },
  'GET /api/coverage/:check': { statuses: unknownToSearchers },
  'DELETE /api/coverage/:check': { statuses: unknownToSearchers },
  'GET /api/techniques': { statuses: searchers },
  'POST /api/validations': { statuses: [201, 201, 201, 403, 401, 201], body: validationRequest },
  'GET /api/validations': { statuses: searchers },
  'GET /api/validations/export': { statuses: searchers },
  'GET /api/validations/:validation': { statuses: unknownToSearchers },
  'GET /api/validations/:validation/export': { statuses: unknownToSearchers },
  'POST /api/validations/:validation/check': {
    statuses: unknownToSearchers,
    body: { startMs: 1_767_600_000_000, stopMs: 1_767_600_060_000 },
  },
  'DELETE /api/validations/:validation/check': { statuses: unknownToSearchers },
  'POST /api/validations/:validation/validity': { statuses: unknownToSearchers },
  // Of all rows here the one that begins: rehearsals.test.ts has the others of one that is under way.
  'POST /api/rehearsals': {
    statuses: [201, 403, 403, 403, 401, 403],
    body: { address: '10.0.0.9' },
  },
  'GET /api/rehearsals': { statuses: admins },
  'GET /api/rehearsals/:rehearsal': { statuses: [404, 403, 403, 403, 401, 403] },
  'POST /api/rehearsals/:rehearsal/run': {
    statuses: [404, 403, 403, 403, 401, 403],
    body: { lastMinutes: 60 },
  },
  'DELETE /api/rehearsals/:rehearsal': { statuses: [404, 403, 403, 403, 401, 403] },
  'GET /api/runs/:run/allowed': { statuses: ofAnother },
  'GET /api/allowlist': { statuses: searchers },
  'POST /api/allowlist': {
    statuses: writers,
    body: { ...draft, confirmed: true, secondReason: null },
  },
  // Without a run there is nothing to preview on, which is an answer.
  'POST /api/allowlist/preview': { statuses: searchers, body: draft },
  'GET /api/allowlist/history': { statuses: searchers },
  'DELETE /api/allowlist/entries/:entry': { statuses: noSuchEntry },
  'POST /api/allowlist/entries/:entry/resume': {
    statuses: noSuchEntry,
    body: { reason: 'our backup', expiresMs: null, secondReason: null },
  },
  'POST /api/allowlist/actions/:action/undo': {
    statuses: noSuchEntry,
    address: 'api/allowlist/actions/999/undo',
  },
  'GET /api/allowlist/suggestions': {
    statuses: [404, 404, 404, 403, 401, 404],
    address: `api/allowlist/suggestions?run=${unknownRun}`,
  },
  'PUT /api/allowlist/ranges': {
    statuses: admins,
    body: {
      values: [{ name: 'Storage', properties: { addressPrefixes: ['20.33.145.0/24'] } }],
    },
  },
  'GET /api/allowlist/sets': {
    statuses: [200, 200, 200, 403, 401, 200],
    address: 'api/allowlist/sets',
  },
  'GET /api/event-funnel': {
    statuses: [200, 200, 200, 403, 401, 200],
    address: 'api/event-funnel?timeMs=1767600000000&source=10.0.0.1&destinationPort=21',
  },
  'GET /api/address': { statuses: signedIn, address: 'api/address?address=10.0.0.1' },
};

/** Sessions by their SEC value, in the order of the statuses; `null` sends none. */
const askers = ['admin', 'analyst', 'branch', 'nothing', null, 'service'] as const;
const capabilities: Readonly<Record<string, readonly string[]>> = {
  admin: ['ADMIN', 'EventViewer'],
  analyst: ['EventViewer', 'SEM'],
  branch: ['EventViewer'],
  nothing: [],
  service: ['EventViewer'],
};
const profileIds: Readonly<Record<string, number>> = { branch: 9 };
const account = (name: string) => ({
  user_role_id: Object.keys(capabilities).indexOf(name) + 1,
  security_profile_id: profileIds[name] ?? 1,
  tenant_id: null,
});

const setBody = { id: 57, name: 'Transfer Watch: allowed source IPs', entry_type: 'IP' };

const console_: Script = {
  ...healthy(),
  'POST /reference_data_collections/sets': ({ headers }) =>
    headers['sec'] === 'admin'
      ? { status: 201, body: setBody }
      : refusal(403, 10_005, 'No permission'),
  'POST /reference_data_collections/set_entries': () => ({ status: 201, body: {} }),
  'GET /config/access/users': ({ headers }) => {
    const sec = String(headers['sec']);
    if (!(sec in capabilities)) return refusal(401, 18, 'no');
    return { body: sec === 'service' ? [] : [{ username: sec, ...account(sec) }] };
  },
  'GET /config/access/authorized_services': () => ({
    body: [{ id: 1, label: 'SOAR', ...account('service') }],
  }),
  'GET /config/access/user_roles': ({ headers }) => ({
    body: [
      {
        name: 'r',
        capabilities: (capabilities[String(headers['sec'])] ?? []).map((name) => ({ name })),
      },
    ],
  }),
};

let scripted: ScriptedConsole;
let app: RunningApp;
beforeAll(async () => {
  scripted = await startScriptedConsole(console_);
  app = await startApp(scripted, { limits: { jobs: 100 } });
});
afterAll(async () => {
  await app.close();
  await scripted.close();
});

/** Each request as the console's proxy forwards it: a browser's with cookies, a service's with the header. */
function headersOf(asker: string | null): Record<string, string> {
  if (asker === null) return {};
  return asker === 'service' ? { SEC: asker } : changing(asker);
}

test('every route of the server has a row, and every row is of a route', () => {
  expect(Object.keys(table).sort()).toEqual([...routesOf(app.server)].sort());
});

test('every route of the interface is explained in docs/api.md', async () => {
  const docs = await readFile(path.join(import.meta.dirname, '../../../docs/api.md'), 'utf8');
  const explained = (route: string) => {
    const named = `\`${route.replace(' /', ' ')}`;
    return docs.includes(`${named}\``) || docs.includes(`${named}?`);
  };
  const ofInterface = [...routesOf(app.server)].filter((route) => route.includes(' /api/'));
  expect(ofInterface.length).toBeGreaterThan(50);
  expect(ofInterface.filter((route) => !explained(route))).toEqual([]);
});

describe.each(Object.entries(table))('%s', (route, row) => {
  const { statuses, address, body, headers = {}, unproven = 403 } = row;
  const [method = '', pattern = ''] = route.split(' ');
  const at =
    address ??
    pattern.slice(1).replace(':run', unknownRun).replace(':finding', 'f').replace(':entry', 'e');
  const content = body === undefined ? {} : { body };

  test.each(askers.map((asker, index) => [asker, statuses[index]] as const))(
    'for %s: %s',
    async (asker, status) => {
      const answer = await app.ask(method, at, {
        headers: { ...headersOf(asker), ...headers },
        ...content,
      });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('Set-Cookie')).toBeNull();
      const policy = answer.headers.get('Content-Security-Policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'self'");
      expect(policy).not.toMatch(/script-src|unsafe-eval/);
    },
  );

  if (method === 'GET') return;
  test(`a change without the CSRF header is answered ${unproven}`, async () => {
    const answer = await app.ask(method, at, {
      headers: { ...cookies('admin'), ...headers },
      ...content,
    });
    expect(answer.status).toBe(unproven);
    if (unproven === 403) expect(answer.body).toMatchObject({ code: 'csrf-refused' });
  });
});

test('a run is neither seen nor cancelled by another session, of an administrator or of the same rights', async () => {
  const started = await app.ask('POST', 'api/runs', {
    headers: changing('analyst'),
    body: runRequest,
  });
  const { id } = started.body as { readonly id: string };
  for (const other of ['admin', 'branch', 'service']) {
    for (const [method, at] of [
      ['GET', `api/runs/${id}`],
      ['GET', `api/runs/${id}/findings`],
      ['DELETE', `api/runs/${id}`],
    ] as const) {
      const answer = await app.ask(method, at, { headers: headersOf(other) });
      expect([other, method, answer.status]).toEqual([other, method, 404]);
    }
  }
  const own = await app.ask('GET', `api/runs/${id}`, { headers: changing('analyst') });
  expect(own).toMatchObject({ status: 200 });
  expect(own.body).not.toMatchObject({ state: 'cancelled' });
});

test('rights that were taken away hold no longer than a minute', async () => {
  let current = capabilities['admin'] ?? [];
  scripted.script({
    ...console_,
    'GET /config/access/user_roles': () => ({
      body: [{ name: 'r', capabilities: current.map((name) => ({ name })) }],
    }),
  });
  const read = async () =>
    (await app.ask('GET', 'api/audit', { headers: cookies('admin') })).status;
  const nowMs = Date.now();
  app.setNow(nowMs + 61_000);
  expect(await read()).toBe(200);
  current = ['EventViewer'];
  app.setNow(nowMs + 61_000 + 61_000);
  expect(await read()).toBe(403);
  scripted.script(console_);
  app.setNow(nowMs + 200_000);
});

test.each([
  'static/../store/transfer-watch.db',
  'static/%2e%2e/store/transfer-watch.db',
  'static/..%2fstore%2ftransfer-watch.db',
  'static/%5c..%5cstore%5ctransfer-watch.db',
  'static//etc/passwd',
  'static/%00',
  'static/.git/config',
])('no file outside the built tab is served: %s', async (address) => {
  const answer = await app.ask('GET', address);
  expect([400, 403, 404]).toContain(answer.status);
  expect(answer.text).not.toMatch(/SQLite|root:/);
});

test('a body larger than 64 kB is refused before it is read', async () => {
  const body = { ...defaultSettings, padding: 'x'.repeat(70_000) };
  const answer = await app.ask('PUT', 'api/settings', { headers: changing('admin'), body });
  expect(answer.status).toBe(400);
});
