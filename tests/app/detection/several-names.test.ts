/** Properties of one meaning side by side, on real records: which are read, and that none empties the answers. */
import { defaultSettings } from '../../../contract/default-settings.ts';
import { contributingEventsQuery } from '../../../app/detection/after/contributing-events.ts';
import { activityQuery } from '../../../app/detection/after/activity.ts';
import { switchesWithout } from '../../../app/detection/aql/switches.ts';
import type { SentQuery } from '../../../contract/run.ts';
import { detectOverStore, portsOverStore } from '../../sandbox/data/detection-over-store.ts';
import type { CustomProperty } from '../../../sandbox/sql/custom-property.ts';
import type { ConsoleStore, EventRow } from '../../../sandbox/sql/store.ts';
import { noonMs } from './builders.ts';
import { event, openStore } from './small-store.ts';

const opened: ConsoleStore[] = [];
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

const property = (name: string, change: Partial<CustomProperty> = {}): CustomProperty => ({
  name,
  type: 'numeric',
  enabled: true,
  useForRuleEngine: true,
  ...change,
});

type Filled = Readonly<Record<string, number | string>>;

/** Four closed sessions of a source, each with these properties. */
const closed = (source: string, properties: Filled, change: Partial<EventRow> = {}): EventRow[] =>
  Array.from({ length: 4 }, (_, n) => {
    const row = event({ source, category: 4008, destinationPort: 445, ...change });
    return { ...row, startMs: row.startMs + n * 60_000, properties };
  });

async function consoleWith(properties: readonly CustomProperty[], rows: readonly EventRow[]) {
  const store = await openStore([]);
  opened.push(store);
  await store.addProperties(properties);
  await store.insertEvents(rows);
  return store;
}

async function sentBy(
  store: ConsoleStore,
  options: Partial<Parameters<typeof detectOverStore>[1]> = {},
) {
  const run = await detectOverStore(store, { nowMs: noonMs, ...options });
  const sent = Object.fromEntries(
    run.findings.map(({ source, sent }) => [source, sent?.bytes ?? null]),
  );
  return { ...run, sent };
}

const settingsWith = (names: Partial<typeof defaultSettings.properties>) => ({
  properties: { ...defaultSettings.properties, ...names },
});

test('three names of three packs, one with blanks, are read each where it is filled', async () => {
  const store = await consoleWith(
    [property('Bytes Sent'), property('jnprBytesClient')],
    [
      ...closed('10.0.0.1', { 'Bytes Sent': 100 }),
      ...closed('10.0.0.2', { BytesSent: 2_000_000 }),
      ...closed('10.0.0.3', { jnprBytesClient: 5_000_000 }),
    ],
  );
  const { sent, properties, findings } = await sentBy(store);
  expect(sent).toEqual({ '10.0.0.1': 400, '10.0.0.2': 8_000_000, '10.0.0.3': 20_000_000 });
  expect(properties.sent).toEqual(['Bytes Sent', 'BytesSent', 'jnprBytesClient']);
  const risks = findings.map(({ source, risk }) => [source, risk]);
  expect(Object.fromEntries(risks)).toEqual({
    '10.0.0.1': 'LOW',
    '10.0.0.2': 'MEDIUM',
    '10.0.0.3': 'HIGH',
  });
});

test('one that is filled nowhere and listed first does not hide the one that is', async () => {
  const store = await consoleWith(
    [property('Bytes Sent')],
    closed('10.0.0.1', { BytesSent: 3_000_000 }),
  );
  const { sent, properties, passedOver } = await sentBy(store);
  expect(sent).toEqual({ '10.0.0.1': 12_000_000 });
  expect(properties.sent).toEqual(['BytesSent']);
  expect(passedOver).toContainEqual({ name: 'Bytes Sent', reason: 'empty' });
});

test.each([
  ['first', ['Bytes Sent', 'BytesSent', 'jnprBytesClient']],
  ['last', ['BytesSent', 'jnprBytesClient', 'Bytes Sent']],
])('a disabled one that is listed %s empties nothing', async (_, names) => {
  const store = await consoleWith(
    [property('Bytes Sent', { enabled: false }), property('jnprBytesClient')],
    [
      ...closed('10.0.0.1', { 'Bytes Sent': 1, BytesSent: 100 }),
      ...closed('10.0.0.2', { jnprBytesClient: 200 }),
    ],
  );
  const { sent, passedOver } = await sentBy(store, { settings: settingsWith({ sent: names }) });
  expect(sent).toEqual({ '10.0.0.1': 400, '10.0.0.2': 800 });
  expect(passedOver).toContainEqual({ name: 'Bytes Sent', reason: 'disabled' });
});

test('a disabled one without another leaves its bytes unknown, and every connection counted', async () => {
  const store = await consoleWith(
    [
      property('Bytes', { enabled: false }),
      property('FTP Command', { type: 'text', enabled: false }),
    ],
    closed('10.0.0.1', { BytesSent: 100 }, { destinationPort: 21 }),
  );
  const { sent, findings } = await sentBy(store);
  expect(sent).toEqual({ '10.0.0.1': 400 });
  expect(findings).toMatchObject([{ connections: 4, total: null }]);
});

test('a text is passed over and named', async () => {
  const store = await consoleWith(
    [property('Sent Bytes', { type: 'text' })],
    [...closed('10.0.0.1', { 'Sent Bytes': '900' }), ...closed('10.0.0.2', { BytesSent: 100 })],
  );
  const { sent, passedOver } = await sentBy(store);
  expect(sent).toEqual({ '10.0.0.1': null, '10.0.0.2': 400 });
  expect(passedOver).toContainEqual({ name: 'Sent Bytes', reason: 'text' });
});

test('bytes received only under another name are read', async () => {
  const store = await consoleWith(
    [property('Bytes Received')],
    [
      ...closed('10.0.0.1', { BytesSent: 100, 'Bytes Received': 50 }),
      ...closed('10.0.0.2', { BytesSent: 100, BytesReceived: 70 }),
    ],
  );
  const { findings } = await sentBy(store);
  const received = findings.map(({ source, received }) => [source, received?.bytes]);
  expect(Object.fromEntries(received)).toEqual({ '10.0.0.1': 200, '10.0.0.2': 280 });
});

test('packets under two names bound the bytes of their own records', async () => {
  const tooMuch = 3 * 65_535 + 1;
  const store = await consoleWith(
    [property('Bytes Sent'), property('Packets Sent'), property('PacketsSent')],
    [
      ...closed('10.0.0.1', { 'Bytes Sent': tooMuch, 'Packets Sent': 3 }),
      ...closed('10.0.0.2', { BytesSent: tooMuch, PacketsSent: 3 }),
      ...closed('10.0.0.3', { BytesSent: tooMuch, PacketsSent: 4 }),
      ...closed('10.0.0.4', { BytesSent: tooMuch, 'Packets Sent': 3 }),
      ...closed('10.0.0.5', { BytesSent: tooMuch }),
      ...closed('10.0.0.6', { BytesSent: -1, PacketsSent: 3 }),
    ],
  );
  const { sent } = await sentBy(store);
  expect(sent).toEqual({
    '10.0.0.1': null,
    '10.0.0.2': null,
    '10.0.0.3': 4 * tooMuch,
    '10.0.0.4': null,
    '10.0.0.5': 4 * tooMuch,
    '10.0.0.6': null,
  });
});

test('the source profile reads the names of its query first, and the others where those are empty', async () => {
  const permitted = { category: 4014 };
  const store = await consoleWith(
    [property('Bytes Sent')],
    [
      ...closed('10.0.0.1', { BytesSent: 100, 'Bytes Sent': 7 }, permitted),
      ...closed('10.0.0.2', { 'Bytes Sent': 300 }, permitted),
      ...closed('10.0.0.3', {}, permitted),
    ],
  );
  const { sent, properties } = await sentBy(store, { profile: 'source' });
  expect(sent).toEqual({ '10.0.0.1': 400, '10.0.0.2': 1_200 });
  expect(properties.sent).toEqual(['BytesSent', 'Bytes Sent']);
});

test('what is asked after the run reads as the run did', async () => {
  const rows = closed('10.0.0.2', { BytesSent: 2_000_000 });
  const store = await consoleWith(
    [property('Bytes Sent')],
    [...closed('10.0.0.1', { 'Bytes Sent': 1 }), ...rows],
  );
  const run = await detectOverStore(store, { nowMs: noonMs });
  const finding = run.findings.find(({ source }) => source === '10.0.0.2');
  if (!finding) throw new Error('no finding');
  const context = {
    profile: 'corrected' as const,
    window: run.window,
    properties: run.properties,
    settings: defaultSettings,
    switches: switchesWithout(run.refusedConstructs),
  };
  const columnOf = async (query: SentQuery) => {
    const found = [];
    const { search } = portsOverStore(store, noonMs).search;
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    for await (const page of search(query, options)) found.push(...page);
    return found.map((row) => (row as { SentSum: number }).SentSum);
  };
  expect(await columnOf(contributingEventsQuery(finding, context))).toEqual(
    rows.map(() => 2_000_000),
  );
  const buckets = await columnOf(activityQuery(finding, context).query);
  expect(buckets.reduce((sum, bytes) => sum + bytes, 0)).toBe(8_000_000);
});

test('with few records far back, an unfilled name is kept where the sample is only the last day', async () => {
  const dayMs = 86_400_000;
  const store = await consoleWith(
    [property('Bytes Sent')],
    [
      ...closed('10.0.0.1', { 'Bytes Sent': 100 }, { startMs: noonMs - 3 * dayMs }),
      ...closed('10.0.0.2', { BytesSent: 200 }),
    ],
  );
  const { sent } = await sentBy(store, { lastMinutes: 4 * 1_440 });
  expect(sent).toEqual({ '10.0.0.1': 400, '10.0.0.2': 800 });
});
