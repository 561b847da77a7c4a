import type { Risk } from '../contract/finding.ts';
import type { PairTruth, Truth } from '../sandbox/data/truth.ts';

/** The truth about one pair, or about the remaining pairs of one source on one port or several, as far as records can tell it. */
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

/**
 * The rule with perfect knowledge of what records can tell: pairs with more than 3 sessions, or more than 1 MiB
 * uploaded, or downloaded, or of both where one counter has both; what is left of a source on a port, where it
 * has many destinations or more than 1 MiB was uploaded to two or more of them; and what is left of that on all
 * ports of a source, likewise. Rated by the bytes uploaded.
 */
export function idealsOf({ pairs }: Truth): Ideal[] {
  const singles = pairs.filter(isPair);
  const below = pairs.filter((pair) => !isPair(pair));
  const left = below.filter((pair) => told(pair).connections > 0);
  const onPorts = [
    ...Map.groupBy(left, ({ domainId, source, port }) => keyOf(domainId, source, null, port)),
  ];
  const overPorts = [
    ...Map.groupBy(
      onPorts.filter(([, pool]) => !isTogether(pool)),
      ([, [first]]) => keyOf(first?.domainId ?? 0, first?.source ?? '', null, null),
    ),
  ].filter(([, pools]) => pools.length > 1);
  return [
    ...singles.map((pair) => idealOf(keyOfPair(pair), [pair], true)),
    ...below.map((pair) => idealOf(keyOfPair(pair), [pair], false)),
    ...onPorts.map(([key, pool]) => idealOf(key, pool, isTogether(pool))),
    ...overPorts.map(([key, pools]) => {
      const pool = pools.flatMap(([, own]) => own);
      return idealOf(key, pool, isTogether(pool));
    }),
  ];
}

function isTogether(pool: readonly PairTruth[]): boolean {
  const destinations = new Set(pool.map(({ destination }) => destination));
  return (
    destinations.size > figures.destinations ||
    (pool.length > 1 && uploadedBy(pool) > figures.mediumBytes)
  );
}

/**
 * What a finding and an ideal are compared by: `destination` and `port` are `null` where there are several; over
 * several ports both are, since a source has one finding of that kind, of one destination or many.
 */
export function keyOf(
  domain: number,
  source: string,
  destination: string | null,
  port: number | null,
): string {
  return `${domain} ${source} → ${destination ?? '*'}:${port ?? '*'}`;
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
