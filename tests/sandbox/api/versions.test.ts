import type { ProfileName } from '../../../sandbox/api/versions.ts';
import { errorBody, rowsOf, startConsole, type Answer, type RunningConsole } from './support.ts';

let qradar: RunningConsole;

async function about(version: string | null): Promise<Answer> {
  const headers = version === null ? {} : { Version: version };
  return qradar.call('GET', '/system/about', { headers });
}

describe.each<[ProfileName, string, string, string, string]>([
  ['UP2', '18', '16', '15.0', '14'],
  ['UP7', '21', '19', '18.0', '17'],
  ['UP10', '24', '22', '21.0', '20'],
  ['UP13', '26', '24', '23.0', '22'],
  ['future', '29', '27', '26.0', '25'],
])('profile %s', (profile, newest, oldestSupported, deprecated, removed) => {
  beforeAll(async () => {
    qradar = await startConsole({}, { profile });
  });

  afterAll(() => qradar.close());

  test('answers its versions, marks the last as deprecated and refuses older ones', async () => {
    for (const version of [null, newest, `${newest}.0`, oldestSupported, '99', '99.1']) {
      const { status, headers } = await about(version);
      expect({ version, status, deprecated: headers.has('Deprecated') }).toEqual({
        version,
        status: 200,
        deprecated: false,
      });
    }
    expect((await about(deprecated)).headers.has('Deprecated')).toBe(true);
    for (const version of [removed, '8.0', 'new', '']) {
      expect((await about(version)).body).toEqual(errorBody(422, 0));
    }
  });

  test('lists them newest first', async () => {
    const rows = rowsOf(
      await qradar.call('GET', '/help/versions', {
        query: { filter: 'removed = false', fields: 'version,deprecated' },
      }),
    );
    expect(rows).toHaveLength(4);
    expect(rows[0]).toEqual({ version: `${newest}.0`, deprecated: false });
    expect(rows[3]).toEqual({ version: deprecated, deprecated: true });
  });
});

describe('what comes and goes', () => {
  test('roles show capabilities and the own role from 21.0 on', async () => {
    qradar = await startConsole({}, { profile: 'UP2' });
    const query = { current_user_role: 'true' };
    const path = '/config/access/user_roles';
    expect((await qradar.call('GET', path, { as: 'analyst', query })).body).toEqual(
      errorBody(403, 26),
    );
    const rows = rowsOf(await qradar.call('GET', path, { as: 'admin', query }));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({ id: 1, name: 'Admin' });
    await qradar.close();
  });

  test('old reference sets are deprecated, or gone; OCSF offenses come with 24.0', async () => {
    qradar = await startConsole({}, { profile: 'UP10' });
    const sets = await qradar.call('GET', '/reference_data/sets');
    expect(sets.status).toBe(200);
    expect(sets.headers.has('Deprecated')).toBe(true);
    expect((await qradar.call('GET', '/reference_data/sets/x/dependents')).status).toBe(410);
    expect((await qradar.call('GET', '/siem/offenses_ocsf')).status).toBe(501);
    const headers = { Version: '23.0' };
    expect((await qradar.call('GET', '/siem/offenses_ocsf', { headers })).body).toEqual(
      errorBody(404, 4),
    );
    await qradar.close();
  });

  test('one version by id', async () => {
    qradar = await startConsole();
    const [first] = rowsOf(await qradar.call('GET', '/help/versions'));
    const path = `/help/versions/${Number(first?.['id'])}`;
    expect((await qradar.call('GET', path)).body).toEqual(first);
    expect((await qradar.call('GET', '/help/versions/1')).body).toEqual(errorBody(404, 1002));
    await qradar.close();
  });
});
