import { findingSchema, type DataChannel } from '../../../../contract/finding.ts';
import type { ConnectionRow } from '../../../../app/detection/rows/rows.ts';
import { aDataChannel } from '../../../support/ui-records.ts';
import { connectionRow, fold } from '../builders.ts';
import { judgedTransfers } from '../judged.ts';

/** One closed FTP session, below every threshold. */
const session = (change: Partial<ConnectionRow> = {}) =>
  connectionRow({ connections: 1, records: 1, sentBytes: 200, sentLargest: 200, ...change });

const destination = (n: number) => `93.184.216.${n}`;

/** Findings of these rows where each pair has the data channel that is said of it. */
function judged(
  rows: readonly ConnectionRow[],
  channelOf: (pair: ConnectionRow['destination'], port: number) => Partial<DataChannel> | null,
  stitching = true,
) {
  const evidence = fold(rows);
  const seen = {
    countsOf: () => null,
    isElsewhere: () => false,
    channelOf: (index: number) => {
      const pair = evidence.pair(index);
      const channel = channelOf(pair.destination, pair.port);
      if (channel === null) return null;
      return {
        ...aDataChannel({ sent: null, received: null, ...channel }),
        largestSent: channel.sent?.bytes ?? 0,
        sizes: null,
        activity: channel.sent ? [0, 0, channel.sent.bytes] : [],
      };
    },
  };
  return judgedTransfers(evidence, { seen, stitching }).findings;
}

const upload = (bytes: number): Partial<DataChannel> => ({
  sent: { bytes, knownConnections: 1, lowerBound: false },
  connections: 1,
  sessions: 1,
});

const codesOf = (findings: ReturnType<typeof judged>) =>
  findings.map(({ reasons }) => reasons.map(({ code }) => code));

describe('uploads on data channels to several destinations', () => {
  const five = [1, 2, 3, 4, 5].map((n) => session({ destination: destination(n) }));

  test('are pooled: five of 600 kB each are a finding that has them all', () => {
    const findings = judged(five, () => upload(600_000));
    expect(findings).toMatchObject([
      {
        kind: 'fan-out',
        destinationCount: 5,
        sent: { bytes: 1_000 },
        dataChannel: { sent: { bytes: 3_000_000 }, connections: 5, sessions: 5, counted: true },
        risk: 'MEDIUM',
        state: 'moving',
      },
    ]);
    expect(findings[0]?.reasons).toMatchObject([
      { code: 'pooled-volume', value: 3_001_000 },
      { code: 'sent-above-medium', value: 3_001_000 },
      { code: 'data-channel-counted', value: 3_000_000 },
    ]);
    expect(findings[0]?.corrections).toContain('data-channel-joined');
    for (const finding of findings) expect(findingSchema.parse(finding)).toEqual(finding);
  });

  test('are no finding where they are less together', () => {
    expect(judged(five, () => upload(200_000))).toEqual([]);
  });

  test('are no finding where the setting leaves data channels out', () => {
    expect(judged(five, () => upload(600_000), false)).toEqual([]);
  });

  test('to a sixth destination are shown but not rated where the setting leaves them out', () => {
    const six = [...five, session({ destination: destination(6) })];
    expect(judged(six, () => upload(600_000), false)).toMatchObject([
      {
        kind: 'fan-out',
        dataChannel: { sent: { bytes: 3_600_000 }, counted: false },
        risk: 'LOW',
      },
    ]);
  });

  test('on several ports are pooled, under the port with most of them', () => {
    const rows = [session({ port: 445, sentBytes: 500_000 }), session({ port: 21 })];
    const findings = judged(rows, (_, port) => (port === 21 ? upload(600_000) : null));
    expect(findings).toMatchObject([
      {
        kind: 'pooled',
        port: 21,
        otherPorts: [{ port: 445 }],
        dataChannel: { sent: { bytes: 600_000 } },
        risk: 'MEDIUM',
      },
    ]);
  });
});

describe('what is in doubt', () => {
  const inDoubt = (doubtedBytes: number): Partial<DataChannel> => ({
    connections: 0,
    confidence: null,
    modes: [],
    ports: null,
    doubted: 4,
    doubtedBytes,
    sessions: 1,
    assumedSessions: 0,
  });
  const medium = 1_048_576;

  test('is a finding LOW above the MEDIUM threshold where the pair is none otherwise', () => {
    expect(judged([session()], () => inDoubt(medium))).toEqual([]);
    const findings = judged([session()], () => inDoubt(medium + 1));
    expect(findings).toMatchObject([
      { kind: 'pair', risk: 'LOW', sent: { bytes: 200 }, dataChannel: { doubted: 4 } },
    ]);
    expect(findings[0]?.reasons).toMatchObject([
      {
        code: 'data-channel-doubted',
        value: medium + 1,
        unit: 'bytes',
        threshold: { value: medium, source: 'source-rule' },
      },
      { code: 'sent-below-medium' },
    ]);
    expect(findings[0]?.corrections).toContain('volume-counts');
    for (const finding of findings) expect(findingSchema.parse(finding)).toEqual(finding);
  });

  test.each([
    ['without a control session', { sessions: 0 }, true],
    ['where the setting leaves data channels out', {}, false],
  ])('is no finding %s', (_, change, stitching) => {
    const channel = { ...inDoubt(5_000_000), ...change };
    expect(judged([session()], () => channel, stitching)).toEqual([]);
  });

  test('is said of a finding that is there anyway, and does not rate it', () => {
    const rows = [session({ connections: 4, records: 4 })];
    expect(codesOf(judged(rows, () => inDoubt(20_000_000)))).toEqual([
      ['connections-above-threshold', 'sent-below-medium', 'data-channel-doubted'],
    ]);
    expect(judged(rows, () => inDoubt(20_000_000))).toMatchObject([{ risk: 'LOW' }]);
    expect(codesOf(judged(rows, () => inDoubt(medium)))).toEqual([
      ['connections-above-threshold', 'sent-below-medium'],
    ]);
  });

  test('takes no pair out of a pool', () => {
    const rows = [1, 2, 3].map((n) => session({ destination: destination(n) }));
    const findings = judged(rows, () => ({ ...upload(600_000), doubted: 1, doubtedBytes: 2e6 }));
    expect(findings).toMatchObject([
      { kind: 'fan-out', destinationCount: 3, risk: 'MEDIUM', dataChannel: { doubtedBytes: 6e6 } },
    ]);
    expect(codesOf(findings)[0]).toContain('data-channel-doubted');
  });
});
