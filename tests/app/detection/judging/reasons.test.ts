import {
  channelReasons,
  fanOutReasons,
  pairReason,
  riskReasons,
  sentReason,
} from '../../../../app/detection/judging/reasons.ts';
import type { TransferState } from '../../../../contract/finding.ts';
import { rule } from '../../../../app/detection/rule/rule.ts';
import { aDataChannel } from '../../../support/ui-records.ts';
import { counter, sessions } from '../builders.ts';

const codes = (...parameters: Parameters<typeof riskReasons>) =>
  riskReasons(...parameters).map((reason) => reason.code);

const sourceRule = (value: number) => ({ value, source: 'source-rule' });

describe('a pair is a finding', () => {
  const ofPair = (connections: number, sentBytes: number | null) =>
    pairReason(sessions({ connections, sent: sentBytes === null ? null : counter(sentBytes) }));

  test('by its count, above three connections', () => {
    expect(ofPair(2, null)).toBeNull();
    expect(ofPair(3, null)).toBeNull();
    expect(ofPair(4, null)).toEqual({
      code: 'connections-above-threshold',
      value: 4,
      unit: 'connections',
      threshold: sourceRule(3),
    });
  });

  test('else by its volume, above 1 MiB', () => {
    expect(ofPair(1, 1_048_575)).toBeNull();
    expect(ofPair(3, 1_048_576)).toBeNull();
    expect(ofPair(1, 1_048_577)).toEqual({
      code: 'volume-without-count',
      value: 1_048_577,
      unit: 'bytes',
      threshold: sourceRule(1_048_576),
    });
  });

  test('by its count, where both are above', () => {
    expect(ofPair(4, 20_000_000)).toMatchObject({ code: 'connections-above-threshold' });
  });

  test('by thresholds that were set, which is said', () => {
    const threshold = { value: 1, source: 'setting' } as const;
    const two = sessions({ connections: 2 });
    expect(pairReason(two, { ...rule.thresholds, connections: threshold })).toMatchObject({
      value: 2,
      threshold,
    });
  });
});

describe('much in few connections is a finding in either direction, and in all', () => {
  test.each([
    ['download', { received: counter(1_048_577), total: counter(5_000_000) }],
    ['total-without-count', { sent: counter(400), total: counter(1_048_577) }],
  ])('%s', (code, change) => {
    expect(pairReason(sessions({ connections: 1, ...change }))).toMatchObject({
      code,
      value: 1_048_577,
      threshold: sourceRule(1_048_576),
    });
  });

  test('1 MiB received, and in all, is none', () => {
    const volume = { received: counter(1_048_576), total: counter(1_048_576) };
    expect(pairReason(sessions({ connections: 3, ...volume }))).toBeNull();
  });
});

describe('a source is a finding by the number of its destinations', () => {
  const choice = (value: number) => ({ value, source: 'choice' }) as const;

  test('which is said', () => {
    expect(fanOutReasons(6, sessions(), null, rule.thresholds)).toEqual([
      { code: 'fan-out', value: 6, unit: 'destinations', threshold: choice(5) },
    ]);
  });

  test('else by what it sent to all of them together', () => {
    const sent = counter(2_000_000);
    expect(fanOutReasons(5, sessions({ sent }), null, rule.thresholds)).toMatchObject([
      { code: 'pooled-volume', value: 2_000_000, unit: 'bytes' },
    ]);
  });

  test('and so is what stands out on the site, above it only', () => {
    const codesAt = (destinations: number) =>
      fanOutReasons(destinations, sessions(), choice(9), rule.thresholds);
    expect(codesAt(9).map(({ code }) => code)).toEqual(['fan-out']);
    expect(codesAt(10).at(-1)).toEqual({
      code: 'fan-out-stands-out',
      value: 10,
      unit: 'destinations',
      threshold: choice(9),
    });
  });
});

describe('why a finding has its risk', () => {
  test.each([
    [1_048_576, 'sent-below-medium', 1_048_576],
    [1_048_577, 'sent-above-medium', 1_048_576],
    [10_485_760, 'sent-above-medium', 1_048_576],
    [10_485_761, 'sent-above-high', 10_485_760],
  ] as const)('%p bytes sent: %s', (bytes, code, threshold) => {
    expect(sentReason(bytes)).toEqual({
      code,
      value: bytes,
      unit: 'bytes',
      threshold: sourceRule(threshold),
    });
  });

  test('bytes sent speak, whatever else was counted', () => {
    const change = { sent: counter(0), received: counter(9), total: counter(9) };
    expect(codes(sessions(change), 'established')).toEqual(['sent-below-medium']);
  });

  test('a download is named whatever else is known', () => {
    const change = { sent: counter(400), received: counter(99_000_000) };
    expect(codes(sessions(change), 'moving')).toEqual(['sent-below-medium', 'download']);
  });

  test('a total of both directions is named where bytes sent are not known', () => {
    expect(riskReasons(sessions({ total: counter(99) }), 'established')).toEqual([
      { code: 'total-only', value: 99, unit: 'bytes', threshold: null },
    ]);
  });

  test('received bytes say nothing of those sent: the connections without a counter are named', () => {
    expect(riskReasons(sessions({ received: counter(99) }), 'established')).toEqual([
      { code: 'sent-unknown', value: 4, unit: 'connections', threshold: null },
    ]);
  });

  test('that it is an attempt comes first', () => {
    expect(riskReasons(sessions(), 'attempt')).toEqual([
      { code: 'attempt-only', value: 4, unit: 'connections', threshold: null },
      expect.objectContaining({ code: 'sent-unknown' }),
    ]);
  });
});

describe('even intervals', () => {
  const minuteMs = 60_000;
  const even = {
    score: 0.81,
    skew: 0.9,
    dispersion: 0.72,
    medianMs: 15 * minuteMs,
    spreadMs: minuteMs,
    intervals: 24,
  };
  const isNamed = (change: Partial<typeof even> = {}, state: TransferState = 'moving') =>
    codes(sessions({ regularity: { ...even, ...change } }), state).includes('regular');

  test('are named with their score in percent, against the threshold', () => {
    expect(riskReasons(sessions({ regularity: even }), 'unknown').at(-1)).toEqual({
      code: 'regular',
      value: 81,
      unit: 'percent',
      threshold: { value: 80, source: 'choice' },
    });
  });

  test('are named above the threshold only', () => {
    expect(isNamed({ score: 0.804 })).toBe(false);
    expect(isNamed({ score: 0.805 })).toBe(true);
  });

  test('are named from 23 connections on', () => {
    expect(isNamed({ intervals: 21, medianMs: 30 * minuteMs })).toBe(false);
    expect(isNamed({ intervals: 22, medianMs: 30 * minuteMs })).toBe(true);
  });

  test('are named from six hours on: a batch of uploads is over before', () => {
    expect(isNamed({ intervals: 60, medianMs: 6 * minuteMs - 1 })).toBe(false);
    expect(isNamed({ intervals: 60, medianMs: 6 * minuteMs })).toBe(true);
  });

  test('are not named of attempts, which are made again on a timer', () => {
    expect(isNamed({}, 'attempt')).toBe(false);
    expect(isNamed({}, 'established')).toBe(true);
  });
});

describe('impossible counters', () => {
  test.each([
    ['sent', { sent: true, received: false, total: false }],
    ['received', { sent: false, received: true, total: false }],
    ['in all', { sent: false, received: false, total: true }],
  ])('of bytes %s are told with what they claim, against the largest packet', (_, impossible) => {
    const lying = sessions({ claimedBytes: 5e9, impossible });
    expect(riskReasons(lying, 'attempt').at(-1)).toEqual({
      code: 'impossible-counter',
      value: 5e9,
      unit: 'bytes',
      threshold: { value: 65_535, source: 'standard' },
    });
  });

  test('are not spoken of where there are none', () => {
    expect(codes(sessions(), 'established')).not.toContain('impossible-counter');
  });
});

describe('one record with nearly all of a rated volume', () => {
  const ofLargest = (bytes: number, largest: number, connections = 2) =>
    riskReasons(sessions({ connections, sent: counter(bytes, largest) }), 'moving').find(
      ({ code }) => code === 'single-record-volume',
    );

  test('is named from nine tenths on', () => {
    expect(ofLargest(2_000_000, 1_799_999)).toBeUndefined();
    expect(ofLargest(2_000_000, 1_800_001)).toBeDefined();
    expect(ofLargest(2_000_000, 1_800_000)).toEqual({
      code: 'single-record-volume',
      value: 1_800_000,
      unit: 'bytes',
      threshold: { value: 1_800_000, source: 'choice' },
    });
  });

  test('is compared with whole bytes, rounded up', () => {
    // Nine tenths are 1,800,000.9.
    expect(ofLargest(2_000_001, 1_800_000)).toBeUndefined();
    expect(ofLargest(2_000_001, 1_800_001)?.threshold?.value).toBe(1_800_001);
  });

  test('is not where the volume rates nothing', () => {
    expect(ofLargest(1_048_576, 1_048_576)).toBeUndefined();
    expect(ofLargest(1_048_577, 1_048_577)).toBeDefined();
  });

  test('is named of the only connection, too', () => {
    expect(ofLargest(2_000_000, 2_000_000, 1)).toBeDefined();
  });
});

describe('uploads on data channels', () => {
  const sent = { bytes: 14, knownConnections: 6, lowerBound: false };

  test.each([
    [true, 'data-channel-counted'],
    [false, 'data-channel-left-out'],
  ])('counted %p: %s, with how sure they are', (counted, code) => {
    expect(channelReasons(aDataChannel({ sent, counted, confidence: 'port' }))).toEqual([
      { code, value: 14, unit: 'bytes', threshold: null, confidence: 'port' },
    ]);
  });

  test('are not spoken of where their bytes are not known', () => {
    expect(channelReasons(aDataChannel({ sent: null }))).toEqual([]);
  });

  test('are not spoken of where none was joined', () => {
    expect(channelReasons(aDataChannel({ sent, confidence: null }))).toEqual([]);
  });
});
