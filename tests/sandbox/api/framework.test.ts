import { errorBody, startConsole, textLike, type RunningConsole } from './support.ts';

let qradar: RunningConsole;

beforeAll(async () => {
  qradar = await startConsole({
    dimensions: {
      offenses: [],
      domains: [
        { id: 0, name: 'Default Domain', description: '', tenantId: null, deleted: false },
        { id: 1, name: 'Branch', description: 'far away', tenantId: null, deleted: false },
      ],
    },
  });
});

afterAll(() => qradar.close());

describe('errors', () => {
  test('have exactly five fields, JSON whatever was accepted', async () => {
    const { status, body, headers } = await qradar.call('GET', '/no/such/path', {
      headers: { Accept: 'application/csv' },
    });
    expect(status).toBe(404);
    expect(headers.get('content-type')).toContain('application/json');
    expect(body).toEqual({
      http_response: { code: 404, message: textLike(/could not find/) },
      code: 4,
      description: '',
      details: {},
      message: textLike(/no\/such\/path/),
    });
  });

  test('what a console has and the stand-in has not is 501 with a sentence', async () => {
    const { status, body } = await qradar.call('GET', '/analytics/rules');
    expect(status).toBe(501);
    expect(body).toMatchObject({
      message: 'The stand-in console does not implement GET /analytics/rules',
    });
    expect((await qradar.call('PUT', '/ariel/searches')).status).toBe(501);
  });

  test('the other mount point serves the same', async () => {
    const response = await fetch(qradar.url.replace('/api', '/console/restapi/api/system/about'), {
      headers: { SEC: qradar.api.sessions.serviceToken },
    });
    expect(await response.json()).toMatchObject({ external_version: '7.5.0' });
  });

  test('a request line beyond what the web server takes is 414', async () => {
    const { status } = await qradar.call('GET', '/system/about', {
      query: { x: 'y'.repeat(9000) },
    });
    expect(status).toBe(414);
  });

  test('a broken escape in the path is a client error', async () => {
    expect((await qradar.call('GET', '/ariel/databases/%E0%A4%A')).status).toBe(400);
  });
});

describe('parameters', () => {
  const path = '/ariel/functions';

  test('are checked in the order fields, required, type', async () => {
    const bad = { fields: 'nonsense' };
    expect((await qradar.call('GET', path, { query: bad })).body).toMatchObject({ code: 30 });
    expect((await qradar.call('GET', path)).body).toEqual(errorBody(422, 8));
    const query = { current_user: 'perhaps' };
    expect((await qradar.call('GET', '/config/access/users', { query })).body).toEqual(
      errorBody(422, 11),
    );
    const both = { ...query, fields: 'id,id' };
    expect((await qradar.call('GET', '/config/access/users', { query: both })).body).toEqual(
      errorBody(422, 31),
    );
  });

  test('unknown ones are ignored, since clients append some against caching', async () => {
    expect((await qradar.call('GET', '/system/about', { query: { _: '1' } })).status).toBe(200);
  });
});

describe('credentials', () => {
  test('none, or wrong ones, are 401/18', async () => {
    expect((await qradar.call('GET', '/system/about', { as: 'nobody' })).body).toEqual(
      errorBody(401, 18),
    );
    const headers = { SEC: 'wrong' };
    expect((await qradar.call('GET', '/system/about', { as: 'nobody', headers })).body).toEqual(
      errorBody(401, 18),
    );
  });

  test('a session works as cookie and as header, until log-out', async () => {
    const { sec, csrf } = qradar.api.sessions.login('analyst');
    const cookie = { Cookie: `SEC=${sec}; QRadarCSRF=${csrf}` };
    const query = { current_user: 'true', fields: 'username' };
    for (const headers of [cookie, { SEC: sec }]) {
      const { body } = await qradar.call('GET', '/config/access/users', {
        as: 'nobody',
        query,
        headers,
      });
      expect(body).toEqual([{ username: 'analyst' }]);
    }
    const out = await qradar.call('POST', '/auth/logout', {
      as: 'nobody',
      headers: { ...cookie, QRadarCSRF: csrf },
    });
    expect(out.body).toBe(true);
    const after = await qradar.call('GET', '/system/about', { as: 'nobody', headers: cookie });
    expect(after.status).toBe(401);
  });

  test.each(['missing', 'wrong'])(
    'a write of a session with a %s CSRF header is 403',
    async (how) => {
      const { sec, csrf } = qradar.api.sessions.login('analyst');
      const headers = {
        Cookie: `SEC=${sec}; QRadarCSRF=${csrf}`,
        ...(how === 'wrong' ? { QRadarCSRF: 'wrong' } : {}),
      };
      for (const path of ['/ariel/searches', '/siem/offenses/1/notes', '/analytics/rules/1']) {
        expect((await qradar.call('POST', path, { as: 'nobody', headers })).status).toBe(403);
      }
    },
  );

  test('a write of an authorized service needs no CSRF header', async () => {
    const query = { query_expression: 'SELECT sourceip FROM events LAST 1 MINUTES' };
    expect((await qradar.call('POST', '/ariel/searches', { query })).status).toBe(201);
  });

  test('a missing capability is 403/26', async () => {
    for (const path of ['/siem/offenses', '/asset_model/assets', '/ariel/databases/events']) {
      const { body } = await qradar.call('GET', path, { as: 'reporter' });
      expect(body).toEqual(errorBody(403, 26));
    }
    const query = { query_expression: 'SELECT sourceip FROM events LAST 1 MINUTES' };
    const { body } = await qradar.call('POST', '/ariel/searches', { as: 'reporter', query });
    expect(body).toEqual(errorBody(403, 26));
  });
});

describe('who is calling', () => {
  test('a user is found among users, a token among authorized services', async () => {
    const own = { current_user: 'true' };
    const ownService = { current_authorized_service: 'true' };
    const users = '/config/access/users';
    const services = '/config/access/authorized_services';
    expect((await qradar.call('GET', users, { query: own })).body).toEqual([]);
    expect((await qradar.call('GET', users, { as: 'analyst', query: own })).body).toMatchObject([
      { username: 'analyst', password: null },
    ]);
    expect((await qradar.call('GET', services, { query: ownService })).body).toMatchObject([
      { token: null },
    ]);
    expect((await qradar.call('GET', services, { as: 'admin', query: ownService })).body).toEqual(
      [],
    );
  });

  test('only an administrator sees the others', async () => {
    const names = async (as: string): Promise<unknown> =>
      (await qradar.call('GET', '/config/access/users', { as, query: { fields: 'username' } }))
        .body;
    expect(await names('admin')).toHaveLength(5);
    expect(await names('branch')).toEqual([{ username: 'branch' }]);
    expect((await qradar.call('GET', '/config/access/users/1', { as: 'branch' })).body).toEqual(
      errorBody(404, 38310001),
    );
    expect((await qradar.call('GET', '/config/access/user_roles/1', { as: 'branch' })).status).toBe(
      403,
    );
  });

  test('a role tells its capabilities', async () => {
    const query = { current_user_role: 'true', fields: 'name,capabilities(name)' };
    const { body } = await qradar.call('GET', '/config/access/user_roles', {
      as: 'reporter',
      query,
    });
    expect(body).toEqual([{ name: 'Report Reader', capabilities: [{ name: 'REPORTING' }] }]);
  });

  test('domains: the own ones only, and little of them', async () => {
    const path = '/config/domain_management/domains';
    const { body } = await qradar.call('GET', path, { as: 'branch' });
    expect(body).toMatchObject([{ id: 1, name: 'Branch', description: null, deleted: null }]);
    expect((await qradar.call('GET', `${path}/0`, { as: 'branch' })).body).toEqual(
      errorBody(404, 1002),
    );
    expect((await qradar.call('GET', path, { as: 'admin' })).body).toMatchObject([
      { id: 0 },
      { id: 1, description: 'far away', deleted: false },
    ]);
  });
});
