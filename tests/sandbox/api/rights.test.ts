/** Rights that change while sessions are open, ordered over HTTP as by hand. */
import { startConsole, type Answer, type RunningConsole } from './support.ts';

let qradar: RunningConsole;
beforeEach(async () => {
  qradar = await startConsole({ events: [] }, { hasFaultControl: true });
});
afterEach(() => qradar.close());

const order = (what: string, body: unknown): Promise<Answer> =>
  qradar.call('POST', `/stand-in/rights/${what}`, {
    as: 'nobody',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const aql = 'SELECT sourceip FROM events LAST 5 MINUTES';
const search = () =>
  qradar.call('POST', '/ariel/searches', { as: 'analyst', query: { query_expression: aql } });
const own = async (path: string, member: string) => {
  const { body } = await qradar.call('GET', path, { as: 'analyst' });
  return (body as readonly Record<string, unknown>[]).map((row) => row[member]);
};

test('an open session loses and regains a right with the role of its user', async () => {
  expect((await search()).status).toBe(201);
  expect((await order('users/analyst', { role: 'Report Reader' })).status).toBe(200);
  expect((await search()).status).toBe(403);
  expect(await own('/config/access/users', 'user_role_id')).toEqual([6]);
  await order('users/analyst', { role: 'SOC Analyst' });
  expect((await search()).status).toBe(201);
});

test('a role loses a right for all who have it', async () => {
  await order('roles/SOC%20Analyst', { capabilities: ['SEM'] });
  expect((await search()).status).toBe(403);
  expect(await own('/config/access/users', 'user_role_id')).toEqual([5]);
});

test('a profile is exchanged, and narrowed under the same number', async () => {
  await order('users/analyst', { profile: 'Branch office' });
  expect(await own('/config/access/users', 'security_profile_id')).toEqual([3]);
  const narrowed = await order('profiles/Branch%20office', { domainIds: [] });
  expect(narrowed.body).toEqual({ id: 3, name: 'Branch office', domainIds: [] });
});

test('what changes is this console alone', async () => {
  await order('users/analyst', { role: 'Report Reader' });
  const other = await startConsole({ events: [] });
  const asked = { as: 'analyst', query: { query_expression: aql } };
  expect((await other.call('POST', '/ariel/searches', asked)).status).toBe(201);
  expect((await other.call('GET', '/stand-in/rights')).status).toBe(404);
  await other.close();
});

test.each([
  ['users/nobody', { role: 'Admin' }, 404],
  ['users/analyst', { role: 'Emperor' }, 404],
  ['users/analyst', { roles: 'Admin' }, 400],
  ['roles/Admin', { capabilities: ['FLY'] }, 400],
  ['profiles/Admin', { domainIds: [-1] }, 400],
])('%s %j is refused', async (what, body, status) => {
  const answer = await order(what, body);
  expect([answer.status, typeof (answer.body as { message: unknown }).message]).toEqual([
    status,
    'string',
  ]);
});
