import { scoreOf } from '../../bench/truth-score.ts';
import type { Finding } from '../../contract/finding.ts';
import type { PairTruth, Truth } from '../../sandbox/data/truth.ts';
import { aFinding } from '../support/ui-records.ts';

const mib = 2 ** 20;

function truthOf(...uploaded: readonly number[]): Truth {
  return {
    bystanders: [],
    pairs: uploaded.map((uploadedBytes, index) => ({
      story: `story ${index}`,
      domainId: 0,
      source: `10.0.0.${index}`,
      destination: '93.184.216.34',
      port: 21,
      transport: 'tcp',
      connections: 4,
      dataConnections: 0,
      uploadedBytes,
      downloadedBytes: 0,
      transfers: [],
    })),
  };
}

function found(index: number, bytes: number | null, risk: Finding['risk']): Finding {
  return aFinding({
    id: `${index} ${risk} ${bytes}`,
    domain: { id: 0, name: null },
    source: `10.0.0.${index}`,
    destination: '93.184.216.34',
    port: 21,
    connections: 4,
    received: null,
    dataChannel: null,
    sent: bytes === null ? null : { bytes, knownConnections: 4, lowerBound: false },
    risk,
  });
}

function named(what: string, index: number, expected: unknown, seen: unknown): object {
  const pair = `0 10.0.0.${index} → 93.184.216.34:21`;
  return { what, transfer: `story ${index}`, pair, devices: [], expected, seen };
}

/** A truth of which records tell only a part. */
function partOf(truth: Truth, seeable: Partial<PairTruth['seeable']>): Truth {
  const base = { downloadedBytes: 0, undirectedBytes: 0, why: ['a reason'] };
  return {
    ...truth,
    pairs: truth.pairs.map(({ connections, dataConnections, uploadedBytes, ...pair }) => {
      const told = { connections, dataConnections, uploadedBytes, ...base, ...seeable };
      return { ...pair, connections, dataConnections, uploadedBytes, seeable: told };
    }),
  };
}

describe('a score', () => {
  test('is perfect where findings are as the truth', () => {
    const truth = truthOf(11 * mib, 2 * mib);
    const score = scoreOf([found(0, 11 * mib, 'HIGH'), found(1, 2 * mib, 'MEDIUM')], truth);
    expect(score).toMatchObject({
      bytesSeen: 1,
      bytesSeenMedian: 1,
      bytesOff: 0,
      connectionsSeen: 1,
      connectionsOff: 0,
      precision: 1,
      recall: 1,
      highPrecision: 1,
      highRecall: 1,
      differences: [],
    });
  });

  test('tells bytes too many from bytes too few only in their sum', () => {
    const score = scoreOf(
      [found(0, 3 * mib, 'MEDIUM'), found(1, mib, 'LOW')],
      truthOf(2 * mib, 2 * mib),
    );
    expect(score).toMatchObject({ bytesSeen: 1, bytesOff: 0.5 });
  });

  test('counts what is missing, what should not be and what is rated too low', () => {
    const score = scoreOf(
      [found(0, 100, 'LOW'), found(7, 100, 'HIGH')],
      truthOf(11 * mib, 2 * mib),
    );
    expect(score).toMatchObject({ precision: 0.5, recall: 0.5, highPrecision: 0, highRecall: 0 });
    expect(score.differences).toEqual([
      named('risk', 0, 'HIGH', 'LOW'),
      named('finding', 1, 'MEDIUM', 'none'),
      { ...named('finding', 7, 'none', 'HIGH'), transfer: 'none' },
      named('bytes sent', 0, 11 * mib, 100),
    ]);
  });

  test('adds up what the source profile splits by user, unknown bytes as none', () => {
    const parts = [found(0, mib, 'LOW'), found(0, 10 * mib, 'MEDIUM'), found(0, null, 'LOW')];
    expect(scoreOf(parts, truthOf(11 * mib))).toMatchObject({
      bytesSeen: 1,
      precision: 1,
      recall: 1,
    });
  });

  test('expects one finding of a source that speaks thinly to many', () => {
    const thin = truthOf(...Array.from({ length: 6 }, () => 60)).pairs.map((pair, index) => {
      return { ...pair, source: '10.0.0.1', destination: `28.0.0.${index}`, connections: 1 };
    });
    const fanOut = { ...found(1, 360, 'LOW'), destination: null };
    expect(scoreOf([fanOut], { pairs: thin, bystanders: [] })).toMatchObject({
      precision: 1,
      recall: 1,
      bytesSeen: 1,
    });
  });

  test('counts the bytes of findings that should not be as off', () => {
    const score = scoreOf([found(0, 2 * mib, 'MEDIUM'), found(7, mib, 'LOW')], truthOf(2 * mib));
    expect(score).toMatchObject({ bytesSeen: 1, bytesOff: 0.5, precision: 0.5, recall: 1 });
  });

  test('holds nobody to what no record tells', () => {
    const truth = partOf(truthOf(11 * mib), { uploadedBytes: 2 * mib });
    expect(scoreOf([found(0, 2 * mib, 'MEDIUM')], truth)).toMatchObject({
      bytesSeen: 1,
      bytesOff: 0,
      differences: [],
    });
    const blind = partOf(truthOf(11 * mib), { connections: 1, uploadedBytes: 0 });
    expect(scoreOf([found(0, 0, 'LOW')], blind)).toMatchObject({ precision: 0 });
  });

  test('expects a finding where only a sum of both directions is told, and rates it by nothing', () => {
    const told = { connections: 1, uploadedBytes: 0, undirectedBytes: 11 * mib };
    const one = { ...found(0, null, 'LOW'), connections: 1 };
    expect(scoreOf([one], partOf(truthOf(11 * mib), told))).toMatchObject({
      precision: 1,
      recall: 1,
      differences: [],
    });
  });

  test('names connections that were counted twice', () => {
    const score = scoreOf([{ ...found(0, 11 * mib, 'HIGH'), connections: 8 }], truthOf(11 * mib));
    expect(score).toMatchObject({ connectionsSeen: 2, connectionsOff: 1 });
    expect(score.differences).toEqual([named('connections', 0, 4, 8)]);
  });

  test('expects one finding of what few destinations got together', () => {
    const truth = truthOf(800_000, 800_000);
    const pairs = truth.pairs.map((pair, index) => {
      return { ...pair, source: '10.0.0.1', destination: `28.0.0.${index}`, connections: 1 };
    });
    const pool = { ...found(1, 1_600_000, 'MEDIUM'), destination: null, connections: 2 };
    expect(scoreOf([pool], { ...truth, pairs })).toMatchObject({
      precision: 1,
      recall: 1,
      differences: [],
    });
  });

  describe('of what a source did on several ports', () => {
    const onPorts = (...uploaded: readonly number[]): Truth => {
      const truth = truthOf(...uploaded);
      const pairs = truth.pairs.map((pair, index) => {
        return { ...pair, source: '10.0.0.1', port: 21 + index, connections: 1 };
      });
      return { ...truth, pairs };
    };
    const pooled = (bytes: number, connections: number, risk: Finding['risk']) => ({
      ...found(1, bytes, risk),
      kind: 'pooled' as const,
      connections,
    });

    test('expects one finding where it is much together, under whichever port', () => {
      const truth = onPorts(800_000, 800_000);
      const perfect = { precision: 1, recall: 1, bytesSeen: 1, differences: [] };
      expect(scoreOf([pooled(1_600_000, 2, 'MEDIUM')], truth)).toMatchObject(perfect);
      const elsewhere = { ...pooled(1_600_000, 2, 'MEDIUM'), port: 22, destination: null };
      expect(scoreOf([elsewhere], truth)).toMatchObject(perfect);
      expect(scoreOf([], truth)).toMatchObject({ recall: 0 });
    });

    test('expects one finding of many destinations, each counted once', () => {
      const to = (count: number): Truth => {
        const truth = onPorts(...Array.from({ length: 6 }, () => 60));
        const pairs = truth.pairs.map((pair, n) => ({
          ...pair,
          destination: `28.0.0.${n % count}`,
        }));
        return { ...truth, pairs };
      };
      expect(scoreOf([pooled(360, 6, 'LOW')], to(6))).toMatchObject({ precision: 1, recall: 1 });
      expect(scoreOf([pooled(360, 6, 'LOW')], to(5))).toMatchObject({ precision: 0 });
    });

    test('expects none where a finding of one port has it already', () => {
      const truth = onPorts(11 * mib, 800_000);
      const pair = { ...found(1, 11 * mib, 'HIGH'), connections: 1 };
      expect(scoreOf([pair], truth)).toMatchObject({ precision: 1, recall: 1, differences: [] });
      expect(scoreOf([pair, pooled(800_000, 1, 'LOW')], truth)).toMatchObject({ precision: 0.5 });
    });
  });
});
