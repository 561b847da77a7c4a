import type { NamesRead } from '../../../../contract/finding.ts';
import { poolChannels } from '../../../../app/detection/judging/pool-channels.ts';
import { aDataChannel } from '../../../support/ui-records.ts';

const volume = (bytes: number, lowerBound = false) => ({ bytes, knownConnections: 2, lowerBound });

const names = (of: Readonly<Record<string, number>>, more: Partial<NamesRead> = {}): NamesRead => {
  const all = Object.entries(of).map(([name, times]) => ({ name, times }));
  return { names: all, distinct: all.length, isComplete: true, ...more };
};

describe('data channels pooled', () => {
  test('are none where no pair has one', () => {
    expect(poolChannels([])).toBeNull();
    expect(poolChannels([null, null])).toBeNull();
  });

  test('are the same where one pair has one', () => {
    const channel = aDataChannel({ doubted: 2, doubtedBytes: 9, partial: true });
    expect(poolChannels([null, channel, null])).toEqual(channel);
  });

  test('add up, and what is true of any is said of all', () => {
    const pooled = poolChannels([
      aDataChannel({
        sent: volume(600),
        received: null,
        total: null,
        connections: 2,
        origins: ['flows'],
        modes: ['ftps-data'],
        ports: { from: 40_000, to: 50_000 },
        confidence: 'announced',
        doubted: 1,
        doubtedBytes: 10,
        sessions: 3,
        assumedSessions: 1,
      }),
      null,
      aDataChannel({
        sent: volume(400, true),
        received: volume(7),
        total: null,
        connections: 5,
        origins: ['events'],
        modes: ['passive', 'active'],
        ports: { from: 20, to: 20 },
        confidence: 'port',
        doubted: 2,
        doubtedBytes: 20,
        sessions: 4,
        assumedSessions: 0,
        partial: true,
      }),
      aDataChannel({
        sent: null,
        received: null,
        connections: 0,
        origins: [],
        modes: [],
        ports: null,
        confidence: null,
        doubted: 4,
        doubtedBytes: 40,
        sessions: 1,
        assumedSessions: 1,
      }),
    ]);
    expect(pooled).toEqual({
      sent: { bytes: 1_000, knownConnections: 4, lowerBound: true },
      received: { bytes: 7, knownConnections: 2, lowerBound: false },
      total: null,
      connections: 7,
      origins: ['events', 'flows'],
      modes: ['passive', 'active', 'ftps-data'],
      ports: { from: 20, to: 50_000 },
      confidence: 'port',
      doubted: 7,
      doubtedBytes: 70,
      sessions: 8,
      assumedSessions: 2,
      partial: true,
      counted: true,
      ftpLog: null,
    });
  });
});

describe('what sensors read, pooled', () => {
  const pooled = (...files: readonly NamesRead[]) =>
    poolChannels(
      files.map((own) => aDataChannel({ ftpLog: { commands: names({ STOR: 1 }), files: own } })),
    )?.ftpLog;

  test('is added up by name, most often read first', () => {
    expect(pooled(names({ a: 1, b: 2 }), names({ a: 3, c: 2 }))).toEqual({
      commands: names({ STOR: 2 }),
      files: names({ a: 4, b: 2, c: 2 }),
    });
  });

  test('is that of the others where a pair has none', () => {
    const ftpLog = { commands: names({ STOR: 1 }), files: names({ a: 1 }) };
    expect(poolChannels([aDataChannel(), aDataChannel({ ftpLog })])?.ftpLog).toEqual(ftpLog);
  });

  test.each([
    ['left names out', { distinct: 2, isComplete: false }],
    ['has more names than it lists', { distinct: 100 }],
  ])('has a least number of names where a pair %s', (_, more) => {
    const files = pooled(names({ a: 1, b: 1 }, more), names({ c: 1 }))?.files;
    expect(files).toMatchObject({ distinct: Math.max(3, more.distinct), isComplete: false });
    expect(files?.names).toHaveLength(3);
  });

  test('lists no more names than that of a pair', () => {
    const many = (letter: string) =>
      names(Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`${letter}${n}`, 1])));
    const files = pooled(many('a'), many('b'))?.files;
    expect(files).toMatchObject({ distinct: 40, isComplete: true });
    expect(files?.names).toHaveLength(20);
  });
});
