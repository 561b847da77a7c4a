/** The app as a process of its own that is killed within the hour of a rehearsal: after the next start nothing lets its address through, or shows its cards. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { auditPageSchema } from '../../contract/audit.ts';
import { runFindingsSchema, runSchema } from '../../contract/run.ts';
import { rehearsalListSchema, rehearsalSchema } from '../../contract/validation.ts';
import { aliases } from '../../app/detection/aql/columns.ts';
import { startAppServer, type AppServer } from '../support/app-server.ts';
import {
  startScriptedConsole,
  type Asked,
  type Script,
  type ScriptedConsole,
} from './adapters/support/scripted-console.ts';
import { arielRow } from './detection/builders.ts';
import { aqlOf, arielWith, isConnections } from './http/runs-over-http.ts';
import { changing, cookies } from './http/support.ts';

const user = 'admin';
/** The company's own server that is let through, who uploads to it, and who uploads to the outside all the time. */
const inside = '10.9.9.9';
const rehearsing = '10.0.0.5';
const usual = '10.0.0.6';

const administrator: Script = {
  'GET /config/access/users': () => ({
    body: [{ username: user, user_role_id: 1, security_profile_id: 1, tenant_id: null }],
  }),
  'GET /config/access/user_roles': () => ({
    body: [{ name: 'r', capabilities: [{ name: 'ADMIN' }] }],
  }),
};

let scripted: ScriptedConsole;
let store: string;
let app: AppServer | null = null;

beforeEach(async () => {
  store = await mkdtemp(path.join(tmpdir(), 'killed-rehearsal-'));
  scripted = await startScriptedConsole({});
  scripted.script(arielWith(rowsOf, administrator));
});
afterEach(async () => {
  app?.child.kill('SIGKILL');
  await app?.ended;
  await scripted.close();
  await rm(store, { recursive: true });
});

/** As QRadar answers: connections to the address inside only where the query lets it through. */
function rowsOf(asked: Asked): readonly unknown[] {
  if (!isConnections(scripted, asked)) return [];
  const isLetThrough = aqlOf(scripted, asked.id).includes(`'${inside}'`);
  return [arielRow(isLetThrough ? upload(rehearsing, inside) : upload(usual, '93.184.216.34'))];
}

const upload = (source: string, destination: string) => ({
  ...{ [aliases.source]: source, [aliases.destination]: destination },
  // A protocol without data channels, and a single record that tells all: nothing more is asked.
  ...{ [aliases.destinationPort]: 445, [aliases.records]: 1 },
});

async function ask({ url }: AppServer, method: string, at: string, body?: unknown) {
  const response = await fetch(`${url}/${at}`, {
    method,
    headers:
      method === 'GET' ? cookies(user) : { ...changing(user), 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${text}`);
  return text;
}
const asked = async (...request: Parameters<typeof ask>) =>
  JSON.parse(await ask(...request)) as unknown;

const start = async () => (app = await startAppServer({ console: scripted, store }));

/** The findings of a run that is over, and the run itself. */
async function ran(server: AppServer) {
  const request = { profile: 'corrected', range: { lastMinutes: 60 }, fresh: true };
  let run = runSchema.parse(await asked(server, 'POST', 'api/runs', request));
  while (run.state === 'running')
    run = runSchema.parse(
      await asked(server, 'GET', `api/runs/${run.id}?wait=5000&seen=${run.revision}`),
    );
  expect(run.state).toBe('done');
  return runFindingsSchema.parse(await asked(server, 'GET', `api/runs/${run.id}/findings`));
}

const trailOf = async (server: AppServer) =>
  auditPageSchema
    .parse(await asked(server, 'GET', 'api/audit'))
    .entries.map(({ user: by, setting, before, after }) => [
      ...[by, setting],
      ...[before, after].map((side) => (side === 'null' ? null : side.includes(inside))),
    ]);

test('a rehearsal ends with a process that is killed: it is over, its cards are nowhere, and the trail says both', async () => {
  const killed = await start();
  const { id } = rehearsalSchema.parse(
    await asked(killed, 'POST', 'api/rehearsals', { address: inside }),
  );
  await ask(killed, 'POST', `api/rehearsals/${id}/run`, { lastMinutes: 60 });
  const seen = rehearsalSchema.parse(await asked(killed, 'GET', `api/rehearsals/${id}?wait=10000`));
  expect(seen.findings).toMatchObject([{ finding: { source: rehearsing, destination: inside } }]);
  expect(await trailOf(killed)).toEqual([[user, 'rehearsal', null, true]]);
  killed.child.kill('SIGKILL');
  expect(await killed.ended).toEqual([null, 'SIGKILL']);

  const after = await start();
  const { rehearsals } = rehearsalListSchema.parse(await asked(after, 'GET', 'api/rehearsals'));
  expect(rehearsals).toEqual([]);
  for (const [method, at, body] of [
    ['GET', `api/rehearsals/${id}`],
    ['POST', `api/rehearsals/${id}/run`, { lastMinutes: 60 }],
    ['DELETE', `api/rehearsals/${id}`],
  ] as const)
    await expect(ask(after, method, at, body)).rejects.toThrow('rehearsal-not-found');

  // Runs see what they always did, and so does whatever rests on them.
  const findings = await ran(after);
  expect(findings.findings.map(({ source }) => source)).toEqual([usual]);
  for (const at of [
    'dashboard/item',
    `hover/ip?context=${rehearsing}`,
    `hover/ip?context=${inside}`,
    'service/v1/findings',
    'service/v1/health',
    `service/v1/addresses/${rehearsing}`,
    `service/v1/addresses/${inside}`,
    'api/coverage',
    'api/validations/export',
  ]) {
    const text = await ask(after, 'GET', at);
    // An answer about an address repeats which one was asked for, and no more of it.
    const others = [rehearsing, inside].filter((address) => !at.endsWith(address));
    expect([at, others.filter((address) => text.includes(address))]).toEqual([at, []]);
  }
  expect(await ask(after, 'GET', 'service/v1/findings')).toContain(usual);

  // The newest first: it ended by the start, in the name of who began it.
  expect(await trailOf(after)).toEqual([
    [user, 'rehearsal', true, null],
    [user, 'rehearsal', null, true],
  ]);
  expect(await readFile(path.join(store, 'transfer-watch.db'), 'latin1')).not.toContain(rehearsing);
}, 60_000);
