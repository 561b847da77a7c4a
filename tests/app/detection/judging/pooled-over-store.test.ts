import type { Settings } from '../../../../contract/session.ts';
import type { EventRow } from '../../../../sandbox/sql/store.ts';
import { detectOverStore } from '../../../sandbox/data/detection-over-store.ts';
import { noonMs } from '../builders.ts';
import { event, openStore } from '../small-store.ts';

const minuteMs = 60_000;

async function detected(rows: readonly EventRow[], settings: Partial<Settings> = {}) {
  const store = await openStore(rows);
  try {
    return (await detectOverStore(store, { nowMs: noonMs, settings })).findings;
  } finally {
    store.close();
  }
}

const destination = (n: number) => `93.184.216.${n}`;

/** A control session of ten minutes and an upload of 600 kB in it, on a port that the two agreed on. */
function uploadTo(n: number): EventRow[] {
  const ends = { destination: destination(n), sourcePort: 40_000 + n };
  const beganMs = noonMs - (n + 1) * 30 * minuteMs;
  return [
    event({ ...ends, startMs: beganMs }),
    event({ ...ends, category: 4008, startMs: beganMs + 10 * minuteMs, sent: 120, received: 300 }),
    event({
      ...ends,
      category: 4008,
      startMs: beganMs + 5 * minuteMs,
      sourcePort: 41_000 + n,
      destinationPort: 50_000 + n,
      sent: 600_000,
      received: 0,
    }),
  ];
}

test('one FTP session with each of five destinations, 600 kB uploaded in each, is one finding', async () => {
  const findings = await detected([1, 2, 3, 4, 5].flatMap(uploadTo));
  expect(findings).toMatchObject([
    {
      kind: 'fan-out',
      destinationCount: 5,
      connections: 5,
      estimated: false,
      sent: { bytes: 600 },
      dataChannel: {
        sent: { bytes: 3_000_000 },
        connections: 5,
        ports: { from: 50_001, to: 50_005 },
        confidence: 'time',
        sessions: 5,
      },
      risk: 'MEDIUM',
    },
  ]);
});

test('a service that runs in and out of sessions is in doubt, and a finding by its bytes', async () => {
  const polled = (sent: number) =>
    [-60, -40, -20, 5, 30].map((minute, n) =>
      event({
        category: 4008,
        destination: destination(1),
        startMs: noonMs - 60 * minuteMs + minute * minuteMs,
        sourcePort: 45_000 + n,
        destinationPort: 8_443,
        sent,
        received: 0,
      }),
    );
  const [opened, closed] = uploadTo(1);
  const session = [opened, closed].filter((row) => row !== undefined);
  const [finding, ...more] = await detected([...session, ...polled(2_000_000)]);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    kind: 'pair',
    risk: 'LOW',
    dataChannel: { connections: 0, doubted: 1, doubtedBytes: 2_000_000, origins: ['events'] },
  });
  expect(finding?.reasons[0]).toMatchObject({ code: 'data-channel-doubted', value: 2_000_000 });
  expect(await detected([...session, ...polled(1_000_000)])).toEqual([]);
});
