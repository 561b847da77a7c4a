/** When a signal is there, still comes, is missing, or cannot be known (V2, V3, the matrix of refusals). */
import { AppError } from '../../../../app/ports/app-error.ts';
import type { DetectionPorts } from '../../../../app/ports/detection.ts';
import type { ConsoleStore, EventRow } from '../../../../sandbox/sql/store.ts';
import { event } from '../small-store.ts';
import {
  atMs,
  checked,
  guidOf,
  hostLogSource,
  networkOf,
  openBench,
  server,
  sysmonOf,
  sysmonRow,
  type Checked,
} from './bench-store.ts';

const opened: ConsoleStore[] = [];
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

async function bench(rows: readonly EventRow[], kind: 'extension' | 'none' = 'extension') {
  const store = await openBench(kind, rows);
  opened.push(store);
  return store;
}

const marker = 'twabcd1234';
const technique = 'ftp-upload';
const sysmon = (of = marker) =>
  sysmonOf(technique, 'test', of).map((record) => sysmonRow('extension', record));
const all = () => [...sysmon(), ...networkOf(technique, 'test')];
const answers = ({ signals }: Checked) =>
  Object.fromEntries(signals.map(({ signal, answer }) => [signal.id, answer]));
const withoutProcess = () => all().filter(({ properties }) => properties?.['Event ID'] !== 1);

/** Something the console received meanwhile, so that nothing found is something. */
const witness = event({ startMs: atMs + 30_000, source: '10.0.0.99', destinationPort: 80 });

test('a signal that comes 90 s late is waited for, then found, and never missing between', async () => {
  const late = sysmonRow('extension', {
    ...(sysmonOf(technique, 'test', marker)[1] ?? { id: 1 }),
    startMs: atMs + 60_000 + 90_000,
  });
  const seen: string[] = [];
  const store = await bench([...withoutProcess(), witness]);
  for (const afterMs of [0, 45_000, 89_000, 90_000, 130_000]) {
    if (afterMs === 90_000) await store.insertEvents([late]);
    const nowMs = atMs + 60_000 + afterMs;
    const result = await checked(store, { technique, marker, nowMs });
    seen.push(`${answers(result)['process']}, ${result.state}`);
  }
  const waiting = 'waiting, waiting';
  expect(seen.slice(0, 3)).toEqual([waiting, waiting, waiting]);
  // All that the test waits for has come.
  expect(seen.slice(3)).toEqual(['arrived, passed', 'arrived, passed']);
});

test('what a source takes for 99 of 100 records is waited for, and two minutes, then it is missing', async () => {
  const before = Array.from({ length: 100 }, (_, n) =>
    sysmonRow('extension', {
      ...{ id: 1, process: 'C:\\x.exe', command: 'x' },
      startMs: atMs - 3_600_000 + n * 1_000,
      // One is later than all others: it is not waited for.
      endMs: atMs - 3_600_000 + n * 1_000 + (n === 0 ? 900_000 : 240_300),
    }),
  );
  const store = await bench([...withoutProcess(), ...before, witness]);
  const stopMs = atMs + 60_000;
  const at = async (afterMs: number) => {
    const result = await checked(store, { technique, marker, nowMs: stopMs + afterMs });
    return result.signals.find(({ signal }) => signal.id === 'process');
  };
  expect(await at(0)).toMatchObject({ answer: 'waiting', waitUntilMs: stopMs + 120_000 + 241_000 });
  expect(await at(360_999)).toMatchObject({ answer: 'waiting' });
  expect(await at(361_000)).toMatchObject({ answer: 'missing', events: 0 });
});

test('two runs at once are told apart by their markers, and connections by their processes', async () => {
  const other = 'twzzzz9999';
  const store = await bench([...sysmon(), ...sysmon(other), ...networkOf(technique, 'test')]);
  for (const own of [marker, other]) {
    const { signals, joinedBy } = await checked(store, { technique, marker: own });
    expect(joinedBy).toBe('Process GUID');
    for (const { signal, rows, isMarkerFound } of signals.filter(({ signal: { kind } }) =>
      ['file', 'process', 'connection'].includes(kind),
    )) {
      expect([signal.id, rows.length, isMarkerFound]).toEqual([signal.id, 1, true]);
      expect(JSON.stringify(rows)).not.toContain(own === marker ? other : marker);
    }
  }
});

test('a connection is found where the record of its process did not come, not that of another run', async () => {
  const other = 'twzzzz9999';
  const lost = sysmon().filter(({ properties }) => properties?.['Event ID'] !== 1);
  const store = await bench([...lost, ...sysmon(other), witness]);
  const { signals } = await checked(store, { technique, marker });
  const connection = signals.find(({ signal }) => signal.id === 'connection');
  expect(connection).toMatchObject({ answer: 'arrived', isMarkerFound: null });
  expect(connection?.rows.map(({ processGuid }) => processGuid)).toEqual([guidOf(marker)]);
});

test('a connection to the same port of another host is not that of the test', async () => {
  const elsewhere = sysmon().map((row) =>
    row.destination === server ? { ...row, destination: '10.0.0.77' } : row,
  );
  const store = await bench([...elsewhere, witness]);
  const result = await checked(store, { technique, marker });
  expect(answers(result)['connection']).not.toBe('arrived');
  expect(answers(result)['process']).toBe('arrived');
});

test('a record belongs to the process that began in that second on that machine', async () => {
  const guid = (last: string) => `{747F3D96-5F18-60D9-${last}-000000000600}`;
  const records = sysmonOf(technique, 'test', marker).map((record) =>
    sysmonRow('extension', { ...record, guid: guid(record.id === 1 ? '8E01' : '0F02') }),
  );
  const store = await bench([...records, ...sysmon('twzzzz9999'), witness]);
  const { signals } = await checked(store, { technique, marker });
  const connection = signals.find(({ signal }) => signal.id === 'connection');
  expect(connection).toMatchObject({ answer: 'arrived', isMarkerFound: true });
  expect(connection?.rows.map(({ processGuid }) => processGuid)).toEqual([guid('0F02')]);
});

test('what the host does after the test is not taken for it, however late it is looked at', async () => {
  const later = networkOf('ftp-c2', 'test').map((row) => ({
    ...row,
    startMs: row.startMs + 20 * 60_000,
  }));
  const twin = sysmonOf('ftp-c2', 'twin', marker).map((record) => sysmonRow('extension', record));
  const store = await bench([...twin, ...networkOf('ftp-c2', 'twin'), ...later]);
  const result = await checked(store, { technique: 'ftp-c2', variant: 'twin', marker });
  expect([result.silence, result.detection.answer]).toEqual(['silent', 'not-fired']);
});

test('a marker is found in a record that stands for several, and all of them count', async () => {
  const records = sysmonOf(technique, 'test', marker).map((record) =>
    sysmonRow('extension', { ...record, ...(record.id === 1 ? { eventCount: 4 } : {}) }),
  );
  const store = await bench([...records, ...networkOf(technique, 'test')]);
  const { signals } = await checked(store, { technique, marker });
  expect(signals.find(({ signal }) => signal.id === 'process')).toMatchObject({
    answer: 'arrived',
    events: 4,
    rows: [{ eventCount: 4, isMarked: true }],
  });
});

test('a marker that another collector sends is found wherever it comes from', async () => {
  const forwarded = sysmon().map((row) => ({ ...row, source: '10.9.9.9', logSourceId: 62 }));
  const store = await bench([
    ...forwarded.map((row) => ({ ...row, logSourceId: hostLogSource })),
    ...networkOf(technique, 'test'),
  ]);
  expect(answers(await checked(store, { technique, marker }))).toMatchObject({
    file: 'arrived',
    process: 'arrived',
  });
});

test('a host that does not exist has no signals, and it is said that nothing of it comes', async () => {
  const store = await bench([...sysmon('twother111'), witness]);
  const result = await checked(store, { technique, marker, source: '10.77.0.1', host: 'no-such' });
  expect(answers(result)).toEqual({
    file: 'missing',
    process: 'missing',
    connection: 'missing',
    network: 'missing',
  });
  expect(result.signals[0]).toMatchObject({ canArrive: 'host-silent', lastSeenMs: atMs });
  expect([result.state, result.detection.answer]).toEqual(['failed', 'no-connection']);
});

test('minutes of which the console has nothing at all prove nothing', async () => {
  const store = await bench([]);
  const result = await checked(store, { technique, marker });
  expect(new Set(Object.values(answers(result)))).toEqual(new Set(['cannot-know']));
  expect(result.signals.map(({ unknown, events }) => [unknown, events])).toEqual(
    result.signals.map(() => ['nothing-to-tell-by', null]),
  );
  expect(result.state).toBe('cannot-know');
});

const refusals: Readonly<Record<string, (ports: DetectionPorts) => DetectionPorts>> = {
  'the list of fields': (ports) => ({
    ...ports,
    facts: { ...ports.facts, eventFields: () => Promise.reject(new AppError('not-allowed')) },
  }),
  'how properties are filled': (ports) => ({
    ...ports,
    facts: { ...ports.facts, filling: () => Promise.reject(new AppError('console-failed')) },
  }),
  ...Object.fromEntries(
    ['validation-sources', 'validation-signals', 'coverage-clauses', 'connections'].map((name) => [
      name,
      (ports: DetectionPorts): DetectionPorts => ({
        ...ports,
        search: {
          search: (query, options) =>
            query.name === name
              ? refusedAfter(ports.search.search(query, options))
              : ports.search.search(query, options),
        },
      }),
    ]),
  ),
};

type Pages = ReturnType<DetectionPorts['search']['search']>;

/** Rows come, and then it breaks off. */
async function* refusedAfter(pages: Pages, error: AppError = new AppError('search-failed')): Pages {
  const first = await pages.next();
  if (!first.done) yield first.value;
  throw error;
}

/** Answers of file, process, connection and network, and of the detection, where nothing came and this is refused. */
const unknown = 'cannot-know';
const bySysmon = [unknown, unknown, unknown, 'missing', 'no-connection'];
const told: Readonly<Record<string, readonly string[]>> = {
  'the list of fields': [...bySysmon.slice(0, 4), unknown],
  'how properties are filled': [...bySysmon.slice(0, 4), unknown],
  'validation-sources': [unknown, unknown, unknown, unknown, unknown],
  'validation-signals': bySysmon,
  'coverage-clauses': ['missing', 'missing', 'missing', unknown, 'not-fired'],
  connections: ['missing', 'missing', 'missing', 'missing', unknown],
};

test.each(Object.entries(refusals))('what it leaves unknown: %s', async (name, ports) => {
  const store = await bench([witness]);
  const result = await checked(store, { technique, marker, ports });
  const seen = [...result.signals.map(({ answer }) => answer), result.detection.answer];
  expect(seen).toEqual(told[name]);
});

describe.each(Object.entries(refusals))('where this is refused: %s', (_name, ports) => {
  test.each([
    ['nothing came', () => [witness]],
    ['all came', all],
  ])('nothing is missing because of it, nor 0; %s', async (_what, rows) => {
    const store = await bench(rows());
    const whole = await checked(store, { technique, marker });
    const result = await checked(store, { technique, marker, ports });
    expect(result.failures.length).toBeGreaterThan(0);
    for (const [at, one] of result.signals.entries()) {
      const before = whole.signals[at];
      if (one.answer === 'missing') expect(before?.answer).toBe('missing');
      if (one.events === 0) expect(before?.events).toBe(0);
    }
    if (result.detection.answer === 'not-fired') expect(whole.detection.answer).not.toBe('fired');
  });
});

test('the end of the session ends the look', async () => {
  const store = await bench(all());
  const ports = (own: DetectionPorts): DetectionPorts => ({
    ...own,
    search: {
      search: (query, options) =>
        refusedAfter(own.search.search(query, options), new AppError('not-signed-in')),
    },
  });
  await expect(checked(store, { technique, marker, ports })).rejects.toMatchObject({
    code: 'not-signed-in',
  });
});

test('hostile names and values are values', async () => {
  const name = `x' OR '1'='1" %_\\y`;
  const record = {
    ...(sysmonOf(technique, 'test', marker)[1] ?? { id: 1 }),
    parent: `'; DROP TABLE events; -- <script>${name}`,
  };
  const store = await bench([sysmonRow('extension', record), ...networkOf(technique, 'test')]);
  const result = await checked(store, { technique, marker, host: name });
  expect(result.failures).toEqual([]);
  expect(answers(result)['process']).toBe('arrived');
  expect(JSON.stringify(result.signals)).toContain('<script>');
});

test('a loopback target is predicted not to fire, by its clause, and does not', async () => {
  const local = sysmon().map((row) =>
    row.destination === server ? { ...row, destination: '127.0.0.1' } : row,
  );
  const store = await bench([...local, witness]);
  const result = await checked(store, { technique, marker, target: '127.0.0.1' });
  expect(result.detection).toMatchObject({ answer: 'no-connection', finding: null });
  expect([answers(result)['network'], result.state]).toEqual(['absent', 'passed']);
  expect(result.comparison).toEqual([
    {
      ...{ field: 'fires', predicted: false, seen: false },
      ...{ isSame: true, reason: null, clause: null },
    },
  ]);
});

test.each([
  ['destination', { destination: '10.9.9.9' }, '10.9.9.9', 'direction'],
  ['direction', { direction: 'R2R' as const }, server, 'direction'],
  ['category', { category: 9001 }, server, 'category'],
])('the clause that drops the records is named: %s', async (_what, change, target, clause) => {
  const network = networkOf(technique, 'test').map((row) => ({
    ...row,
    ...change,
    ...('destination' in change ? { direction: 'L2L' as const } : {}),
  }));
  const store = await bench([...sysmon(), ...network]);
  const { detection, comparison } = await checked(store, { technique, marker, target });
  expect(detection).toMatchObject({ answer: 'not-fired', droppedBy: clause });
  expect(detection.funnel.find((step) => step.clause === clause)).toMatchObject({
    came: 4,
    passed: 0,
  });
  expect(comparison[0]).toMatchObject(
    target === server
      ? { predicted: true, seen: false, isSame: false, reason: 'clause', clause }
      : { predicted: false, seen: false, isSame: true },
  );
});
