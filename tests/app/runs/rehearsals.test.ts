/** One address let through for an hour, for runs of its own (V5). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { createRehearsalTrail } from '../../../app/adapters/store/rehearsal-trail.ts';
import { openStore as openAppStore } from '../../../app/adapters/store/open-store.ts';
import { createSettingsStore } from '../../../app/adapters/store/settings-store.ts';
import { findingsOf } from '../../../app/detection/validate.ts';
import { AppError } from '../../../app/ports/app-error.ts';
import { Rehearsals } from '../../../app/runs/rehearsals.ts';
import { detectOverStore, portsOverStore } from '../../sandbox/data/detection-over-store.ts';
import { flow, openStore, repeat } from '../detection/small-store.ts';
import { noonMs } from '../detection/builders.ts';
import { manualTime } from '../support/manual-time.ts';

const address = '10.9.9.9';
const hourMs = 3_600_000;
const ann = { user: 'ann', scope: 'a', settings: defaultSettings };
const asker = { ...ann, identity: { sec: 's', csrf: null }, requestId: 'r1' };

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A console where a host uploads to a server of the company's own network, which the rule leaves out. */
async function rehearsing(
  folder = mkdtempSync(path.join(tmpdir(), 'rehearsal-')),
  findings = findingsOf,
) {
  const console = await openStore(
    [
      ...repeat(5, { destination: address, direction: 'L2L', sent: 3_000_000, received: 900 }),
      // The same to another host within: it stays left out.
      ...repeat(5, { destination: '10.9.9.8', direction: 'L2L', sent: 3_000_000, received: 900 }),
    ],
    [flow()],
  );
  const time = manualTime(noonMs);
  const store = openAppStore({ folder, clock: time.clock, report: () => undefined });
  const settings = createSettingsStore({ store, clock: time.clock, report: () => undefined });
  const failures: unknown[] = [];
  const begin = () =>
    new Rehearsals({
      ...time,
      findings,
      portsFor: () => portsOverStore(console, noonMs),
      trail: createRehearsalTrail({ store, clock: time.clock, report: () => undefined }),
      onFailure: (error) => failures.push(error),
    });
  ends.push(() => {
    console.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const trail = async () =>
    (await settings.audit({ before: null, limit: 10 })).entries.map((entry) => [
      entry.user,
      entry.setting,
      JSON.parse(entry.before) === null ? 'begin' : 'end',
    ]);
  return { rehearsals: begin(), begin, time, console, trail, failures };
}

test('cards of the address come, marked, and no run has them', async () => {
  const { rehearsals, console, failures } = await rehearsing();
  const { id } = rehearsals.start(ann, address);
  rehearsals.run(asker, id, { lastMinutes: 180 });
  const { findings, ranMs, window } = await rehearsals.view('a', id, 60_000);
  expect(failures).toEqual([]);
  expect([ranMs, window]).toEqual([noonMs, { startMs: noonMs - 3 * hourMs, stopMs: noonMs }]);
  expect(findings).toMatchObject([
    {
      isRehearsal: true,
      finding: { source: '10.0.0.5', destination: address, risk: 'HIGH', connections: 5 },
    },
  ]);
  const run = await detectOverStore(console, { nowMs: noonMs });
  expect(run.findings.flatMap(({ destination }) => destination ?? [])).not.toContain(address);
});

test('what a run found is shown with the rights it was made with only', async () => {
  const { rehearsals } = await rehearsing();
  const { id } = rehearsals.start(ann, address);
  rehearsals.run(asker, id, { lastMinutes: 180 });
  await rehearsals.view('a', id, 60_000);
  expect(rehearsals.current('a')?.findings).toHaveLength(1);
  expect(rehearsals.current('b')).toMatchObject({ id, findings: null, window: null, queries: [] });
});

test('why a run failed is shown with the rights it was made with only', async () => {
  const { rehearsals } = await rehearsing(undefined, () =>
    Promise.reject(new AppError('query-rejected', { detail: 'a property of the domain of ann' })),
  );
  const { id } = rehearsals.start(ann, address);
  rehearsals.run(asker, id, { lastMinutes: 180 });
  await rehearsals.view('a', id, 60_000);
  expect(rehearsals.current('a')).toMatchObject({
    error: { code: 'query-rejected' },
    requestId: 'r1',
  });
  expect(rehearsals.current('b')).toMatchObject({ id, error: null, requestId: '' });
});

test('it ends after an hour, and begin and end stand in the trail', async () => {
  const { rehearsals, time, trail } = await rehearsing();
  const { id, startedMs, endsMs } = rehearsals.start(ann, address);
  expect(endsMs - startedMs).toBe(hourMs);
  time.pass(hourMs - 1);
  expect(rehearsals.current('a')?.id).toBe(id);
  expect(await trail()).toEqual([['ann', 'rehearsal', 'begin']]);
  time.pass(1);
  expect(rehearsals.current('a')).toBeNull();
  expect(() => rehearsals.run(asker, id, { lastMinutes: 60 })).toThrow(
    new AppError('rehearsal-not-found'),
  );
  expect(await trail()).toEqual([
    ['ann', 'rehearsal', 'end'],
    ['ann', 'rehearsal', 'begin'],
  ]);
});

test('another administrator ends it in their own name, and then another may begin', async () => {
  const { rehearsals, trail } = await rehearsing();
  const { id } = rehearsals.start(ann, address);
  expect(() => rehearsals.start(ann, '10.9.9.8')).toThrow(new AppError('rehearsal-under-way'));
  await rehearsals.end('ben', id);
  expect((await trail())[0]).toEqual(['ben', 'rehearsal', 'end']);
  await expect(rehearsals.end('ben', id)).rejects.toMatchObject({ code: 'rehearsal-not-found' });
  expect(rehearsals.start(ann, '10.9.9.8').address).toBe('10.9.9.8');
});

test('a process that was killed has no rehearsal any more, and its end is written at the next start', async () => {
  const first = await rehearsing();
  first.rehearsals.start(ann, address);
  // Nothing is closed: the process is gone.
  const rehearsals = first.begin();
  expect(rehearsals.current('a')).toBeNull();
  expect(await first.trail()).toEqual([
    ['ann', 'rehearsal', 'end'],
    ['ann', 'rehearsal', 'begin'],
  ]);
  first.begin();
  expect(await first.trail()).toHaveLength(2);
});

test.each([
  ['no address', 'test.example', 'address-invalid'],
  ['a block', '10.0.0.0/8', 'address-invalid'],
  ['what is outside anyway', '93.184.216.34', 'address-outside-already'],
] as const)('%s is refused, and why', async (_what, text, code) => {
  const { rehearsals, trail } = await rehearsing();
  expect(() => rehearsals.start(ann, text)).toThrow(new AppError(code));
  expect(await trail()).toEqual([]);
});

test('where the trail cannot be written nothing is let through', async () => {
  const { time, console } = await rehearsing();
  const rehearsals = new Rehearsals({
    ...time,
    findings: findingsOf,
    portsFor: () => portsOverStore(console, noonMs),
    trail: {
      begin: () => {
        throw new AppError('settings-not-saved');
      },
      end: () => undefined,
    },
    onFailure: () => undefined,
  });
  expect(() => rehearsals.start(ann, address)).toThrow(new AppError('settings-not-saved'));
  expect(rehearsals.current('a')).toBeNull();
});
