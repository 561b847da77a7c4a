import type { SentQuery } from '../../../contract/run.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import { FindingDetails, type AskedFinding } from '../../../app/runs/finding-details.ts';
import { HeldSearches } from '../../../app/runs/held-searches.ts';
import { aDataChannel, aFanOut, aPooled } from '../../support/ui-records.ts';
import { connectionRow, findingOf, noonMs, runFacts } from '../detection/builders.ts';
import { manualTime } from '../support/manual-time.ts';

/** How a search stands, by the name of its query: its rows, or `null` while it is not over. */
type Standing = Readonly<Record<string, readonly unknown[] | null>>;

function detailsOf(standing: Standing): FindingDetails {
  const holdSearch = (_identity: unknown, { name }: SentQuery) => {
    const rows = standing[name] ?? null;
    return Promise.resolve({
      progress: () =>
        Promise.resolve({ done: rows !== null, percent: 30, rows: rows?.length ?? 0 }),
      page: ({ offset, limit }: { readonly offset: number; readonly limit: number }) =>
        Promise.resolve((rows ?? []).slice(offset, offset + limit)),
      close: () => undefined,
    });
  };
  return new FindingDetails(new HeldSearches({ console: { holdSearch }, ...manualTime() }));
}

const asked = (change: Partial<AskedFinding> = {}): AskedFinding => ({
  runId: 'run',
  owner: 'alice',
  context: runFacts(),
  identity: { sec: 'alice', csrf: null },
  signal: new AbortController().signal,
  finding: findingOf(connectionRow()),
  ...change,
});

const event = (n: number) => ({
  [aliases.time]: noonMs - n,
  [aliases.logSourceName]: 'fw',
  [aliases.categoryName]: 'Session Closed',
  [aliases.source]: '10.1.2.3',
  [aliases.sourcePort]: 50_000,
  [aliases.destination]: '93.184.216.34',
  [aliases.destinationPort]: 21,
  [aliases.user]: null,
  [aliases.eventCount]: 1,
  [aliases.sent]: n,
  [aliases.received]: null,
});

/** The names of the queries that asking sends, with commas between them. */
async function nameOf(ask: (details: FindingDetails) => Promise<unknown>): Promise<string> {
  const names: string[] = [];
  const read = (search: { readonly query: SentQuery }) => {
    names.push(search.query.name);
    return Promise.resolve({ pending: true as const, percent: 0 });
  };
  await ask(new FindingDetails({ read }));
  return names.join();
}

test('a page of events says where it is, of how many, and by which query', async () => {
  const name = await nameOf((details) => details.events(asked(), { offset: 0, limit: 1 }));
  const details = detailsOf({ [name]: Array.from({ length: 5 }, (_, n) => event(n)) });
  const page = await details.events(asked(), { offset: 3, limit: 10 });
  expect(page).toMatchObject({
    offset: 3,
    total: 5,
    events: [{ sentBytes: 3 }, { sentBytes: 4 }],
    aql: expect.stringContaining(`START ${noonMs}`) as string,
  });
});

test.each<[string, (details: FindingDetails) => Promise<unknown>]>([
  ['events', (details) => details.events(asked(), { offset: 0, limit: 10 })],
  ['flows', (details) => details.flows(asked(), { offset: 0, limit: 10 })],
  ['activity', (details) => details.activity(asked())],
  ['channels', (details) => details.channels(asked())],
  ['absence', (details) => details.absence(asked())],
  ['what was not looked at', (details) => details.notLookedAt(asked(), true)],
])('%s say how far their search is as long as it is not over', async (_, ask) => {
  expect(await ask(detailsOf({}))).toEqual({ pending: true, percent: 30 });
});

test('channels that flows are part of are pending until both searches are over', async () => {
  const dataChannel = aDataChannel({ origins: ['events', 'flows'] });
  const both = asked({ finding: { ...findingOf(connectionRow()), dataChannel } });
  const names = (await nameOf((details) => details.channels(both))).split(',');
  expect(names).toEqual(['records', 'flow-records']);
  for (const over of names)
    expect(await detailsOf({ [over]: [] }).channels(both)).toEqual({ pending: true, percent: 30 });
  const drawn = await detailsOf({ records: [], 'flow-records': [] }).channels(both);
  expect(drawn).toMatchObject({ sessions: [], connections: [] });
});

test.each([
  ['a fan-out', aFanOut()],
  ['several ports', aPooled()],
])('channels of %s are refused', async (_, finding) => {
  await expect(detailsOf({}).channels(asked({ finding }))).rejects.toMatchObject({
    code: 'bad-request',
  });
});

test('what was not looked at is pending until flows are over too, where the run has them', async () => {
  const events = { 'not-looked-at': [] };
  const withFlows = (standing: Standing) => detailsOf(standing).notLookedAt(asked(), true);
  expect(await withFlows(events)).toEqual({ pending: true, percent: 30 });
  expect(await withFlows({ 'not-looked-at-flows': [] })).toEqual({ pending: true, percent: 30 });
  expect(await withFlows({ ...events, 'not-looked-at-flows': [] })).toMatchObject({
    categories: [],
    flowsAql: expect.stringContaining('FROM flows') as string,
  });
  expect(await detailsOf(events).notLookedAt(asked(), false)).toMatchObject({ flowsAql: null });
});

test('what was not looked at is refused for the source profile, which has no table of categories', async () => {
  const context = runFacts({ profile: 'source' });
  await expect(detailsOf({}).notLookedAt(asked({ context }), false)).rejects.toMatchObject({
    code: 'bad-request',
  });
});
