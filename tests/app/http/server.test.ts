import { mostHosts } from '../../../contract/details.ts';
import { problemSchema } from '../../../contract/problem.ts';
import { sessionSchema } from '../../../contract/session.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import {
  healthy,
  refusal,
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../adapters/support/scripted-console.ts';
import { textLike } from '../adapters/support/text-like.ts';
import { aFinding } from '../../support/ui-records.ts';
import { aFinishedRun } from '../support/finished-run.ts';
import { changing, cookies, startApp, type RunningApp } from './support.ts';

let scripted: ScriptedConsole;
let app: RunningApp;

/** Three users by their SEC value; anybody else is unknown to the console. */
const users: Readonly<Record<string, readonly string[]>> = {
  admin: ['ADMIN', 'EventViewer'],
  analyst: ['EventViewer', 'SEM'],
  reader: ['SEM'],
};
const console_: Script = {
  ...healthy(),
  'GET /config/access/users': ({ headers }) =>
    String(headers['sec']) in users
      ? {
          body: [
            { username: headers['sec'], user_role_id: 1, security_profile_id: 1, tenant_id: null },
          ],
        }
      : refusal(401, 18, 'no'),
  'GET /config/access/user_roles': ({ headers }) => ({
    body: [
      {
        name: 'r',
        capabilities: (users[String(headers['sec'])] ?? []).map((name) => ({ name })),
      },
    ],
  }),
};

beforeAll(async () => {
  scripted = await startScriptedConsole(console_);
  app = await startApp(scripted);
});
beforeEach(() => scripted.script(console_));
afterAll(async () => {
  await app.close();
  await scripted.close();
});

const runRequest = { profile: 'corrected', range: { lastMinutes: 60 }, fresh: false };
const unknownRun = '00000000-0000-4000-8000-000000000000';

/** Every route of the API, with a request that fits. */
const routes = [
  ['GET', 'api/session', undefined],
  ['GET', 'api/settings', undefined],
  ['PUT', 'api/settings', defaultSettings],
  ['GET', 'api/audit', undefined],
  ['GET', 'api/proposals', undefined],
  ['POST', 'api/runs', runRequest],
  ['GET', `api/runs/${unknownRun}`, undefined],
  ['DELETE', `api/runs/${unknownRun}`, undefined],
  ['GET', `api/runs/${unknownRun}/findings`, undefined],
  ['GET', `api/runs/${unknownRun}/findings/f/events`, undefined],
  ['GET', `api/runs/${unknownRun}/findings/f/activity`, undefined],
  ['GET', `api/runs/${unknownRun}/absence`, undefined],
  ['GET', `api/runs/${unknownRun}/not-looked-at`, undefined],
  ['GET', `api/runs/${unknownRun}/pivots?source=10.0.0.1`, undefined],
  ['GET', 'api/address?address=10.0.0.1', undefined],
] as const;
const withBody = (body: unknown) => (body === undefined ? {} : { body });
/** Of a save that does not mind what held before. */
const saving = (sec: string) => ({ ...changing(sec), 'If-Match': '*' });

describe('every route', () => {
  test.each(routes)('%s %s is 401 without a session', async (method, address, body) => {
    const answer = await app.ask(method, address, withBody(body));
    expect(answer).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
  });

  test.each(routes.filter(([, address]) => !address.startsWith('api/runs/')))(
    '%s %s is 401 for a session the console does not know',
    async (method, address, body) => {
      scripted.script(
        Object.fromEntries(
          Object.keys(console_).map((route) => [route, () => refusal(401, 18, 'no')]),
        ),
      );
      const answer = await app.ask(method, address, {
        headers: changing('stranger'),
        ...withBody(body),
      });
      expect(answer).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    },
  );

  test.each(routes.filter(([method]) => method !== 'GET'))(
    '%s %s is 403 without the CSRF header, and with another value',
    async (method, address, body) => {
      for (const header of [{}, { QRadarCSRF: 'wrong' }, { QRadarCSRF: '' }]) {
        const headers = { ...cookies('admin'), ...header };
        const answer = await app.ask(method, address, { headers, ...withBody(body) });
        expect(answer).toMatchObject({ status: 403, body: { code: 'csrf-refused' } });
      }
    },
  );

  test.each(routes.filter(([method]) => method !== 'GET'))(
    '%s %s is 403 for a cookie session without a CSRF cookie, whatever the header',
    async (method, address, body) => {
      for (const headers of [
        { Cookie: 'SEC=admin', QRadarCSRF: 'x' },
        { Cookie: 'SEC=admin' },
        { Cookie: 'SEC=admin; QRadarCSRF=', QRadarCSRF: '' },
      ]) {
        const answer = await app.ask(method, address, { headers, ...withBody(body) });
        expect(answer).toMatchObject({ status: 403, body: { code: 'csrf-refused' } });
      }
    },
  );

  test.each<[string, string, unknown, Readonly<Record<string, number>>]>([
    ['GET', 'api/session', undefined, { admin: 200, analyst: 200, reader: 200 }],
    ['GET', 'api/settings', undefined, { admin: 200, analyst: 200, reader: 200 }],
    ['PUT', 'api/settings', defaultSettings, { admin: 200, analyst: 403, reader: 403 }],
    ['GET', 'api/audit', undefined, { admin: 200, analyst: 403, reader: 403 }],
    ['GET', 'api/proposals', undefined, { admin: 200, analyst: 200, reader: 200 }],
    ['POST', 'api/runs', runRequest, { admin: 201, analyst: 201, reader: 403 }],
    ['GET', `api/runs/${unknownRun}`, undefined, { admin: 404, analyst: 404, reader: 404 }],
    ['DELETE', `api/runs/${unknownRun}`, undefined, { admin: 404, analyst: 404, reader: 404 }],
    ['GET', 'api/hosts?address=10.0.0.1', undefined, { admin: 200, analyst: 200, reader: 200 }],
    ['GET', 'api/address?address=10.0.0.1', undefined, { admin: 200, analyst: 200, reader: 200 }],
  ])('%s %s by user', async (method, address, body, expected) => {
    for (const [user, status] of Object.entries(expected)) {
      const headers = saving(user);
      const answer = await app.ask(method, address, { headers, ...withBody(body) });
      expect([user, answer.status]).toEqual([user, status]);
    }
  });

  test('takes a session from headers, too, which needs no CSRF value', async () => {
    const read = await app.ask('GET', 'api/session', { headers: { SEC: 'analyst' } });
    expect(read).toMatchObject({ status: 200, body: { user: 'analyst' } });
    const change = await app.ask('POST', 'api/runs', {
      headers: { SEC: 'analyst' },
      body: runRequest,
    });
    expect(change.status).toBe(201);
  });

  test('prefers the cookie to the header', async () => {
    const headers = { ...cookies('analyst'), SEC: 'admin' };
    expect((await app.ask('GET', 'api/session', { headers })).body).toMatchObject({
      user: 'analyst',
    });
  });

  test('refuses a session value that is no header text', async () => {
    const headers = { Cookie: 'SEC=a%0d%0aX-Evil%3a%201; QRadarCSRF=x' };
    expect((await app.ask('GET', 'api/session', { headers })).status).toBe(401);
  });
});

describe('the session', () => {
  test('tells who asks, what the tab may offer, and where it runs', async () => {
    const { body } = await app.ask('GET', 'api/session', { headers: cookies('analyst') });
    expect(sessionSchema.parse(body)).toEqual({
      user: 'analyst',
      canSearch: true,
      canAdminister: false,
      appId: '1001',
      consoleRelease: '7.5.0 UpdatePackage 13',
      apiVersion: '26.0',
    });
  });
});

describe('settings', () => {
  test('are saved by an administrator, with blocks in one spelling', async () => {
    const wanted = { ...defaultSettings, reuseMinutes: 9, ownPublicBlocks: ['8.8.4.77/24'] };
    const put = await app.ask('PUT', 'api/settings', { headers: saving('admin'), body: wanted });
    expect(put).toMatchObject({ status: 200, body: { ownPublicBlocks: ['8.8.4.0/24'] } });
    const got = await app.ask('GET', 'api/settings', { headers: cookies('analyst') });
    expect(got.body).toMatchObject({ reuseMinutes: 9, ownPublicBlocks: ['8.8.4.0/24'] });
    expect(got.headers.get('X-Transfer-Watch-Notice')).toBeNull();
    await app.save(defaultSettings);
  });

  test.each([
    ['the whole address space', { ownPublicBlocks: ['0.0.0.0/0'] }, /0\.0\.0\.0\/0/],
    ['the same as IPv6 spells it', { ownPublicBlocks: ['::ffff:0:0/96'] }, /::ffff:0:0\/96/],
    ['all of IPv6', { ownPublicBlocks: ['::/0'] }, /::\/0/],
    ['more than anybody has', { ownPublicBlocks: ['8.0.0.0/7'] }, /8\.0\.0\.0\/7/],
    [
      'blocks that are too much together',
      { ownPublicBlocks: Array.from({ length: 17 }, (_, n) => `${n + 20}.0.0.0/8`) },
      /together/,
    ],
    ['no block', { ownPublicBlocks: ['8.8.8.8/99'] }, /8\.8\.8\.8\/99/],
    ['a number out of bounds', { maxRows: 1 }, /maxRows/],
    ['a quote in a name', { properties: { ...defaultSettings.properties, sent: ['a"b'] } }, /sent/],
    ['a member missing', { profile: undefined }, /profile/],
  ])('are refused with the member that does not fit: %s', async (_, change, words) => {
    const body = { ...defaultSettings, ...change };
    const answer = await app.ask('PUT', 'api/settings', { headers: saving('admin'), body });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'settings-invalid', detail: textLike(words) },
    });
  });

  test('that cannot be read give way to the defaults, which is said until somebody saves', async () => {
    const broken = await startApp(scripted, { stored: '{"profile":' });
    const read = () => broken.ask('GET', 'api/settings', { headers: cookies('analyst') });
    const before = await read();
    expect(before).toMatchObject({ status: 200, body: defaultSettings });
    expect(before.headers.get('X-Transfer-Watch-Notice')).toBe('settings-invalid');
    await broken.ask('PUT', 'api/settings', { headers: saving('admin'), body: defaultSettings });
    expect((await read()).headers.get('X-Transfer-Watch-Notice')).toBeNull();
    await broken.close();
  });

  describe('of two administrators', () => {
    const read = async (from = app) => {
      const { headers } = await from.ask('GET', 'api/settings', { headers: cookies('admin') });
      return headers.get('ETag') ?? '';
    };
    const put = (change: object, ifMatch: string | null) =>
      app.ask('PUT', 'api/settings', {
        headers: { ...changing('admin'), ...(ifMatch === null ? {} : { 'If-Match': ifMatch }) },
        body: { ...defaultSettings, ...change },
      });

    test('the second is told that the first has saved, and nothing is lost', async () => {
      const version = await read();
      const first = await put({ reuseMinutes: 9 }, version);
      expect(first.status).toBe(200);
      expect(await put({ maxRows: 2000 }, version)).toMatchObject({
        status: 412,
        body: { code: 'settings-changed' },
      });
      expect(await read()).toBe(first.headers.get('ETag'));
      const again = await put({ reuseMinutes: 9, maxRows: 2000 }, await read());
      expect(again).toMatchObject({ status: 200, body: { reuseMinutes: 9, maxRows: 2000 } });
      await app.save(defaultSettings);
      expect(await read()).toBe(version);
    });

    test('of saves at the same time, one holds', async () => {
      const version = await read();
      const answers = await Promise.all(
        [1, 2, 3, 4].map((reuseMinutes) => put({ reuseMinutes }, version)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
      await app.save(defaultSettings);
    });

    test('who does not say what is changed is told to', async () => {
      expect(await put({}, null)).toMatchObject({
        status: 428,
        body: { code: 'settings-version-missing' },
      });
    });

    test.each(['W/"TAG"', '"TAG-gzip"', '"TAG--br"', '"other", "TAG"', '*'])(
      'a version as proxies pass it on: %s',
      async (spelling) => {
        const tag = (await read()).replaceAll('"', '');
        expect((await put({}, spelling.replace('TAG', tag))).status).toBe(200);
      },
    );

    test.each(['TAG', '""', '"*"', 'W/TAG', '"0123"'])('no version: %s', async (spelling) => {
      const tag = (await read()).replaceAll('"', '');
      expect((await put({}, spelling.replace('TAG', tag))).status).toBe(412);
    });
  });

  describe('own public blocks that hide what is seen', () => {
    const destinations = [
      ...['28.1.1.1', '28.1.1.2'],
      ...Array.from({ length: 18 }, (_, n) => `30.1.1.${n}`),
    ];
    beforeEach(() => {
      const findings = destinations.map((destination) =>
        aFinding({ id: destination, destination }),
      );
      const scope = JSON.stringify([scripted.host, 1, 1, null, true, [7]]);
      app.latestResults.keep(aFinishedRun(findings, { scope }));
    });
    const put = (ownPublicBlocks: readonly string[], query = '') =>
      app.ask('PUT', `api/settings${query}`, {
        headers: saving('admin'),
        body: { ...defaultSettings, ownPublicBlocks },
      });
    afterEach(() => app.save(defaultSettings));

    test('are taken up to a tenth of the destinations', async () => {
      expect((await put(['28.1.1.0/24'])).status).toBe(200);
    });

    test('above that are saved only when it is confirmed', async () => {
      const refused = await put(['28.1.1.0/24', '30.1.1.7']);
      expect(refused).toMatchObject({
        status: 409,
        body: {
          code: 'own-blocks-hide-much',
          detail: '3 of 20 destinations of the latest results',
        },
      });
      expect((await put(['28.1.1.0/24', '30.1.1.7'], '?confirmed=own-blocks')).status).toBe(200);
      expect((await put(['28.1.1.0/24'], '?confirmed=other')).status).toBe(400);
    });
  });

  test('come with proposals of the console', async () => {
    const { body } = await app.ask('GET', 'api/proposals', { headers: cookies('analyst') });
    expect(body).toEqual({
      properties: {
        sent: ['Bytes Sent'],
        received: ['Bytes Received'],
        total: [],
        packetsSent: [],
        packetsReceived: [],
      },
      ownPublicBlocks: [],
    });
  });
});

describe('bad requests', () => {
  test.each([
    ['no JSON', '{"profile":', /./],
    ['another shape', { ...runRequest, profile: 'other' }, /profile/],
    ['too long a window', { ...runRequest, range: { lastMinutes: 60 * 24 * 32 } }, /range/],
    [
      'a window that is empty',
      { ...runRequest, range: { window: { startMs: 6e12, stopMs: 6e12 } } },
      /window/,
    ],
    ['a body too large', { ...runRequest, more: 'x'.repeat(70_000) }, /too.large/],
  ])('%s', async (_, body, words) => {
    const answer = await app.ask('POST', 'api/runs', { headers: changing('analyst'), body });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'bad-request', detail: textLike(words) },
    });
  });

  test.each([
    'api/address?address=nowhere',
    'api/address?address=1.2.3.4%22%20or%20%22',
    'api/address',
    'api/address?address=10.0.0.1&domain=-1',
    'api/hosts',
    'api/hosts?address=',
    'api/hosts?address=10.0.0.1&address=nowhere',
    'api/hosts?address=10.0.0.1%22%20or%20%22',
    'api/hosts?address=10.0.0.1&domain=x',
    `api/hosts?${'address=10.0.0.1&'.repeat(mostHosts + 1)}`,
    'api/runs/%E0%A4%A',
  ])('%s', async (address) => {
    const answer = await app.ask('GET', address, { headers: cookies('analyst') });
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-request' } });
  });
});

describe('outside the API', () => {
  test('/debug is 200 and tiny, without a session and with the console down', async () => {
    scripted.script({});
    const answer = await app.ask('GET', 'debug');
    expect(answer).toMatchObject({ status: 200, text: 'ok' });
    expect(answer.headers.get('X-Request-Id')).toBeNull();
  });

  test.each(['', 'index', 'index?ui=new&theme=dark'])(
    '/%s is the tab, never cached',
    async (at) => {
      const answer = await app.ask('GET', at);
      expect(answer).toMatchObject({
        status: 200,
        text: '<html lang="en"><title>tab</title></html>',
      });
      expect(answer.headers.get('Cache-Control')).toBe('no-store');
    },
  );

  test.each([
    ['the account’s', { ...cookies('one'), 'Accept-Language': 'en' }, 'de_DE', 'de'],
    [
      'English for any other account',
      { ...cookies('two'), 'Accept-Language': 'de' },
      'fr_FR',
      'en',
    ],
    ['the browser’s without a session', { 'Accept-Language': 'de-AT,de;q=0.9' }, 'en_US', 'de'],
    ['English for nobody', {}, 'de_DE', 'en'],
  ])('the language of the tab is %s', async (_, headers, locale, language) => {
    scripted.script({
      ...console_,
      'GET /config/access/users': () => ({ body: [{ username: 'a', locale_id: locale }] }),
    });
    const { text } = await app.ask('GET', 'index', { headers });
    expect(text).toContain(`<html lang="${language}">`);
  });

  test('static files are kept for ever where the name holds a hash', async () => {
    const cacheOf = async (at: string) => (await app.ask('GET', at)).headers.get('Cache-Control');
    expect(await cacheOf('static/tab.0123abcd.js')).toMatch(/immutable/);
    expect(await cacheOf('static/plain.js')).toBe('no-cache');
  });

  test.each([
    'static/../../package.json',
    'static/%2e%2e/store/transfer-watch.db',
    'static',
    'nothing',
  ])('%s is nothing', async (at) => {
    expect(await app.ask('GET', at)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  test.each([
    ['de-DE,de;q=0.9', 'Diese Adresse gibt es in der App nicht'],
    ['fr', 'That address does not exist in the app'],
  ])('a refusal to a reader of %s says: %s', async (language, title) => {
    const answer = await app.ask('GET', 'nothing', { headers: { 'Accept-Language': language } });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found', title } });
    expect(answer.headers.get('Vary')).toContain('Accept-Language');
  });

  test('an unknown route of the API is 404 as JSON', async () => {
    const answer = await app.ask('GET', 'api/nothing', { headers: cookies('analyst') });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  test('every page carries the security headers', async () => {
    for (const at of ['index', 'static/plain.js', 'api/session', 'nothing']) {
      const { headers } = await app.ask('GET', at, { headers: cookies('analyst') });
      expect(headers.get('Content-Security-Policy')).toMatch(
        /default-src 'self'.*frame-ancestors 'self'/,
      );
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
      expect(headers.get('Referrer-Policy')).toBe('same-origin');
      expect(headers.get('X-Powered-By')).toBeNull();
    }
    const { headers } = await app.ask('GET', 'api/session', { headers: cookies('analyst') });
    expect(headers.get('Cache-Control')).toBe('no-store');
  });
});

describe('the log', () => {
  test('has a line per request and neither token nor query', async () => {
    const sec = 'analyst';
    const before = app.log().length;
    const headers = changing(sec, 'a-csrf-value-to-look-for');
    const answer = await app.ask('GET', 'api/address?address=10.9.9.9', { headers });
    const added = app.log().slice(before);
    expect(added).toContain('"path":"/api/address"');
    expect(added).toContain(String(answer.headers.get('X-Request-Id')));
    expect(added).not.toContain('10.9.9.9');
    expect(app.log()).not.toContain('a-csrf-value-to-look-for');
  });

  test('has a failure under the id that the answer carries', async () => {
    scripted.script({ ...console_, 'GET /system/about': () => refusal(500, 1020, 'inner words') });
    const { status, body } = await app.ask('GET', 'api/session', { headers: cookies('admin') });
    expect(status).toBe(502);
    const { requestId } = problemSchema.parse(body);
    const failed = app
      .log()
      .split('\n')
      .find((line) => line.includes('request failed') && line.includes(requestId));
    expect(failed).toContain('inner words');
  });
});
