import { pairReason, riskReasons } from '../../../../app/detection/judging/reasons.ts';
import { counter, sessions } from '../builders.ts';

const codes = (...parameters: Parameters<typeof riskReasons>) =>
  riskReasons(...parameters).map((reason) => reason.code);

describe('why a pair is a finding', () => {
  test.each([
    [4, null, 'connections-above-threshold', 4, 3],
    [4, 20_000_000, 'connections-above-threshold', 4, 3],
    [1, 1_048_577, 'volume-without-count', 1_048_577, 1_048_576],
  ])('%p connections and %p bytes: %s', (connections, bytes, code, value, threshold) => {
    const sent = bytes === null ? null : counter(bytes);
    expect(pairReason(sessions({ connections, sent }))).toMatchObject({
      code,
      value,
      threshold: { value: threshold, source: 'source-rule' },
    });
  });

  test.each([
    ['download', { received: counter(1_048_577), total: counter(5_000_000) }],
    ['total-without-count', { sent: counter(400), total: counter(1_048_577) }],
  ])('much in few connections: %s', (code, change) => {
    expect(pairReason(sessions({ connections: 1, ...change }))).toMatchObject({
      code,
      value: 1_048_577,
      threshold: { value: 1_048_576, source: 'source-rule' },
    });
  });

  test('1 MiB received, and in all, is none', () => {
    const volume = { received: counter(1_048_576), total: counter(1_048_576) };
    expect(pairReason(sessions({ connections: 3, ...volume }))).toBeNull();
  });

  test.each([
    [3, null],
    [3, 1_048_576],
  ])('%p connections and %p bytes: not at all', (connections, bytes) => {
    const sent = bytes === null ? null : counter(bytes);
    expect(pairReason(sessions({ connections, sent }))).toBeNull();
  });
});

describe('why a finding has its risk', () => {
  test.each([
    ['sent-above-high', { sent: counter(10_485_761) }],
    ['sent-above-medium', { sent: counter(1_048_577) }],
    ['sent-below-medium', { sent: counter(1_048_576), total: counter(5) }],
    ['total-only', { total: counter(99_000_000) }],
    ['sent-unknown', { received: counter(1_048_576) }],
  ])('%s', (code, change) => {
    expect(codes(sessions(change), 'moving')).toEqual([code]);
  });

  test('names a download whatever else is known', () => {
    const change = { sent: counter(400), received: counter(99_000_000) };
    expect(codes(sessions(change), 'moving')).toEqual(['sent-below-medium', 'download']);
  });

  test('of an attempt comes first', () => {
    expect(codes(sessions(), 'attempt')).toEqual(['attempt-only', 'sent-unknown']);
  });

  test('names the connections without a counter', () => {
    expect(riskReasons(sessions(), 'established')).toEqual([
      { code: 'sent-unknown', value: 4, unit: 'connections', threshold: null },
    ]);
  });

  test('tells what impossible counters claim, against the largest packet', () => {
    const lying = sessions({
      claimedBytes: 5e9,
      impossible: { sent: false, received: true, total: false },
    });
    expect(riskReasons(lying, 'attempt').at(-1)).toEqual({
      code: 'impossible-counter',
      value: 5e9,
      unit: 'bytes',
      threshold: { value: 65_535, source: 'standard' },
    });
  });

  test.each([
    ['nine tenths of a rated volume', true, 4, counter(2_000_000, 1_800_000)],
    ['less than that', false, 4, counter(2_000_000, 1_799_999)],
    ['all of a volume that rates nothing', false, 4, counter(1_048_576, 1_048_576)],
    ['all of the only connection', true, 1, counter(2_000_000, 2_000_000)],
  ])('marks one record with %s: %p', (_, isMarked, connections, sent) => {
    expect(codes(sessions({ connections, sent }), 'moving').includes('single-record-volume')).toBe(
      isMarked,
    );
  });
});
