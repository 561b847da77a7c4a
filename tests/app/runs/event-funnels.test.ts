import { defaultSettings } from '../../../contract/default-settings.ts';
import type { SentQuery } from '../../../contract/run.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import { AppError } from '../../../app/ports/app-error.ts';
import type { ConsoleFacts } from '../../../app/ports/console-facts.ts';
import { EventFunnels } from '../../../app/runs/event-funnels.ts';
import { HeldSearches } from '../../../app/runs/held-searches.ts';
import { manualTime } from '../support/manual-time.ts';

const timeMs = Date.UTC(2026, 2, 4, 15, 0, 7);
const row = {
  [aliases.time]: timeMs,
  [aliases.logSourceName]: 'fw-01',
  [aliases.source]: '10.0.0.5',
  [aliases.destination]: '93.184.216.34',
  [aliases.destinationPort]: 21,
  [aliases.direction]: 'L2R',
  [aliases.category]: 4016,
  [aliases.outside]: 1,
};

/** A console on which a query finds what `answer` says: rows, `null` while its search is not over, or an error. */
function following(
  answer: (aql: string) => readonly unknown[] | null | AppError,
  changes: Partial<ConsoleFacts> = {},
) {
  const queries: string[] = [];
  const holdSearch = (_: unknown, { aql }: SentQuery) => {
    queries.push(aql);
    const rows = answer(aql);
    if (rows instanceof AppError) return Promise.reject(rows);
    return Promise.resolve({
      progress: () =>
        Promise.resolve({ done: rows !== null, percent: 30, rows: rows?.length ?? 0 }),
      page: () => Promise.resolve(rows ?? []),
      close: () => undefined,
    });
  };
  const facts: ConsoleFacts = {
    eventFields: () => Promise.resolve([{ name: 'BytesSent', numeric: true }]),
    categoryIds: () => Promise.resolve(new Map()),
    domainNames: () => Promise.resolve(new Map()),
    filling: () => Promise.resolve(null),
    isFillingKnown: () => true,
    knownDisabled: () => [],
    disabled: () => Promise.resolve(null),
    refusedQueries: () => Promise.resolve(new Set()),
    ...changes,
  };
  const funnels = new EventFunnels(new HeldSearches({ console: { holdSearch }, ...manualTime() }));
  const follow = (owner = 'alice') =>
    funnels.follow({
      event: { timeMs, source: '10.0.0.5' },
      ...{ owner, identity: { sec: owner, csrf: null }, facts, settings: defaultSettings },
      signal: new AbortController().signal,
    });
  return { follow, queries };
}
const bytesOf = (answer: object) =>
  'events' in answer ? (answer.events as { steps: unknown[] }[])[0]?.steps.at(-1) : null;

test('one search tells everything, and the same question looks at the same one', async () => {
  const { follow, queries } = following(() => [row]);
  expect(bytesOf(await follow())).toEqual({ clause: 'sent-bytes', passes: false, change: null });
  await follow();
  expect(queries).toHaveLength(1);
  expect(queries[0]).toContain('"BytesSent"');
});

test('a session has searches of its own', async () => {
  const { follow, queries } = following(() => [row]);
  await follow('alice');
  await follow('bob');
  expect(queries).toHaveLength(2);
});

test('how far the search is, as long as it is not over', async () => {
  expect(await following(() => null).follow()).toEqual({ pending: true, percent: 30 });
});

test.each([
  ['empties the answer', []],
  ['has the query refused', new AppError('query-rejected')],
])('a property that %s: asked without it, and bytes cannot be told', async (_, spoilt) => {
  const { follow, queries } = following((aql) => (aql.includes('BytesSent') ? spoilt : [row]));
  expect(bytesOf(await follow())).toEqual({ clause: 'sent-bytes', passes: null, change: null });
  expect(queries).toHaveLength(2);
});

test.each(['not-allowed', 'console-unreachable'] as const)(
  'a console that does not list its properties (%s) is asked without them',
  async (code) => {
    const refuse = () => Promise.reject(new AppError(code));
    const { follow } = following(() => [row], { eventFields: refuse, refusedQueries: refuse });
    expect(bytesOf(await follow())).toEqual({ clause: 'sent-bytes', passes: null, change: null });
  },
);

test('what there is not is nothing, and what fails is said', async () => {
  expect(await following(() => []).follow()).toMatchObject({ events: [], isCut: false });
  const lost = new AppError('search-failed');
  await expect(following(() => lost).follow()).rejects.toBe(lost);
  const refused = new AppError('query-rejected');
  await expect(following(() => refused).follow()).rejects.toBe(refused);
  const over = new AppError('not-signed-in');
  await expect(
    following(() => [row], { eventFields: () => Promise.reject(over) }).follow(),
  ).rejects.toBe(over);
});
