/** The app as a process of its own that is killed while decisions are written, again and again: none that it has acknowledged is lost. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runFindingsSchema, runSchema } from '../../contract/run.ts';
import { runTriageSchema, triageDoneSchema } from '../../contract/triage.ts';
import { startAppServer, type AppServer } from '../support/app-server.ts';
import { startScriptedConsole, type ScriptedConsole } from './adapters/support/scripted-console.ts';
import { arielWith, hosts, isConnections } from './http/runs-over-http.ts';
import { changing } from './http/support.ts';

const kills = 100;
/** Findings that decisions are written about at the same time, each by a client of its own. */
const writers = 4;
/** The kills are spread over so many ms after the first decision of a life. */
const spreadMs = 40;

let scripted: ScriptedConsole;
let store: string;
let app: AppServer | null = null;

beforeEach(async () => {
  store = await mkdtemp(path.join(tmpdir(), 'killed-'));
  scripted = await startScriptedConsole({});
  scripted.script(arielWith((asked) => (isConnections(scripted, asked) ? hosts(writers) : [])));
});
afterEach(async () => {
  app?.child.kill('SIGKILL');
  await app?.ended;
  await scripted.close();
  await rm(store, { recursive: true });
});

async function ask({ url }: AppServer, method: string, at: string, body?: unknown) {
  const response = await fetch(`${url}/${at}`, {
    method,
    headers: { ...changing('alice'), 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${await response.text()}`);
  return (await response.json()) as unknown;
}

/** A run that is over: its address, and the ids of its findings. */
async function ran(server: AppServer) {
  const request = { profile: 'corrected', range: { lastMinutes: 60 }, fresh: true };
  const { id } = runSchema.parse(await ask(server, 'POST', 'api/runs', request));
  for (let seen = 0; ;) {
    const run = runSchema.parse(await ask(server, 'GET', `api/runs/${id}?wait=5000&seen=${seen}`));
    seen = run.revision;
    if (run.state === 'done') break;
    if (run.state !== 'running') throw new Error(run.state);
  }
  const { findings } = runFindingsSchema.parse(await ask(server, 'GET', `api/runs/${id}/findings`));
  return { at: `api/runs/${id}/triage`, ids: findings.map((finding) => finding.id) };
}

/** What was acknowledged last of a finding, and what was asked for and never answered. */
type Written = { version: number; note: string; open: string | null };

test(
  `killed ${kills} times while it writes, it loses nothing that it has acknowledged`,
  async () => {
    const written = new Map<string, Written>();
    let acknowledged = 0;
    let landedUnanswered = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const server = await startAppServer({ console: scripted, store });
      app = server;
      const { at, ids } = await ran(server);
      expect(ids).toHaveLength(writers);
      const { entries } = runTriageSchema.parse(await ask(server, 'GET', at));
      for (const [finding, known] of written) {
        const { version = 0, note = '' } = entries.find((entry) => entry.finding === finding) ?? {};
        const isAsked = version === known.version + 1 && note === known.open;
        if (isAsked) landedUnanswered += 1;
        else expect({ version, note }).toEqual({ version: known.version, note: known.note });
      }
      const first = Promise.withResolvers<undefined>();
      const clients = ids.map(async (id) => {
        const entry = entries.find(({ finding }) => finding === id);
        const own: Written = { version: entry?.version ?? 0, note: entry?.note ?? '', open: null };
        written.set(id, own);
        for (let number = 0; ; number += 1) {
          own.open = `life ${kill}, ${number}: ${'x'.repeat(500)}`;
          const findings = [{ id, version: own.version }];
          const body = { findings, state: 'benign', assignee: null, note: own.open };
          const done = triageDoneSchema.parse(await ask(server, 'POST', at, body));
          own.version = done.entries[0]?.version ?? NaN;
          own.note = own.open;
          own.open = null;
          acknowledged += 1;
          first.resolve(undefined);
        }
      });
      await first.promise;
      await new Promise((resolve) => setTimeout(resolve, (kill * 7) % spreadMs));
      server.child.kill('SIGKILL');
      const ends = await Promise.allSettled(clients);
      expect(ends.map(({ status }) => status)).toEqual(ids.map(() => 'rejected'));
      expect(await server.ended).toEqual([null, 'SIGKILL']);
      expect(server.output()).not.toMatch(/damaged|cannot be/);
    }
    expect((await readdir(store)).filter((name) => name.includes('damaged'))).toEqual([]);
    expect(acknowledged).toBeGreaterThan(kills);
    process.stdout.write(`${acknowledged} acknowledged, ${landedUnanswered} kept unanswered\n`);
  },
  15 * 60_000,
);
