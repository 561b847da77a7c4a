import { scoreOf } from '../../bench/truth-score.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Truth } from '../../sandbox/data/truth.ts';
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
      dataConnections: 1,
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
    sent: bytes === null ? null : { bytes, knownConnections: 4, lowerBound: false },
    risk,
  });
}

describe('a score', () => {
  test('is perfect where findings are as the truth', () => {
    const truth = truthOf(11 * mib, 2 * mib);
    const score = scoreOf([found(0, 11 * mib, 'HIGH'), found(1, 2 * mib, 'MEDIUM')], truth);
    expect(score).toMatchObject({
      bytesSeen: 1,
      bytesSeenMedian: 1,
      bytesWrong: 0,
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
    expect(score).toMatchObject({ bytesSeen: 1, bytesWrong: 0.5 });
  });

  test('counts what is missing, what should not be and what is rated too low', () => {
    const score = scoreOf(
      [found(0, 100, 'LOW'), found(7, 100, 'HIGH')],
      truthOf(11 * mib, 2 * mib),
    );
    expect(score).toMatchObject({ precision: 0.5, recall: 0.5, highPrecision: 0, highRecall: 0 });
    expect(score.differences).toHaveLength(3);
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
});
