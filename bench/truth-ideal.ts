import type { Risk } from '../contract/finding.ts';
import type { PairTruth, Truth } from '../sandbox/data/truth.ts';
import { quantile } from './figure.ts';

/** The truth about one pair, or about the remaining pairs of one source and port, as far as records can tell it. */
export type Ideal = {
  /** As `keyOf` makes it. */
  readonly key: string;
  readonly story: string;
  /** Protocol by port, and which connection carried the files. */
  readonly kind: string;
  /** Who saw it; empty where the day does not say. */
  readonly devices: readonly string[];
  readonly connections: number;
  readonly dataConnections: number;
  readonly uploadedBytes: number;
  readonly downloadedBytes: number;
  /** How it has to be rated; `null` where it has to be no finding. */
  readonly risk: Risk | null;
};

/** The figures of the rule (docs/detection.md), said again here so that the rule does not judge itself. */
const figures = { connections: 3, mediumBytes: 2 ** 20, highBytes: 10 * 2 ** 20, destinations: 5 };
const fanOutShare = 0.95;

/**
 * The rule with perfect knowledge of what records can tell: pairs with more than 3 sessions, or more than 1 MiB
 * uploaded, or downloaded, or of both where one counter has both; and what is left of a source on a port,
 * where it has many destinations or more than 1 MiB was uploaded to two or more of them. Rated by the bytes uploaded.
 */
export function idealsOf({ pairs }: Truth): Ideal[] {
  const singles = pairs.filter(isPair);
  const pools = new Map<string, PairTruth[]>();
  for (const pair of pairs.filter((one) => !isPair(one) && told(one).connections > 0)) {
    const key = keyOf(pair.domainId, pair.source, null, pair.port);
    pools.set(key, [...(pools.get(key) ?? []), pair]);
  }
  const usual = quantile(
    [...pools.values()].map((pool) => pool.length),
    fanOutShare,
  );
  const isFinding = (pool: readonly PairTruth[]): boolean =>
    (pool.length > figures.destinations && pool.length >= usual) ||
    (pool.length > 1 && uploadedBy(pool) > figures.mediumBytes);
  return [
    ...singles.map((pair) => idealOf(keyOfPair(pair), [pair], true)),
    ...pairs.filter((one) => !isPair(one)).map((pair) => idealOf(keyOfPair(pair), [pair], false)),
    ...[...pools].map(([key, pool]) => idealOf(key, pool, isFinding(pool))),
  ];
}

/** What a finding and an ideal are compared by: `destination` is `null` where there are several. */
export function keyOf(
  domain: number,
  source: string,
  destination: string | null,
  port: number,
): string {
  return `${domain} ${source} → ${destination ?? '*'}:${port}`;
}

function isPair(pair: PairTruth): boolean {
  const { connections, uploadedBytes, downloadedBytes } = told(pair);
  const most = Math.max(uploadedBytes, downloadedBytes, pair.seeable?.undirectedBytes ?? 0);
  return connections > figures.connections || most > figures.mediumBytes;
}

/** All that happened, where the day does not say what of it can be told. */
function told(pair: PairTruth): NonNullable<PairTruth['seeable']> | PairTruth {
  return pair.seeable ?? pair;
}

function idealOf(key: string, pool: readonly PairTruth[], isFinding: boolean): Ideal {
  const [first] = pool;
  const uploadedBytes = uploadedBy(pool);
  const sumOf = (counter: 'connections' | 'dataConnections' | 'downloadedBytes'): number =>
    pool.reduce((sum, pair) => sum + told(pair)[counter], 0);
  return {
    key,
    story: first?.story ?? '',
    kind: kindOf(first),
    devices: [...new Set(pool.flatMap(({ devices = [] }) => devices))].sort(),
    connections: sumOf('connections'),
    dataConnections: sumOf('dataConnections'),
    uploadedBytes,
    downloadedBytes: sumOf('downloadedBytes'),
    risk: isFinding ? riskOf(uploadedBytes) : null,
  };
}

function riskOf(uploadedBytes: number): Risk {
  if (uploadedBytes > figures.highBytes) return 'HIGH';
  return uploadedBytes > figures.mediumBytes ? 'MEDIUM' : 'LOW';
}

function uploadedBy(pool: readonly PairTruth[]): number {
  return pool.reduce((sum, pair) => sum + told(pair).uploadedBytes, 0);
}

function kindOf(pair: PairTruth | undefined): string {
  const names: Readonly<Record<number, string>> = {
    21: 'FTP',
    990: 'FTPS',
    69: 'TFTP',
    445: 'SMB',
  };
  const mode = pair?.transfers[0]?.mode ?? 'in-session';
  return `${names[pair?.port ?? 0] ?? 'other'} ${mode}`;
}

function keyOfPair({ domainId, source, destination, port }: PairTruth): string {
  return keyOf(domainId, source, destination, port);
}
