import {
  findingGuidesSchema,
  guideTextsSchema,
  stepAnswerSchema,
} from '../../../contract/guides.ts';
import {
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../adapters/support/scripted-console.ts';
import { arielWith, hosts, isConnections, runsOf } from './runs-over-http.ts';
import { changing, cookies, startApp, type RunningApp } from './support.ts';

/** Alice and Bob have one profile, Carol another; Ann is an administrator with theirs. */
const profiles: Readonly<Record<string, number>> = { alice: 3, bob: 3, carol: 4, ann: 3 };
const people: Script = {
  'GET /config/access/users': ({ headers }) => {
    const username = String(headers['sec']);
    const role = username === 'ann' ? 6 : 5;
    const account = {
      user_role_id: role,
      security_profile_id: profiles[username],
      tenant_id: null,
    };
    return { body: [{ username, ...account }] };
  },
  'GET /config/access/user_roles': ({ headers }) => ({
    body: [
      {
        name: 'r',
        capabilities: [
          { name: 'EventViewer' },
          ...(headers['sec'] === 'ann' ? [{ name: 'ADMIN' }] : []),
        ],
      },
    ],
  }),
};

let scripted: ScriptedConsole;
let app: RunningApp;
beforeEach(async () => {
  scripted = await startScriptedConsole({});
  scripted.script(arielWith((asked) => (isConnections(scripted, asked) ? hosts(1) : []), people));
  app = await startApp(scripted);
});
afterEach(async () => {
  await app.close();
  await scripted.close();
});
const { start, over, findingsOf } = runsOf(() => app);

async function findingOf(sec: string): Promise<string> {
  const fresh = { profile: 'corrected', range: { lastMinutes: 60 }, fresh: true };
  const run = await over(await start(sec, fresh), sec);
  const { findings } = await findingsOf(run, sec);
  return `api/runs/${run.id}/findings/${encodeURIComponent(findings[0]?.id ?? '')}/guides`;
}
const get = (sec: string, at: string, language = 'en') =>
  app.ask('GET', at, { headers: { ...cookies(sec), 'Accept-Language': language } });
const put = (sec: string, at: string, body: unknown) =>
  app.ask('PUT', at, { headers: changing(sec), body });
const guidesOf = async (sec: string, at: string, language?: string) =>
  findingGuidesSchema.parse((await get(sec, at, language)).body).guides;

test('a finding has two guides in the language of the asker, with its own queries', async () => {
  const at = await findingOf('alice');
  const [investigation, response] = await guidesOf('alice', at);
  expect(investigation?.title).toBe('Is this somebody taking data out?');
  expect(response?.name).toBe('response');
  const query = investigation?.sections[0]?.steps[0]?.queries[0];
  expect(query?.aql).toMatch(/START \d+ STOP \d+$/);
  expect((await guidesOf('alice', at, 'de-DE'))[0]?.title).toMatch(/^Trägt hier jemand/);
});

test('a step that is done is done for the team, and for nobody with other rights', async () => {
  const at = await findingOf('alice');
  const step = `${at}/investigation/steps/largest`;
  const done = stepAnswerSchema.parse((await put('alice', step, { isDone: true })).body).done;
  expect(done?.by).toBe('alice');
  const ofBob = await findingOf('bob');
  const seen = (await guidesOf('bob', ofBob, 'de'))[0]?.sections.flatMap(({ steps }) => steps);
  expect(seen?.filter(({ done: by }) => by !== null).map(({ id, done: by }) => [id, by])).toEqual([
    ['largest', done],
  ]);
  // Who did it first stays.
  const again = await put('bob', `${ofBob}/investigation/steps/largest`, { isDone: true });
  expect(again.body).toEqual({ done });
  const ofCarol = await findingOf('carol');
  const others = (await guidesOf('carol', ofCarol))[0]?.sections.flatMap(({ steps }) => steps);
  expect(others?.every(({ done: by }) => by === null)).toBe(true);
  await put('bob', `${ofBob}/investigation/steps/largest`, { isDone: false });
  const after = (await guidesOf('alice', at))[0]?.sections.flatMap(({ steps }) => steps);
  expect(after?.every(({ done: by }) => by === null)).toBe(true);
});

test('an administrator replaces a guide and goes back; the trail says so', async () => {
  const at = await findingOf('alice');
  const text = '# Ours\n\n## Ask\n\n- [ ] {#ask} Ask the duty manager.\n';
  const written = await put('ann', 'api/guides/investigation/en', { text });
  expect(written.body).toMatchObject({ text, changed: { by: 'ann' } });
  expect((await guidesOf('alice', at))[0]).toMatchObject({ title: 'Ours', isOwn: true });
  expect((await guidesOf('alice', at, 'de'))[0]?.isOwn).toBe(false);
  const gone = await put('alice', `${at}/investigation/steps/largest`, { isDone: true });
  expect(gone).toMatchObject({ status: 409, body: { code: 'guide-changed' } });
  const { texts } = guideTextsSchema.parse((await get('ann', 'api/guides')).body);
  expect(texts.map(({ changed }) => changed?.by ?? null)).toEqual(['ann', null, null, null]);
  await put('ann', 'api/guides/investigation/en', { text: null });
  expect((await guidesOf('alice', at))[0]?.isOwn).toBe(false);
  const { body } = await get('ann', 'api/audit');
  expect(body).toMatchObject({
    entries: [
      { user: 'ann', setting: 'guides.investigation.en', before: `${text.length}`, after: 'null' },
      { user: 'ann', setting: 'guides.investigation.en', before: 'null', after: `${text.length}` },
    ],
  });
});

test.each([
  ['what is no guide', { text: 'hello' }, 422, 'guide-invalid'],
  ['nothing', { text: '' }, 400, 'bad-request'],
  ['too much', { text: `# A\n${'x'.repeat(60_000)}` }, 400, 'bad-request'],
  ['a body that is none', [], 400, 'bad-request'],
])('%s is refused as a guide', async (_what, body, status, code) => {
  expect(await put('ann', 'api/guides/response/de', body)).toMatchObject({
    status,
    body: { code },
  });
});

test('only administrators write guides, and only of those that are there', async () => {
  const body = { text: null };
  expect((await put('alice', 'api/guides/response/de', body)).status).toBe(403);
  expect((await put('ann', 'api/guides/lunch/de', body)).status).toBe(400);
  expect((await put('ann', 'api/guides/response/fr', body)).status).toBe(400);
});
