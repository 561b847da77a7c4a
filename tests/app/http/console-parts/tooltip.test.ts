import {
  healthy,
  refusal,
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../../adapters/support/scripted-console.ts';
import { aFinding } from '../../../support/ui-records.ts';
import { cookies, startApp, type RunningApp } from '../support.ts';
import { aFinishedRun, stopMs } from '../../support/finished-run.ts';

let scripted: ScriptedConsole;
let app: RunningApp;
let scope: string;

/** `analyst` and `colleague` have the same rights, `branch` another profile, `reader` no Log Activity. */
const people: Readonly<Record<string, readonly [profile: number, role: number]>> = {
  analyst: [1, 1],
  colleague: [1, 1],
  branch: [2, 1],
  reader: [1, 9],
};
const base: Script = {
  ...healthy(),
  'GET /config/access/users': ({ headers }) => {
    const rights = people[String(headers['sec'])];
    if (!rights) return refusal(401, 18, 'no');
    const [security_profile_id, user_role_id] = rights;
    return { body: [{ username: 'x', user_role_id, security_profile_id, tenant_id: null }] };
  },
  'GET /config/access/user_roles': ({ headers }) => ({
    body: [
      { name: 'r', capabilities: [{ name: headers['sec'] === 'reader' ? 'SEM' : 'EventViewer' }] },
    ],
  }),
};

beforeAll(async () => {
  scripted = await startScriptedConsole(base);
  scope = JSON.stringify([scripted.host, 1, 1, null, true, [7]]);
});
beforeEach(async () => {
  scripted.script(base);
  app = await startApp(scripted);
  app.setNow(stopMs + 5 * 60_000);
});
afterEach(() => app.close());
afterAll(() => scripted.close());

const ask = (address: string, user: string) => app.ask('GET', address, { headers: cookies(user) });
const hoverAtOnce = (context: string, user = 'analyst') =>
  ask(`hover/ip?context=${encodeURIComponent(context)}`, user);
/** A tooltip has a second to learn who asks; a busy machine may need longer, so that is known before. */
async function hover(context: string, user = 'analyst') {
  await ask('api/session', user);
  return hoverAtOnce(context, user);
}
const head = { key: 'transfer-watch', label: 'Transfer Watch' };
const htmlOf = (body: unknown) => (body as { html?: string }).html ?? '';

test('says of an IPv4-mapped address what it says of the host', async () => {
  app.latestResults.keep(aFinishedRun([aFinding({ source: '10.1.2.3' })], { scope }));
  const [plain, mapped] = [await hover('10.1.2.3'), await hover('::ffff:10.1.2.3')];
  expect(htmlOf(mapped.body)).toBe(htmlOf(plain.body));
  expect(htmlOf(mapped.body)).toContain('?address=10.1.2.3"');
});

test('says risk, totals, last seen and age of what is at hand, with a way into the tab', async () => {
  const finding = aFinding({
    source: '10.1.2.3',
    risk: 'HIGH',
    connections: 1200,
    sent: { bytes: 14_213_120, knownConnections: 900, lowerBound: false },
    lastSeenMs: stopMs - 60 * 60_000,
  });
  app.latestResults.keep(aFinishedRun([finding], { scope }));
  const { status, body, headers } = await hover('10.1.2.3');
  expect(status).toBe(200);
  expect(body).toMatchObject(head);
  expect(headers.get('Cache-Control')).toBe('no-store');
  const html = htmlOf(body);
  for (const words of [
    '<strong>HIGH risk as source</strong>',
    '1 finding',
    '1,200 connections',
    '13.6 MiB sent',
    'known for 900 of 1,200 connections',
    '1 hour ago',
    'Results of 24 hours up to',
    'read 4 minutes ago',
    'href="/console/plugins/1001/app_proxy/index?address=10.1.2.3"',
  ]) {
    expect(html).toContain(words);
  }
});

test('speaks of an address as destination, too', async () => {
  const finding = aFinding({ destination: '203.0.113.9', risk: 'MEDIUM' });
  app.latestResults.keep(aFinishedRun([finding], { scope }));
  expect(htmlOf((await hover('203.0.113.9')).body)).toContain('MEDIUM risk as destination');
});

test('says of numbers that they are estimated', async () => {
  const finding = aFinding({ source: '10.1.2.3', destination: '203.0.113.9', estimated: true });
  const exact = aFinding({ id: 'exact', source: '10.1.2.4', destination: '203.0.113.10' });
  app.latestResults.keep(aFinishedRun([finding, exact], { scope }));
  const estimated = 'sent, numbers estimated from groups of records, last seen';
  for (const [address, isEstimated] of [
    ['10.1.2.3', true],
    ['203.0.113.9', true],
    ['10.1.2.4', false],
    ['203.0.113.10', false],
  ] as const) {
    const html = htmlOf((await hover(address)).body).replace(
      'known for 10 of 12 connections, ',
      '',
    );
    expect(html.includes(estimated)).toBe(isEstimated);
  }
});

test('prefers the run that knows the address to a newer one that does not', async () => {
  app.latestResults.keep(aFinishedRun([aFinding({ source: '10.1.2.3', risk: 'HIGH' })], { scope }));
  const window = { startMs: stopMs, stopMs: stopMs + 60_000 };
  app.latestResults.keep(aFinishedRun([], { scope, window }));
  expect(htmlOf((await hover('10.1.2.3')).body)).toContain('HIGH');
  const other = htmlOf((await hover('10.9.9.9')).body);
  expect(other).toContain('No file transfers to the outside found.');
  expect(other).toContain('Results of 1 minute');
});

test('is empty where nobody with these rights ran, and for what is no address', async () => {
  expect((await hover('10.1.2.3')).body).toEqual({ ...head, value: '' });
  app.latestResults.keep(aFinishedRun([aFinding()], { scope }));
  for (const context of ['nobody', '', '10.1.2.3 or', '<img src=x>']) {
    expect((await hover(context)).body).toEqual({ ...head, value: '' });
  }
});

test('is for sessions with the same rights, and not for those without Log Activity', async () => {
  const { source } = aFinding();
  app.latestResults.keep(aFinishedRun([aFinding()], { scope }));
  const readers = JSON.stringify([scripted.host, 1, 9, null, false, [7]]);
  app.latestResults.keep(aFinishedRun([aFinding()], { scope: readers }));
  expect(htmlOf((await hover(source, 'colleague')).body)).toContain('as source');
  for (const user of ['branch', 'reader']) {
    expect((await hover(source, user)).body).toEqual({ ...head, value: '' });
  }
  expect((await hover(source, 'stranger')).status).toBe(401);
  expect((await app.ask('GET', `hover/ip?context=${source}`)).status).toBe(401);
});

test('encodes hostile names', async () => {
  const name = `"><img src=x onerror='alert(1)'>&`;
  app.latestResults.keep(aFinishedRun([aFinding({ domain: { id: 1, name } })], { scope }));
  const html = htmlOf((await hover(aFinding().source)).body);
  expect(html).not.toContain('<img');
  expect(html).toContain('&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;');
});

test('speaks the language of the account', async () => {
  app.latestResults.keep(aFinishedRun([aFinding({ risk: 'HIGH' })], { scope }));
  scripted.script({
    ...base,
    'GET /config/access/users': () => ({
      body: [
        {
          username: 'x',
          locale_id: 'de_DE',
          user_role_id: 1,
          security_profile_id: 1,
          tenant_id: null,
        },
      ],
    }),
  });
  expect(htmlOf((await hover(aFinding().source)).body)).toContain('Risiko HOCH als Quelle');
});

test('never starts a search, and asks who it is once a minute', async () => {
  app.latestResults.keep(aFinishedRun([aFinding()], { scope }));
  await hover(aFinding().source);
  const before = scripted.asked.length;
  for (let times = 0; times < 20; times += 1) await hoverAtOnce(aFinding().source);
  expect(scripted.asked).toHaveLength(before);
  expect(scripted.routes().some((route) => route.includes('/ariel/'))).toBe(false);
});

test('does not wait for a console that does not answer, and says so', async () => {
  scripted.script({ ...base, 'GET /config/access/users': () => () => undefined });
  const begun = performance.now();
  expect((await hoverAtOnce('10.1.2.3')).body).toEqual({
    ...head,
    value: 'Not available at the moment.',
  });
  expect(performance.now() - begun).toBeLessThan(5000);
  expect(app.log()).toContain('who asks is not known in time');
});

test('a result that cannot be read is a fault of this app, and not laid on the console', async () => {
  const run = aFinishedRun([aFinding()], { scope });
  app.latestResults.keep(run);
  run.revision.findings.drop();
  const answer = await hover(aFinding().source);
  expect(answer.status).toBe(500);
  expect(answer.body).toMatchObject({ code: 'internal' });
  expect(app.log()).not.toContain('who asks is not known in time');
});
