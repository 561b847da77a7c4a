/** The validation bench and rehearsals over HTTP: what is asked, who sees it, and where it never shows. */
import { coverageListSchema } from '../../../contract/coverage.ts';
import { auditPageSchema } from '../../../contract/audit.ts';
import {
  rehearsalListSchema,
  rehearsalSchema,
  techniquesSchema,
  validationExportSchema,
  validationListSchema,
  validationSchema,
  validitySchema,
} from '../../../contract/validation.ts';
import { problems } from '../../../words/en/problems.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import {
  healthy,
  refusal,
  startScriptedConsole,
  type Asked,
  type Script,
  type ScriptedConsole,
} from '../adapters/support/scripted-console.ts';
import { arielRow } from '../detection/builders.ts';
import { aqlOf, arielWith, isConnections, routes } from './runs-over-http.ts';
import { changing, cookies, startApp, type RunningApp } from './support.ts';

const inside = '10.9.9.9';
const account = { security_profile_id: 1, tenant_id: null };
const roles: Readonly<Record<string, number>> = { alice: 1, bob: 2, admin: 3 };
const people: Script = {
  'GET /config/access/users': ({ headers }) => {
    const name = String(headers['sec']);
    return { body: [{ username: name, user_role_id: roles[name] ?? 9, ...account }] };
  },
  'GET /config/access/user_roles': ({ headers }) => ({
    body: [
      {
        name: 'r',
        capabilities: (headers['sec'] === 'admin' ? ['ADMIN'] : ['EventViewer']).map((name) => ({
          name,
        })),
      },
    ],
  }),
};

let scripted: ScriptedConsole;
let app: RunningApp;
beforeEach(async () => {
  scripted = await startScriptedConsole({ ...healthy(), ...people });
  app = await startApp(scripted);
  scripted.script(arielWith(rowsOf, people));
});
afterEach(async () => {
  await app.close();
  await scripted.close();
});

/** A log source that delivers, and connections to the address inside for whoever asks for it. */
function rowsOf(asked: Asked): readonly unknown[] {
  const aql = aqlOf(scripted, asked.id);
  const lastMs = Date.now();
  if (aql.includes(aliases.sysmonEvent))
    return [
      {
        ...{ [aliases.logSource]: 7, [aliases.logSourceName]: 'ws-1', [aliases.records]: 9 },
        ...{ [aliases.sysmonEvent]: 1, [aliases.ofHost]: 1, [aliases.lag]: 0 },
        ...{ [aliases.firstSeen]: lastMs - 7_200_000, [aliases.lastSeen]: lastMs },
      },
    ];
  return isConnections(scripted, asked) && aql.includes(`'${inside}'`)
    ? [
        arielRow({
          ...{ [aliases.source]: '10.0.0.5', [aliases.destination]: inside },
          ...{ [aliases.destinationPort]: 445, [aliases.records]: 1 },
        }),
      ]
    : [];
}

const request = {
  ...{ technique: 'ftp-c2', variant: 'test', source: '10.0.0.5', host: "ws-1'; --", bytes: null },
  target: '93.184.216.34',
};
const ask = async (method: string, at: string, sec = 'alice', body?: unknown) => {
  const headers = method === 'GET' ? cookies(sec) : changing(sec);
  return app.ask(method, at, { headers, ...(body === undefined ? {} : { body }) });
};
async function prepared(sec = 'alice') {
  const { body, status } = await ask('POST', 'api/validations', sec, request);
  expect(status).toBe(201);
  const { id } = validationSchema.parse(body);
  const { body: stated } = await ask('GET', `api/validations/${id}?wait=10000`, sec);
  return validationSchema.parse(stated);
}
const ran = () => ({ startMs: Date.now() - 3_600_000, stopMs: Date.now() - 3_540_000 });

test('techniques are told with their commands', async () => {
  const { techniques } = techniquesSchema.parse((await ask('GET', 'api/techniques')).body);
  expect(techniques.map(({ id }) => id)).toContain('smb-internet');
});

test('prepared, stated, looked at, listed, exported; and each answer fits the contract', async () => {
  const { id, prediction, receipt, problem, marker } = await prepared();
  expect([prediction?.fires, receipt?.sha256.length, problem]).toEqual([true, 64, null]);
  await ask('POST', `api/validations/${id}/check`, 'alice', ran());
  const { body } = await ask('GET', `api/validations/${id}?wait=10000`);
  const { result, validity } = validationSchema.parse(body);
  expect(result).toMatchObject({
    ...{ state: 'failed', failures: [] },
    detection: { answer: 'no-connection' },
    logSources: [{ id: 7, name: 'ws-1' }],
  });
  expect(validity).toMatchObject({ isRuleChanged: false });
  const list = validationListSchema.parse((await ask('GET', 'api/validations')).body);
  expect(list.validations.map((one) => one.id)).toEqual([id]);
  const file = await ask('GET', `api/validations/${id}/export`);
  expect(file.headers.get('Content-Disposition')).toBe(
    `attachment; filename=transfer-watch-validation-${marker}.json`,
  );
  expect(validationExportSchema.parse(file.body).validations).toMatchObject([{ id }]);
  const all = validationExportSchema.parse((await ask('GET', 'api/validations/export')).body);
  expect(all.validations).toHaveLength(1);
  const asked = await ask('POST', `api/validations/${id}/validity`, 'alice', {});
  expect(validitySchema.parse(asked.body).changedSources).toEqual([]);
});

test('one with other rights sees and changes none of it', async () => {
  const { id } = await prepared('alice');
  const list = validationListSchema.parse((await ask('GET', 'api/validations', 'bob')).body);
  expect(list.validations).toEqual([]);
  for (const [method, at, body] of [
    ['GET', `api/validations/${id}`],
    ['GET', `api/validations/${id}/export`],
    ['POST', `api/validations/${id}/check`, ran()],
    ['DELETE', `api/validations/${id}/check`],
    ['POST', `api/validations/${id}/validity`, {}],
  ] as const)
    expect(await ask(method, at, 'bob', body)).toMatchObject({
      ...{ status: 404, body: { code: 'validation-not-found' } },
    });
});

test('a search that is refused is partial, in words, and nothing is missing', async () => {
  const { id } = await prepared();
  scripted.script({
    ...arielWith(rowsOf, people),
    [routes.create]: () => refusal(403, 26, 'no right to search'),
  });
  await ask('POST', `api/validations/${id}/check`, 'alice', ran());
  const { result } = validationSchema.parse(
    (await ask('GET', `api/validations/${id}?wait=10000`)).body,
  );
  expect(new Set(result?.signals.map(({ answer, unknown }) => `${answer} ${unknown}`))).toEqual(
    new Set(['cannot-know no-right']),
  );
  expect(result).toMatchObject({ state: 'cannot-know', detection: { answer: 'cannot-know' } });
});

test.each([
  ['no such technique', { technique: 'x' }, 400, 'bad-request'],
  ['an address that is none', { source: '10.0.0.5; rm -rf /' }, 422, 'address-invalid'],
  ['a target that is none', { target: 'x'.repeat(100) }, 422, 'address-invalid'],
  ['more bytes than a test has', { bytes: 2 ** 40 }, 400, 'bad-request'],
  ['a name with a line break', { host: 'a\nb' }, 422, 'host-name-invalid'],
  ['more than TFTP can carry', { technique: 'tftp', bytes: 2 ** 26 }, 422, 'file-too-large'],
] as const)(
  'a request that does not fit is refused, each in its own words: %s',
  async (_what, change, status, code) => {
    const answer = await ask('POST', 'api/validations', 'alice', { ...request, ...change });
    expect(answer).toMatchObject({ status, body: { code, hint: problems[code].remedy } });
  },
);

test.each([
  ['in the future', { startMs: 0, stopMs: 3_600_000 }, 'test-time-future'],
  ['too long ago', { startMs: -32 * 86_400_000, stopMs: -31.5 * 86_400_000 }, 'test-time-too-old'],
  ['the wrong way round', { startMs: -1_000, stopMs: -2_000 }, 'test-time-invalid'],
  ['longer than a day', { startMs: -2 * 86_400_000, stopMs: -1_000 }, 'test-time-invalid'],
] as const)('a time %s is refused in its own words', async (_what, { startMs, stopMs }, code) => {
  const { id } = await prepared();
  const nowMs = Date.now();
  const time = { startMs: nowMs + startMs, stopMs: nowMs + stopMs };
  const answer = await ask('POST', `api/validations/${id}/check`, 'alice', time);
  expect(answer).toMatchObject({ status: 422, body: { code, hint: problems[code].remedy } });
});

describe('a rehearsal', () => {
  const begin = async () => {
    const { body } = await ask('POST', 'api/rehearsals', 'admin', { address: inside });
    return rehearsalSchema.parse(body);
  };

  test('lets its address through for its own run, and no other answer has its cards', async () => {
    const { id } = await begin();
    await ask('POST', `api/rehearsals/${id}/run`, 'admin', { lastMinutes: 60 });
    const { body } = await ask('GET', `api/rehearsals/${id}?wait=10000`, 'admin');
    const { findings, queries, problem } = rehearsalSchema.parse(body);
    expect(problem).toBeNull();
    expect(findings).toMatchObject([{ isRehearsal: true, finding: { destination: inside } }]);
    expect(queries.every(({ aql }) => aql.includes(inside))).toBe(true);
    for (const at of [
      'api/coverage',
      'dashboard/item',
      'service/v1/findings',
      'service/v1/health',
      `service/v1/addresses/${inside}`,
      `hover/ip?context=${inside}`,
      'api/validations/export',
    ]) {
      const { status, text } = await ask('GET', at, 'admin');
      expect([at, status]).toEqual([at, 200]);
      expect(text).not.toContain('10.0.0.5');
    }
    expect(await app.latestResults.of('any')).toEqual([]);
    coverageListSchema.parse((await ask('GET', 'api/coverage', 'admin')).body);
  });

  test('is nothing to others, and its begin and end are in the trail', async () => {
    const { id } = await begin();
    for (const [method, at, body] of [
      ['GET', 'api/rehearsals'],
      ['GET', `api/rehearsals/${id}`],
      ['POST', `api/rehearsals/${id}/run`, { lastMinutes: 60 }],
      ['DELETE', `api/rehearsals/${id}`],
      ['POST', 'api/rehearsals', { address: inside }],
    ] as const)
      expect(await ask(method, at, 'alice', body)).toMatchObject({
        ...{ status: 403, body: { code: 'not-allowed' } },
      });
    const other = await ask('POST', 'api/rehearsals', 'admin', { address: '10.9.9.8' });
    expect(other).toMatchObject({ status: 409, body: { detail: inside } });
    expect((await ask('DELETE', `api/rehearsals/${id}`, 'admin')).status).toBe(204);
    const list = rehearsalListSchema.parse((await ask('GET', 'api/rehearsals', 'admin')).body);
    expect(list.rehearsals).toEqual([]);
    const trail = auditPageSchema.parse((await ask('GET', 'api/audit', 'admin')).body);
    expect(trail.entries).toMatchObject([
      { user: 'admin', setting: 'rehearsal', after: 'null' },
      { user: 'admin', setting: 'rehearsal', before: 'null' },
    ]);
  });
});
