/** Single records of a real store at each condition of the rule, judged by the code that judges groups of them. */
import { defaultSettings } from '../../../../contract/default-settings.ts';
import type { EventAsked, FollowedEvent } from '../../../../contract/event-funnel.ts';
import type { Settings } from '../../../../contract/session.ts';
import { eventQuery, windowAround } from '../../../../app/detection/coverage/event-query.ts';
import { readEvents } from '../../../../app/detection/coverage/event-steps.ts';
import { measuredOf } from '../../../../app/detection/coverage/measured.ts';
import { existingProperties } from '../../../../app/detection/aql/properties.ts';
import { lookAtCoverage } from '../../../../app/detection/coverage/look.ts';
import { allRows } from '../../../../app/detection/searching/all-rows.ts';
import { drained } from '../../../../app/ports/steps.ts';
import type { ConsoleStore, EventRow } from '../../../../sandbox/sql/store.ts';
import { portsOverStore } from '../../../sandbox/data/detection-over-store.ts';
import { noonMs } from '../builders.ts';
import { event, openStore } from '../small-store.ts';

const opened: ConsoleStore[] = [];
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});
const { signal } = new AbortController();
const timeMs = noonMs - 30 * 60_000;
const at = (changes: Parameters<typeof event>[0]) => event({ startMs: timeMs, ...changes });

async function storeOf(rows: readonly EventRow[]) {
  const store = await openStore([...rows]);
  opened.push(store);
  return store;
}

async function follow(
  store: ConsoleStore,
  asked: Partial<EventAsked> = {},
  changes: Partial<Settings> = {},
) {
  const settings = { ...defaultSettings, ...changes };
  const ports = portsOverStore(store, noonMs);
  const fields = await ports.facts.eventFields(signal);
  const context = {
    ...{ window: windowAround(timeMs), settings, pipeline: [], isPlain: true },
    properties: existingProperties(settings.properties, fields).properties,
    measured: measuredOf(settings, fields),
  };
  const query = eventQuery({ timeMs, source: '10.0.0.5', ...asked }, context);
  const { rows } = await allRows(ports.search, query, { limit: 200, signal });
  return readEvents(rows, timeMs, context);
}

const failing = ({ steps }: FollowedEvent) =>
  steps.filter(({ passes }) => passes !== true).map(({ clause, change }) => [clause, change]);

const private_ = '10.9.9.9';
const kinds: readonly (readonly [
  string,
  Parameters<typeof event>[0],
  Partial<Settings>,
  unknown,
])[] = [
  ['all is there', { sent: 10 }, {}, []],
  ['no bytes', {}, {}, [['sent-bytes', null]]],
  [
    'a port of a pack',
    { sent: 1, destinationPort: 22 },
    {},
    [['port', { kind: 'port-pack', pack: 'ssh' }]],
  ],
  ['a port without a meaning', { sent: 1, destinationPort: 8080 }, {}, [['port', null]]],
  [
    'a source that counts as remote',
    { sent: 1, direction: 'R2R' },
    {},
    [['direction', { kind: 'direction', direction: 'R2R' }]],
  ],
  ['the same, where that is looked at', { sent: 1, direction: 'R2R' }, { remoteSources: true }, []],
  [
    'another category',
    { sent: 1, category: 9001 },
    {},
    [['category', { kind: 'category', id: 9001 }]],
  ],
  ['the same, where it was added', { sent: 1, category: 9001 }, { categories: [9001] }, []],
  ['a refused one', { sent: 1, category: 4003 }, {}, [['category', null]]],
  ['a private destination', { sent: 1, destination: private_ }, {}, [['destination', null]]],
  [
    'two at once',
    { direction: 'L2L', destination: private_ },
    {},
    [
      ['direction', { kind: 'direction', direction: 'L2L' }],
      ['destination', null],
      ['sent-bytes', null],
    ],
  ],
];

test.each(kinds)('%s', async (_, changes, settings, expected) => {
  const { events, isCut } = await follow(await storeOf([at(changes)]), {}, settings);
  expect(isCut).toBe(false);
  expect(events).toHaveLength(1);
  expect(events.map(failing)).toMatchObject([expected]);
});

test('an own block is named, and letting it go lets the record pass', async () => {
  const [row] = [at({ sent: 1 })];
  const store = await storeOf([row]);
  const block = '81.2.69.0/24';
  const own = { ownPublicBlocks: ['198.51.100.0/24', block] };
  const asked = { destination: '81.2.69.9' };
  await store.insertEvents([at({ sent: 1, destination: '81.2.69.9' })]);
  const { events } = await follow(store, asked, own);
  expect(events.map(failing)).toEqual([[['destination', { kind: 'own-block', block }]]]);
  const { events: after } = await follow(store, asked);
  expect(after.map(failing)).toEqual([[]]);
});

test('another property of bytes sent is named where the one that is read is empty', async () => {
  const properties = { ...defaultSettings.properties, sent: ['Bytes Sent'] };
  const { events } = await follow(await storeOf([at({ sent: 5_000 })]), {}, { properties });
  expect(events.map(failing)).toEqual([
    [['sent-bytes', { kind: 'property', meaning: 'sent', name: 'BytesSent' }]],
  ]);
  expect(events[0]?.counters).toEqual([{ name: 'BytesSent', value: 5_000 }]);
});

test('the nearest in time comes first, and what is two minutes away is not there', async () => {
  const offsets = [-200_000, -60_000, 5_000, 30_000];
  const store = await storeOf(
    offsets.map((offset) => event({ startMs: timeMs + offset, destinationPort: 21 })),
  );
  await store.insertEvents([at({ source: '10.0.0.9' }), at({ destinationPort: 445 })]);
  const { events } = await follow(store, { destinationPort: 21 });
  expect(events.map((one) => one.timeMs - timeMs)).toEqual([5_000, 30_000, -60_000]);
});

test('of more than can be shown the nearest are, and that is said', async () => {
  const store = await storeOf(
    Array.from({ length: 30 }, (_, n) => event({ startMs: timeMs + n * 1_000 })),
  );
  const { events, isCut } = await follow(store);
  expect([events.length, isCut, events[0]?.timeMs]).toEqual([20, true, timeMs]);
});

test('every record ends where the funnel of all of them says', async () => {
  const rows = kinds.map(([, changes], n) => at({ ...changes, startMs: timeMs + n }));
  const store = await storeOf(rows);
  const { events } = await follow(store);
  const { funnel } = await lookAtCoverage(
    { window: windowAround(timeMs), settings: defaultSettings },
    portsOverStore(store, noonMs),
    { signal, onQuery: () => undefined, pace: (steps) => Promise.resolve(drained(steps)) },
  );
  const places = funnel.map(({ clause }) => clause);
  const passedAll = (one: FollowedEvent, until: number) =>
    one.steps.slice(0, until).every(({ passes }) => passes === true);
  expect(events).toHaveLength(rows.length);
  expect(funnel.map(({ came, passed }) => [came, passed])).toEqual(
    places.map((_, place) => [
      events.filter((one) => passedAll(one, place)).length,
      events.filter((one) => passedAll(one, place + 1)).length,
    ]),
  );
});
