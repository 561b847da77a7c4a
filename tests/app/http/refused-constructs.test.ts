/**
 * Runs of the app as its own process, on a stand-in that does not accept what no source documents: they go without it
 * and say so.
 */
import path from 'node:path';
import { activitySchema } from '../../../contract/details.ts';
import { runFindingsSchema, runSchema, type Construct, type Run } from '../../../contract/run.ts';
import type { Construct as RefusedConstruct } from '../../../sandbox/api/ariel/refused-constructs.ts';
import { errorFaults } from '../../../sandbox/api/faults.ts';
import { startConsole, type RunningConsole } from '../../../sandbox/start.ts';
import { askApp } from '../../support/ask-app.ts';

const script = path.join(import.meta.dirname, '../../../app/main.ts');
const searches = 'POST /ariel/searches';
const validator = 'POST /ariel/validators/aql';

let running: RunningConsole;
let asked: string[];
async function start() {
  asked = [];
  running = await startConsole({
    scenario: 'stories',
    script,
    hasFaultControl: true,
  });
  const { faults } = running.api;
  const take = faults.take.bind(faults);
  // Every call passes here on its way to its endpoint.
  faults.take = (method, path) => {
    asked.push(`${method} ${path}`);
    return take(method, path);
  };
}
async function restart() {
  await running.close();
  await start();
}
beforeEach(start);
afterEach(() => running.close());

/** How often the console was asked at an endpoint. */
const calls = (endpoint: string) => asked.filter((one) => one === endpoint).length;

function refuse(constructs: readonly RefusedConstruct[], ...endpoints: readonly string[]): void {
  for (const on of endpoints)
    running.api.faults.add({ fault: { kind: 'refuse-constructs', constructs }, on, times: null });
}

/** A run to its end, its findings, and how to ask for more as the same session. */
async function runOf() {
  const session = running.api.sessions.login('admin');
  const request = (method: string, address: string, body?: unknown) =>
    askApp(running, session, method, address, body);
  const wanted = { profile: 'corrected', range: { lastMinutes: 1440 }, fresh: true };
  let run: Run = runSchema.parse((await request('POST', 'api/runs', wanted)).body);
  while (run.state === 'running') {
    run = runSchema.parse((await request('GET', `api/runs/${run.id}?wait=1000`)).body);
  }
  const { body } = await request('GET', `api/runs/${run.id}/findings`);
  return { run, findings: runFindingsSchema.parse(body).findings, request };
}

const isIpv6 = ({ source }: { readonly source: string }) => source.includes(':');

test.each<[RefusedConstruct, Construct, RegExp]>([
  ['address-fields', 'ipv6Addresses', /GROUP BY[^)]*(?:source|destination)address/],
  ['arithmetic-in-if', 'packetBound', /65535/],
])('%s refused by the validator: the run goes without', async (refused, construct, written) => {
  const whole = await runOf();
  expect(whole.run).toMatchObject({ state: 'done', refusedConstructs: [] });
  expect(whole.run.queries.some(({ aql }) => written.test(aql))).toBe(true);
  expect(whole.findings.some(isIpv6)).toBe(true);
  await restart();
  refuse([refused], searches, validator);
  const { run, findings, request } = await runOf();
  expect(run).toMatchObject({ state: 'done', problem: null, refusedConstructs: [construct] });
  expect(run.queries.filter(({ aql }) => written.test(aql))).toEqual([]);
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.some(isIpv6)).toBe(construct !== 'ipv6Addresses');

  // What is asked after the run goes without it, too.
  const id = encodeURIComponent(findings[0]?.id ?? '');
  let activity = await request('GET', `api/runs/${run.id}/findings/${id}/activity`);
  while (activity.status === 202)
    activity = await request('GET', `api/runs/${run.id}/findings/${id}/activity`);
  expect(activitySchema.parse(activity.body).buckets.length).toBeGreaterThan(0);

  const before = calls(validator);
  expect(before).toBeGreaterThan(0);
  expect((await runOf()).run).toMatchObject({ state: 'done', refusedConstructs: [construct] });
  expect(calls(validator)).toBe(before);
});

test('refused by searches only: the run begins anew without, and the next one knows', async () => {
  refuse(['address-fields', 'arithmetic-in-if', 'if-in-expression'], searches);
  const { run } = await runOf();
  const all: readonly Construct[] = ['ipv6Addresses', 'packetBound', 'severalNames'];
  expect(run).toMatchObject({ state: 'done', problem: null });
  expect(run.refusedConstructs.toSorted()).toEqual(all);
  const before = calls(searches);
  const again = await runOf();
  expect(again.run).toMatchObject({ state: 'done', problem: null });
  expect(again.run.refusedConstructs.toSorted()).toEqual(all);
  // One search says how properties are filled, one whether there are records, the same of hosts, and one who talks to whom meanwhile.
  expect(calls(searches) - before).toBe(again.run.queries.length + 5);
  expect(again.findings.length).toBeGreaterThan(0);
});

test('a console that refuses every query refuses the run, and nothing is learnt of constructs', async () => {
  running.api.faults.add({
    fault: errorFaults.missingProperty,
    on: searches,
    times: null,
  });
  const { run } = await runOf();
  expect(run).toMatchObject({ state: 'failed', problem: { code: 'query-rejected' } });
  running.api.faults.clear();
  expect((await runOf()).run).toMatchObject({ state: 'done', refusedConstructs: [] });
});
