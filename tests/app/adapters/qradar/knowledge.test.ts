import { alice, consoleOf, errorOf, never, type Reported } from '../support/console-of.ts';
import {
  healthy,
  refusal,
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../support/scripted-console.ts';

let scripted: ScriptedConsole;
beforeEach(async () => {
  scripted = await startScriptedConsole(healthy());
});
afterEach(() => scripted.close());

const filterOf = (route: string) =>
  scripted.asked.find((asked) => asked.route === route)?.query.get('filter');

describe('facts', () => {
  test('tell numeric fields from others', async () => {
    const console = consoleOf(scripted);
    expect(await console.factsFor(alice).eventFields(never)).toEqual([
      { name: 'sourceip', numeric: false },
      { name: 'Bytes Sent', numeric: true },
      { name: 'Bytes Received', numeric: true },
    ]);
    await console.close();
  });

  test('give ids of the categories that exist, and leave out others', async () => {
    const console = consoleOf(scripted);
    const names = ['Access Permitted', 'Connection Accepted', 'access permitted'];
    expect(await console.factsFor(alice).categoryIds(names, never)).toEqual(
      new Map([['Access Permitted', 4012]]),
    );
    await console.close();
  });

  test('are kept per session, and asked once by two askers', async () => {
    const console = consoleOf(scripted);
    const facts = console.factsFor(alice);
    await Promise.all([facts.domainNames(never), facts.domainNames(never)]);
    await console.factsFor({ sec: 'another', csrf: null }).domainNames(never);
    const route = 'GET /config/domain_management/domains';
    expect(scripted.routes().filter((one) => one === route)).toHaveLength(2);
    await console.close();
  });

  test('have no domain names for a session that may not know any', async () => {
    scripted.script({
      ...healthy(),
      'GET /config/domain_management/domains': () => refusal(403, 26, 'no'),
    });
    const console = consoleOf(scripted);
    expect(await console.factsFor(alice).domainNames(never)).toEqual(new Map());
    await console.close();
  });

  test('that failed are asked again', async () => {
    scripted.script({
      ...healthy(),
      'GET /ariel/databases/events': ({ times }) =>
        times === 1 ? refusal(403, 26, 'not yet') : { body: { columns: [] } },
    });
    const console = consoleOf(scripted);
    await errorOf(console.factsFor(alice).eventFields(never));
    expect(await console.factsFor(alice).eventFields(never)).toEqual([]);
    await console.close();
  });

  test('asked by somebody who gives up still serve the others', async () => {
    scripted.script({
      ...healthy(),
      'GET /ariel/databases/events': () => (response) => {
        setTimeout(() => {
          response.writeHead(200, { 'Content-Type': 'application/json' });
          response.end(JSON.stringify({ columns: [] }));
        }, 100);
      },
    });
    const console = consoleOf(scripted);
    const stop = new AbortController();
    const first = errorOf(console.factsFor(alice).eventFields(stop.signal));
    const second = console.factsFor(alice).eventFields(never);
    stop.abort();
    expect(await first).toMatchObject({ code: 'cancelled' });
    expect(await second).toEqual([]);
    await console.close();
  });
});

describe('who is asking', () => {
  const who = async (script: Script, sec = 'someone') => {
    scripted.script({ ...healthy(), ...script });
    const console = consoleOf(scripted);
    const [settled] = await Promise.allSettled([console.who({ sec, csrf: null }, never)]);
    await console.close();
    return settled;
  };
  const role = (...names: readonly string[]): Script => ({
    'GET /config/access/user_roles': () => ({
      body: [{ name: 'r', capabilities: names.map((name) => ({ name })) }],
    }),
  });

  test.each([
    [['ADMIN'], true, true],
    [['SAASADMIN'], true, true],
    [['EventViewer', 'SEM'], true, false],
    [['SEM'], false, false],
    [[], false, false],
  ])('with the capabilities %j may search: %s, administer: %s', async (names, search, admin) => {
    expect(await who(role(...names))).toMatchObject({
      value: { user: 'alice', canSearch: search, canAdminister: admin },
    });
  });

  test('is tried as a searcher where QRadar does not tell capabilities', async () => {
    for (const reply of [refusal(403, 26, 'no'), { body: [] }, { body: [{ name: 'r' }] }]) {
      expect(await who({ 'GET /config/access/user_roles': () => reply })).toMatchObject({
        value: { canSearch: true, canAdminister: false },
      });
    }
  });

  test('may be an authorized service', async () => {
    const script: Script = {
      'GET /config/access/users': () => ({ body: [] }),
      'GET /config/access/authorized_services': () => ({
        body: [{ label: 'nightly', user_role_id: 2, security_profile_id: 1 }],
      }),
    };
    expect(await who(script)).toMatchObject({ value: { user: 'nightly' } });
  });

  test('is nobody when QRadar knows neither a user nor a service', async () => {
    const script: Script = {
      'GET /config/access/users': () => ({ body: [] }),
      'GET /config/access/authorized_services': () => ({ body: [] }),
    };
    expect(await who(script)).toMatchObject({ reason: { code: 'not-signed-in' } });
  });

  describe('has a scope', () => {
    const ids = { user_role_id: 5, security_profile_id: 3, tenant_id: null };
    const scopeOf = async (members: object, sec?: string) => {
      const body = [{ username: 'x', ...members }];
      const settled = await who({ 'GET /config/access/users': () => ({ body }) }, sec);
      if (settled.status === 'rejected') throw settled.reason;
      return settled.value.scope;
    };

    test('of its profile, role and tenant, whatever the name and the session', async () => {
      const scope = await scopeOf(ids, 'one');
      expect(await scopeOf({ ...ids, username: 'y' }, 'two')).toBe(scope);
      for (const other of [{ user_role_id: 6 }, { security_profile_id: 4 }, { tenant_id: 1 }]) {
        expect(await scopeOf({ ...ids, ...other })).not.toBe(scope);
      }
    });

    test('that sessions without a tenant share, and not with those of a tenant', async () => {
      expect(await scopeOf({ ...ids, tenant_id: null }, 'one')).toBe(await scopeOf(ids, 'two'));
      expect(await scopeOf({ ...ids, tenant_id: 0 })).not.toBe(await scopeOf(ids));
    });

    test.each<[string, object]>([
      ['the profile is left out', { ...ids, security_profile_id: undefined }],
      ['the profile is null', { ...ids, security_profile_id: null }],
      ['the role is left out', { ...ids, user_role_id: undefined }],
      ['the role is null', { ...ids, user_role_id: null }],
      ['the tenant is left out', { ...ids, tenant_id: undefined }],
      ['all are left out', {}],
    ])('of its own where %s, the same each time and without its token', async (_, left) => {
      const scope = await scopeOf(left, 'one-session');
      expect(await scopeOf(left, 'another')).not.toBe(scope);
      expect(await scopeOf(left, 'one-session')).toBe(scope);
      expect(scope).not.toContain('one-session');
    });
  });

  test('is remembered for at most a minute', async () => {
    let nowMs = 0;
    const console = consoleOf(scripted, { nowMs: () => nowMs });
    const asked = () =>
      scripted.routes().filter((route) => route === 'GET /config/access/users').length;
    await console.who(alice, never);
    nowMs = 59_999;
    await console.who(alice, never);
    expect(asked()).toBe(1);
    nowMs = 60_001;
    await console.who(alice, never);
    expect(asked()).toBe(2);
    await console.close();
  });
});

describe('what is known of an address', () => {
  const ask = async (script: Script, address = '10.20.30.40') => {
    scripted.script({ ...healthy(), ...script });
    const reported: Reported[] = [];
    const console = consoleOf(scripted, { reported });
    const seen = { address, domainId: 7 };
    const [settled] = await Promise.allSettled([console.addressContext(alice, seen, never)]);
    await console.close();
    return { settled, reported };
  };

  test('is its asset and its offenses, asked with quoted addresses', async () => {
    const { settled } = await ask({
      'GET /asset_model/assets': () => ({
        body: [
          {
            id: 1042,
            hostnames: [{ name: 'ftp-bk01' }],
            properties: [{ name: 'Given Name', value: 'Backup FTP' }],
          },
        ],
      }),
      'GET /siem/source_addresses': () => ({ body: [{ id: 77, offense_ids: [1204, 1300] }] }),
      'GET /siem/offenses': () => ({
        body: [
          {
            id: 1300,
            description: 'FTP upload\npreceded by Scan\n',
            magnitude: 5,
            status: 'OPEN',
            last_updated_time: 1767225000000,
          },
        ],
      }),
    });
    expect(settled).toMatchObject({
      value: {
        address: '10.20.30.40',
        asset: { id: 1042, name: 'Backup FTP' },
        offenses: [
          {
            id: 1300,
            description: 'FTP upload preceded by Scan',
            magnitude: 5,
            status: 'OPEN',
            lastUpdatedMs: 1767225000000,
          },
        ],
      },
    });
    expect(filterOf('GET /asset_model/assets')).toBe(
      'interfaces contains ip_addresses contains value = "10.20.30.40" and domain_id = 7',
    );
    expect(filterOf('GET /siem/source_addresses')).toBe(
      'source_ip = "10.20.30.40" and domain_id = 7',
    );
    expect(filterOf('GET /siem/offenses')).toBe('id in (1300,1204)');
  });

  test('may be nothing', async () => {
    expect((await ask({})).settled).toMatchObject({
      value: { asset: { id: null, name: null }, offenses: [] },
    });
    expect(scripted.routes()).not.toContain('GET /siem/offenses');
  });

  test('lacks the parts the session may not see, and those that fail', async () => {
    const { settled, reported } = await ask({
      'GET /asset_model/assets': () => refusal(403, 26, 'no'),
      'GET /siem/source_addresses': () => refusal(500, 1020, 'failed'),
    });
    expect(settled).toMatchObject({ value: { asset: null, offenses: null } });
    expect(reported).toHaveLength(2);
  });

  test('is refused to a session that has ended', async () => {
    const { settled } = await ask({ 'GET /asset_model/assets': () => refusal(401, 18, 'no') });
    expect(settled).toMatchObject({ reason: { code: 'not-signed-in' } });
  });
});

describe('public blocks of the network hierarchy', () => {
  test('leave out private, special and "other" networks, and name each block once', async () => {
    const block = (cidr: string | null, name = 'n', group = 'Internet.Own') => ({
      cidr,
      name,
      group,
    });
    scripted.script({
      ...healthy(),
      'GET /config/network_hierarchy/networks': () => ({
        body: [
          block('198.18.0.0/15'),
          block('10.0.0.0/8'),
          block('8.8.4.0/24', 'DNS'),
          block('8.8.4.0/24', 'DNS again'),
          block('2a00:1450::/32', 'v6'),
          block('fd00::/8'),
          block('0.0.0.0/0'),
          block('no block'),
          block(null),
        ],
      }),
    });
    const console = consoleOf(scripted);
    expect(await console.publicBlocks(alice, never)).toEqual([
      { cidr: '8.8.4.0/24', name: 'Internet.Own.DNS again' },
      { cidr: '2a00:1450::/32', name: 'Internet.Own.v6' },
    ]);
    await console.close();
  });

  test('are unknown to a session that may not read the hierarchy', async () => {
    scripted.script({
      ...healthy(),
      'GET /config/network_hierarchy/networks': () => refusal(403, 26, 'no'),
    });
    const console = consoleOf(scripted);
    expect(await console.publicBlocks(alice, never)).toBeNull();
    await console.close();
  });
});

describe('a search that is held', () => {
  test('gives its pages until it is closed, then is deleted once', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => ({ n }));
    scripted.script(healthy(rows));
    const console = consoleOf(scripted);
    const held = await console.holdSearch(alice, { name: 'evidence', aql: 'SELECT a FROM events' });
    expect(await held.progress(1000, never)).toEqual({ done: true, percent: 100, rows: 30 });
    expect(await held.page({ offset: 10, limit: 5 }, never)).toEqual(rows.slice(10, 15));
    expect(await held.page({ offset: 28, limit: 5 }, never)).toEqual(rows.slice(28));
    expect(await held.page({ offset: 40, limit: 5 }, never)).toEqual([]);
    held.close();
    held.close();
    await console.close();
    expect(scripted.routes().filter((r) => r === 'DELETE /ariel/searches/{id}')).toHaveLength(1);
  });

  test('says how far it is when it takes longer than the asker waits', async () => {
    scripted.script({
      ...healthy(),
      'GET /ariel/searches/{id}': ({ id }) => ({
        status: 206,
        body: { search_id: id, status: 'EXECUTE', progress: 12, record_count: 0 },
      }),
    });
    const console = consoleOf(scripted);
    const held = await console.holdSearch(alice, { name: 'evidence', aql: 'SELECT a FROM events' });
    expect(await held.progress(300, never)).toMatchObject({ done: false, percent: 12 });
    held.close();
    await console.close();
    expect(scripted.routes().slice(-2)).toEqual([
      'POST /ariel/searches/{id}',
      'DELETE /ariel/searches/{id}',
    ]);
  });
});
