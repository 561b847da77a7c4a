import { lengthInUrl, longestQuery } from '../../../../app/detection/aql/statement.ts';
import type { Finding } from '../../../../contract/finding.ts';
import type { Settings } from '../../../../contract/session.ts';
import type { EventRow } from '../../../../sandbox/sql/store.ts';
import { detectOverStore } from '../../../sandbox/data/detection-over-store.ts';
import { noonMs } from '../builders.ts';
import { event, openStore } from '../small-store.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const closed = { category: 4008 };
const many = 10_000;

/** Runs the detection over these records up to noon, and gives its findings and what it asked. */
async function detected(rows: readonly EventRow[], settings: Partial<Settings> = {}) {
  const store = await openStore(rows);
  try {
    return await detectOverStore(store, { nowMs: noonMs, settings });
  } finally {
    store.close();
  }
}

/** A session as long as the day, logged when it opened and when it closed, and three short ones. */
function sessions(change: Partial<EventRow> = {}): EventRow[] {
  const at = (startMs: number, more: Parameters<typeof event>[0]) =>
    event({ startMs, sourcePort: 40_000, ...change, ...more });
  return [
    at(noonMs - dayMs + 1, {}),
    at(noonMs - 1, { ...closed, sent: 200, received: 400 }),
    ...[1, 2, 3].map((n) =>
      at(noonMs - n * minuteMs, { ...closed, sourcePort: 41_000 + n, sent: 100, received: 200 }),
    ),
  ];
}

/** Short uploads of 1,500 bytes on a thousand ports over the day. */
function uploads(change: Partial<EventRow> = {}): EventRow[] {
  return Array.from({ length: many }, (_, n) =>
    event({
      ...closed,
      startMs: noonMs - dayMs + 1 + Math.floor((n * (dayMs - 2)) / many),
      sourcePort: 42_000 + (n % 20_000),
      destinationPort: 50_000 + (n % 1_000),
      sent: 1_500,
      received: 0,
      ...change,
    }),
  );
}

function only(findings: readonly Finding[]): Finding {
  const [finding, ...more] = findings;
  if (!finding || more.length > 0) throw new RangeError(`${findings.length} findings`);
  return finding;
}

describe('ten thousand data connections and a session of 24 hours', () => {
  test('are one finding with every byte, from three searches', async () => {
    const { findings, queries, limits } = await detected([...sessions(), ...uploads()]);
    expect(only(findings)).toMatchObject({
      risk: 'HIGH',
      dataChannel: {
        connections: many,
        sent: { bytes: many * 1_500, lowerBound: false },
        doubted: 0,
        partial: false,
        counted: true,
      },
    });
    expect(queries.map(({ name }) => name).filter((name) => name === 'records')).toHaveLength(1);
    expect(limits).toEqual([]);
  });

  test('are a marked part where a run may read fewer rows', async () => {
    const { findings, limits } = await detected([...sessions(), ...uploads()], { maxRows: 4_000 });
    const { dataChannel } = only(findings);
    expect(dataChannel).toMatchObject({ partial: true, assumedSessions: 4 });
    // When the session opened is not among what was read, so an hour of it is all that can be told.
    const { connections = 0, doubted = 0 } = dataChannel ?? {};
    expect(connections + doubted).toBeGreaterThan(many / 24);
    expect(connections + doubted).toBeLessThanOrEqual(4_000);
    expect(limits).toContainEqual({ kind: 'rows', limit: 4_000 });
  });

  test('are joined as well where log sources write IPv4 in IPv6', async () => {
    const { findings } = await detected([
      ...sessions(),
      ...uploads({ destination: '::ffff:93.184.216.34' }),
    ]);
    expect(only(findings).dataChannel?.sent?.bytes).toBe(many * 1_500);
  });

  test('are not guessed at where ports are missing', async () => {
    const { findings } = await detected([
      ...sessions(),
      ...uploads({ sourcePort: null, destinationPort: null }),
    ]);
    expect(only(findings)).toMatchObject({ risk: 'LOW', dataChannel: null });
  });
});

test('of ten thousand clients of one server those are asked for that moved much, the rest is marked', async () => {
  const clients = Array.from({ length: many }, (_, n) => `10.1.${n >> 8}.${n & 255}`);
  const rows = clients.flatMap((source) =>
    [0, 1, 2, 3].map((n) =>
      event({
        ...closed,
        source,
        startMs: noonMs - (n + 1) * minuteMs,
        sourcePort: 40_000 + n,
        sent: 100,
        received: 200,
      }),
    ),
  );
  // The least of all by its sessions.
  const secret = clients.pop() ?? '';
  const least = rows.filter(({ source }) => source !== secret);
  const session = { ...closed, source: secret, startMs: noonMs - 10 * minuteMs, sent: 10 };
  const upload = {
    ...session,
    startMs: noonMs - 11 * minuteMs,
    sourcePort: 50_000,
    destinationPort: 50_100,
    sent: 1_073_741_824,
  };
  const { findings, queries, limits } = await detected([
    ...least,
    event({ ...session, received: 20 }),
    event({ ...upload, received: 100 }),
  ]);
  expect(findings).toHaveLength(many);
  expect(findings[0]).toMatchObject({
    source: secret,
    risk: 'HIGH',
    dataChannel: { sent: { bytes: 1_073_741_824 } },
  });
  // Three of the run, four for volumes on data ports, and two for the records, each with its twin for flows.
  expect(queries.length).toBeLessThanOrEqual(11);
  for (const { aql } of queries) expect(lengthInUrl(aql)).toBeLessThan(longestQuery.inBody + 100);
  const cut = limits.find(({ kind }) => kind === 'channels');
  expect(cut?.limit).toBeGreaterThan(1_000);
  expect(cut?.limit).toBeLessThan(many);
});
