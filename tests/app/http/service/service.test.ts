import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import {
  serviceAddressSchema,
  serviceFindingsSchema,
  serviceHealthSchema,
} from '../../../../contract/service.ts';
import { problemSchema } from '../../../../contract/problem.ts';
import { openApi, openApiBytes } from '../../../../app/http/service/openapi.ts';
import { operations } from '../../../../app/http/service/operations.ts';
import {
  healthy,
  refusal,
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../../adapters/support/scripted-console.ts';
import { aFinding } from '../../../support/ui-records.ts';
import { aFinishedRun, stopMs } from '../../support/finished-run.ts';
import { cookies, startApp, type RunningApp } from '../support.ts';

const root = path.join(import.meta.dirname, '../../../..');
const base: Script = {
  ...healthy(),
  'GET /config/access/users': ({ headers }) => ({
    body:
      headers['sec'] === 'token'
        ? []
        : [
            {
              username: 'x',
              user_role_id: 1,
              security_profile_id: headers['sec'] === 'branch' ? 2 : 1,
              tenant_id: null,
            },
          ],
  }),
  'GET /config/access/authorized_services': () => ({
    body: [{ label: 'soar', user_role_id: 1, security_profile_id: 1, tenant_id: null }],
  }),
};

let scripted: ScriptedConsole;
let app: RunningApp;
let scope: string;

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

const ask = (address: string, user = 'analyst') =>
  app.ask('GET', `service/v1/${address}`, { headers: cookies(user) });

/** 450 findings of 450 sources: more than a page. */
function keepMany(): void {
  const findings = Array.from({ length: 450 }, (_, number) =>
    aFinding({ id: `f${number}`, source: `10.0.${number >> 8}.${number & 255}`, users: ['ü"x'] }),
  );
  app.latestResults.keep(aFinishedRun(findings, { scope }));
}

describe('findings', () => {
  test('come in pages that together are all of them, once each', async () => {
    keepMany();
    const ids: string[] = [];
    for (let offset = 0; offset < 450; offset += 200) {
      const { body } = await ask(`findings?offset=${offset}&limit=200`);
      const page = serviceFindingsSchema.parse(body);
      expect(page).toMatchObject({
        offset,
        total: 450,
        run: { complete: true, profile: 'corrected' },
      });
      ids.push(...page.findings.map(({ id }) => id));
    }
    expect(new Set(ids).size).toBe(450);
    expect(ids).toHaveLength(450);
    const beyond = serviceFindingsSchema.parse((await ask('findings?offset=450')).body);
    expect(beyond.findings).toEqual([]);
  });

  test.each(['limit=0', 'limit=501', 'offset=-1', 'offset=50001', 'limit=1e2', 'offset=1.5'])(
    'cannot be asked with %s',
    async (query) => {
      expect(await ask(`findings?${query}`)).toMatchObject({
        status: 400,
        body: { code: 'bad-request' },
      });
    },
  );

  test('are none where nobody with these rights ran', async () => {
    keepMany();
    expect((await ask('findings', 'branch')).body).toEqual({
      run: null,
      offset: 0,
      total: 0,
      findings: [],
    });
  });

  test('are for an authorized service with the same rights, by its token in the header', async () => {
    keepMany();
    const answer = await app.ask('GET', 'service/v1/findings', { headers: { SEC: 'token' } });
    expect(serviceFindingsSchema.parse(answer.body).total).toBe(450);
  });
});

describe('an address', () => {
  test('is told as source and as destination', async () => {
    keepMany();
    const source = serviceAddressSchema.parse((await ask('addresses/10.0.1.2')).body);
    expect(source).toMatchObject({ asSource: [{ findings: 1 }], asDestination: null });
    const { destination } = aFinding();
    const other = serviceAddressSchema.parse((await ask(`addresses/${destination ?? ''}`)).body);
    expect(other).toMatchObject({ asSource: [], asDestination: { sourceCount: 450 } });
    const v6 = await ask(`addresses/${encodeURIComponent('[2001:DB8::0:1]')}`);
    expect(v6.body).toMatchObject({ address: '2001:db8::1', asSource: [], asDestination: null });
    const mapped = await ask(`addresses/${encodeURIComponent('::ffff:10.0.1.2')}`);
    expect(mapped.body).toEqual((await ask('addresses/10.0.1.2')).body);
  });

  test.each(['nobody', '10.0.0.1%22%20or', '10.0.0.1%2F8'])('cannot be %s', async (text) => {
    expect(await ask(`addresses/${text}`)).toMatchObject({ status: 400 });
  });
});

describe('health', () => {
  test('is ok with the run that answers come from', async () => {
    expect((await ask('health')).body).toEqual({ status: 'ok', run: null });
    keepMany();
    const { run } = serviceHealthSchema.parse((await ask('health')).body);
    expect(run?.finishedMs).toBe(stopMs + 60_000);
  });

  test('says that the console cannot be reached, when findings are a problem that can be retried', async () => {
    scripted.script({ ...base, 'GET /config/access/users': () => refusal(500, 1020, 'no') });
    expect((await ask('health')).body).toEqual({ status: 'console-unreachable', run: null });
    const { status, body } = await ask('findings');
    expect(problemSchema.parse(body)).toMatchObject({ code: 'console-unreachable', status });
  });
});

describe('the description', () => {
  const description = openApi();

  test('is what the app serves and what docs/openapi.json holds (npm run openapi)', async () => {
    expect((await ask('openapi.json')).body).toEqual(description);
    expect(JSON.parse(readFileSync(path.join(root, 'docs/openapi.json'), 'utf8'))).toEqual(
      description,
    );
  });

  test('is made once: every answer is those very bytes', async () => {
    const bytes = openApiBytes();
    const at = bytes.indexOf('Transfer Watch');
    bytes.write('t', at);
    try {
      for (const user of ['analyst', 'branch'])
        expect((await ask('openapi.json', user)).body).toMatchObject({
          info: { title: 'transfer Watch, named service' },
        });
    } finally {
      bytes.write('T', at);
    }
    expect(openApiBytes()).toBe(bytes);
    expect((await ask('openapi.json')).body).toEqual(description);
  });

  test.each(Object.entries(operations))(
    'lists %s, which the server answers in the shape described, and 401 without a session',
    async (_, { path: template, answer }) => {
      keepMany();
      const address = template.slice(1).replace('{address}', '10.0.0.1');
      const { status, body } = await app.ask('GET', address, { headers: cookies('analyst') });
      expect(status).toBe(200);
      expect(z.safeParse(answer, body).success).toBe(true);
      expect((await app.ask('GET', address)).status).toBe(401);
      expect((await app.ask('POST', address, { headers: { SEC: 'analyst' } })).status).toBe(404);
      expect(Object.keys(description['paths'] as object)).toContain(template);
    },
  );

  test('has references that lead somewhere, and no path that is no operation', () => {
    const text = JSON.stringify(description);
    const { schemas } = description['components'] as { schemas: object };
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(Object.keys(schemas)).toContain(name);
    }
    const paths = Object.values(operations).map((operation): string => operation.path);
    expect(Object.keys(description['paths'] as object)).toEqual(paths);
  });

  test('and manifest.json publish the same endpoints', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'manifest.json'), 'utf8')) as {
      services: { name: string; endpoints: { path: string; http_method: string }[] }[];
    };
    const [service] = manifest.services;
    const published = service?.endpoints.map(({ path: at, http_method }) => `${http_method} ${at}`);
    const described = Object.values(operations).map((operation) => `GET ${operation.path}`);
    expect(published).toEqual([...described, 'GET /service/v1/openapi.json']);
    const [server] = description['servers'] as { url: string }[];
    expect(server?.url).toBe(`/console/plugins/app_proxy:${service?.name ?? ''}`);
  });
});
