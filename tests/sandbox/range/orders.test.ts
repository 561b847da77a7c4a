/** Who may order of the attack range, which orders it refuses, and what bounds it. */
import type { RangeOrderInput } from '../../../sandbox/api/range-control.ts';
import { AttackRange, rangeBounds } from '../../../sandbox/data/range/attack-range.ts';
import { loadScenario } from '../../../sandbox/data/scenarios.ts';
import { ConsoleStore } from '../../../sandbox/sql/store.ts';
import { startConsole, type RunningConsole } from '../../../sandbox/start.ts';
import { askRange, type Orderer } from '../../support/attack-range.ts';
import { cookiesOf } from '../../support/console-fixture.ts';
import { ManualClock, textLike } from '../api/support.ts';

const endMs = Date.UTC(2026, 2, 4, 15, 0);
const token = 'token-of-the-service';
const order: RangeOrderInput = { technique: 'smb-pipe' };

let running: RunningConsole;
beforeAll(async () => {
  running = await startConsole({ scenario: 'stories', app: 'none', endMs, token });
});
afterAll(() => running.close());

/** A session of a user, with its own CSRF token, another one, or none. */
function session(username: string, csrf: 'own' | 'other' | 'none' = 'own'): Orderer {
  const opened = running.api.sessions.login(username);
  const sent = { own: opened.csrf, other: 'another', none: null }[csrf];
  return { cookie: cookiesOf(opened), csrf: sent };
}

describe('who may order', () => {
  const records = async (): Promise<unknown> =>
    (await running.store.rows('SELECT count(*) AS n FROM events'))[0]?.['n'];

  test.each<[string, () => Orderer | null, number]>([
    ['nobody', () => null, 401],
    ['a wrong token', () => ({ token: 'guessed' }), 401],
    ['an analyst', () => session('analyst'), 403],
    ['the analyst of a branch', () => session('branch'), 403],
    ['a reader of reports', () => session('reporter'), 403],
    [
      'an administrator’s page elsewhere, without the CSRF token',
      () => session('admin', 'none'),
      403,
    ],
    ['an administrator with another CSRF token', () => session('admin', 'other'), 403],
  ])('not %s', async (_, who, status) => {
    const before = await records();
    expect(await askRange(running.console.url, who(), order)).toEqual({
      status,
      body: { message: textLike(/\w/) },
    });
    expect(await records()).toBe(before);
  });

  test.each<[string, () => Orderer, string]>([
    ['an administrator', () => session('admin'), 'admin'],
    ['the authorized service', () => ({ token }), 'Scripts and curl'],
  ])('%s', async (_, who, name) => {
    const { status, body } = await askRange(running.console.url, who(), order);
    expect([status, body]).toEqual([201, expect.objectContaining({ by: name })]);
  });

  test.each([
    ['admin', 200],
    ['analyst', 403],
  ])('what has happened is read by %s: %d', async (username, status) => {
    const { sec } = running.api.sessions.login(username);
    const address = `${running.console.url}/console/stand-in/attack-range/runs`;
    expect((await fetch(address, { headers: { SEC: sec } })).status).toBe(status);
  });

  test.each([
    ['admin', 200],
    ['analyst', 403],
  ])('the page is for %s: %d', async (username, status) => {
    const headers = { Cookie: cookiesOf(running.api.sessions.login(username)) };
    const page = await fetch(`${running.console.url}/console/do/core/attackRange`, { headers });
    expect(page.status).toBe(status);
    expect((await page.text()).includes('range-form')).toBe(status === 200);
  });

  test('it is no part of the REST API', async () => {
    for (const path of ['/api', '/console/restapi/api']) {
      const response = await fetch(`${running.console.url}${path}/stand-in/attack-range/runs`, {
        headers: { SEC: token },
      });
      expect(response.status).toBe(404);
    }
  });
});

describe('an order that is none', () => {
  test.each([
    ['nothing', undefined, /technique/],
    ['a list', [], /expected object/],
    ['another technique', { technique: 'mimikatz' }, /technique/],
    ['a word more', { ...order, sudo: true }, /sudo/],
    [
      'a host name with a quote',
      { ...order, host: { name: `x' OR '1`, address: '10.0.0.1' } },
      /host name/,
    ],
    ['a host without an address', { ...order, host: { name: 'x', address: 'x' } }, /IPv4 or IPv6/],
    ['a target that is none', { technique: 'ftp-c2', target: '1.2.3' }, /IPv4 or IPv6/],
    ['a marker with a wildcard', { ...order, marker: 'ab%c' }, /marker/],
    ['a user with a line break', { ...order, user: 'a\nb' }, /control/],
    ['no session', { ...order, sessions: 0 }, /sessions/],
    ['too many sessions', { ...order, sessions: 51 }, /sessions/],
    ['half a byte', { technique: 'ftp-c2', bytes: 0.5 }, /bytes/],
    ['a day late', { ...order, lateSeconds: 86_400 }, /lateSeconds/],
    [
      'without what it never leaves',
      { ...order, without: ['connection'] },
      /no signal "connection"/,
    ],
  ])('%s', async (_, body, message) => {
    expect(await askRange(running.console.url, { token }, body)).toEqual({
      status: 400,
      body: { message: textLike(message) },
    });
  });

  test.each([
    ['{', 400],
    [JSON.stringify({ technique: 'x'.repeat(20_000) }), 413],
  ])('a body that cannot be read: %#', async (body, status) => {
    const address = `${running.console.url}/console/stand-in/attack-range/runs`;
    const headers = { SEC: token, 'Content-Type': 'application/json' };
    const response = await fetch(address, { method: 'POST', headers, body });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ message: textLike(/10 kB/) });
  });
});

describe('bounds', () => {
  const opened: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });

  async function range(scenario: 'stories' | 'none' = 'stories') {
    const store = await ConsoleStore.open({ threads: 1 });
    await loadScenario(store, { name: scenario, scale: 0, endMs });
    const clock = new ManualClock(endMs);
    const made = new AttackRange({ store, clock, log: () => undefined });
    opened.push(async () => {
      await made.close();
      store.close();
    });
    return { store, clock, range: made };
  }

  test('so many late records wait, and not one more', async () => {
    const { range: at } = await range();
    const late = { technique: 'ftp-upload', sessions: 50, lateSeconds: 3600 };
    const { signals } = await at.inject(late, 'admin');
    const each = signals.reduce((sum, { records }) => sum + records, 0);
    while (at.waiting + each <= rangeBounds.waiting) await at.inject(late, 'admin');
    await expect(at.inject(late, 'admin')).rejects.toMatchObject({ status: 429 });
    expect(at.waiting).toBeLessThanOrEqual(rangeBounds.waiting);
    expect(at.runs.length).toBeLessThanOrEqual(rangeBounds.runs);
  });

  test('what waits at the end is dropped', async () => {
    const { store, clock, range: at } = await range();
    const count = async (): Promise<unknown> =>
      (await store.rows('SELECT count(*) AS n FROM events'))[0]?.['n'];
    const before = await count();
    await at.inject({ technique: 'ftp-c2', lateSeconds: 600 }, 'admin');
    await at.close();
    expect(at.waiting).toBe(0);
    clock.advance(3_600_000);
    expect(await count()).toBe(before);
  });

  test('so many records in two days, and then again', async () => {
    const { clock, range: at } = await range();
    const large = { technique: 'ftp-upload', sessions: 50 };
    let written = 0;
    for (;;) {
      const run = await at.inject(large, 'admin').catch((error: unknown) => error);
      if (run instanceof Error) {
        expect(run).toMatchObject({ status: 429 });
        break;
      }
      written += 1;
      expect(written).toBeLessThan(rangeBounds.records);
    }
    clock.advance(2 * 86_400_000 + 1000);
    await expect(at.inject(large, 'admin')).resolves.toMatchObject({ sessions: 50 });
  });

  test('so many hosts of its own', async () => {
    const { store, range: at } = await range();
    const before = store.dimensions.logSources.length;
    const on = (index: number) =>
      at.inject(
        { technique: 'smb-pipe', host: { name: `h-${index}`, address: `10.9.0.${index}` } },
        'admin',
      );
    for (let index = 1; index <= rangeBounds.hosts; index += 1) await on(index);
    await expect(on(rangeBounds.hosts + 1)).rejects.toMatchObject({ status: 429 });
    await on(1);
    expect(store.dimensions.logSources).toHaveLength(before + rangeBounds.hosts);
  });

  test('a console without a firewall has the host’s records alone', async () => {
    const { range: at } = await range('none');
    const { signals } = await at.inject({ technique: 'ftp-c2' }, 'admin');
    expect(signals.map(({ signal, whyNot }) => [signal, whyNot])).toEqual([
      ['file', null],
      ['process', null],
      ['connection', null],
      ['firewall-control', 'no-firewall'],
    ]);
  });
});
