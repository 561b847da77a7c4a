/** The uninstall hook: who may end what is under way, and what it says. */
import { runSchema } from '../../../../contract/run.ts';
import {
  healthy,
  refusal,
  search,
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../../adapters/support/scripted-console.ts';
import { changing, cookies, startApp, type RunningApp } from '../support.ts';

const capabilities: Readonly<Record<string, readonly string[]>> = {
  alice: ['EventViewer'],
  admin: ['ADMIN'],
  ConfigServices: [],
};

/** Searches never end by themselves, and are known until they are deleted. */
const endless: Script = {
  ...healthy(),
  'GET /config/access/users': ({ headers }) => {
    const sec = String(headers['sec']);
    if (!(sec in capabilities)) return refusal(401, 18, 'no');
    const locale_id = sec === 'admin' ? 'de_DE' : 'en_US';
    return {
      body: [
        { username: sec, locale_id, user_role_id: 1, security_profile_id: 1, tenant_id: null },
      ],
    };
  },
  'GET /config/access/user_roles': ({ headers }) => ({
    body: [
      {
        name: 'r',
        capabilities: (capabilities[String(headers['sec'])] ?? []).map((name) => ({ name })),
      },
    ],
  }),
  'GET /ariel/searches/{id}': ({ id }) => ({
    body: search({ search_id: id, status: 'EXECUTE', progress: 5 }),
  }),
};

let scripted: ScriptedConsole;
let app: RunningApp;
beforeEach(async () => {
  scripted = await startScriptedConsole(endless);
  app = await startApp(scripted);
});
afterEach(async () => {
  await app.close();
  await scripted.close();
});

const countOf = (route: string) => scripted.routes().filter((one) => one === route).length;

async function runOf(sec: string, id?: string) {
  const body = { profile: 'corrected', range: { lastMinutes: 60 }, fresh: true };
  const answer = await (id === undefined
    ? app.ask('POST', 'api/runs', { headers: changing(sec), body })
    : app.ask('GET', `api/runs/${id}`, { headers: cookies(sec) }));
  return runSchema.parse(answer.body);
}

/** Starts a detection of alice whose searches are under way. */
async function underWay(): Promise<string> {
  const { id } = await runOf('alice');
  while (countOf('GET /ariel/searches/{id}') === 0)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return id;
}

const hook = (headers: Record<string, string>) => app.ask('POST', 'uninstall', { headers });

test.each([
  ['an administrator', changing('admin'), /^1 laufende Erkennung beendet$/, /QRadar gelöscht$/],
  [
    'QRadar itself',
    { SEC: 'ConfigServices' },
    /^1 detection under way ended$/,
    /deleted in QRadar$/,
  ],
])(
  '%s ends what is under way, and its searches are deleted in QRadar',
  async (_, who, ended, gone) => {
    const run = await underWay();
    const answer = await hook(who);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        removed: [expect.stringMatching(ended), expect.stringMatching(gone)],
        left: [expect.stringMatching(/QRadar/), expect.stringMatching(/QRadar/)],
      },
    });
    expect(countOf('DELETE /ariel/searches/{id}')).toBe(countOf('POST /ariel/searches'));
    expect((await runOf('alice', run)).state).toBe('cancelled');
    expect(app.log()).toMatch(
      /"message":"uninstall hook","user":"\w+","detections":1,"deleted":\d/,
    );
    // The uninstallation may still fail; then the app goes on.
    expect((await runOf('alice')).state).toBe('running');
  },
);

test.each([
  ['an analyst', changing('alice')],
  ['an administrator whom another site made call', cookies('admin')],
  ['a session that QRadar does not know', { SEC: 'gone' }],
  ['nobody', {}],
])('%s is answered and ends nothing', async (_, headers) => {
  const run = await underWay();
  const answer = await hook(headers);
  expect(answer).toMatchObject({ status: 200, body: { removed: [] } });
  expect(answer.text).toContain('only an administrator or QRadar itself may end them');
  expect((await runOf('alice', run)).state).toBe('running');
  expect(countOf('DELETE /ariel/searches/{id}')).toBe(0);
});

test('a search that QRadar does not let go of is named as left', async () => {
  scripted.script({ ...endless, 'DELETE /ariel/searches/{id}': () => refusal(500, 1020, 'no') });
  await underWay();
  const { body } = await hook(changing('ConfigServices'));
  expect(JSON.stringify(body)).toMatch(/"\d Ariel search(es)? that could not be deleted/);
});

test('where nothing is under way, that is what it says', async () => {
  expect((await hook({ SEC: 'ConfigServices' })).body).toMatchObject({
    removed: ['0 detections under way ended', '0 Ariel searches deleted in QRadar'],
  });
});
