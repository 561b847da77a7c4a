import { ratedBytes } from '../cards/rated-bytes.ts';
import { risks, type Finding, type Risk } from '../contract/finding.ts';
import type { PairTruth, Truth } from '../sandbox/data/truth.ts';
import { quantile } from './figure.ts';

/** How well findings agree with what really happened. Shares are 0 to 1; `NaN` where there is nothing to divide. */
export type Score = {
  /** Bytes sent that the findings show ÷ bytes really uploaded, over all that should be found. */
  readonly bytesSeen: number;
  /** The same of the middle one of these pairs. */
  readonly bytesSeenMedian: number;
  /** Bytes shown too many or too few ÷ bytes really uploaded. */
  readonly bytesWrong: number;
  readonly precision: number;
  readonly recall: number;
  readonly highPrecision: number;
  readonly highRecall: number;
  /** `bytesSeen` of the pairs of one protocol and mode. */
  readonly bytesSeenBy: Readonly<Record<string, number>>;
  /** Found or rated otherwise than by the truth, in words. */
  readonly differences: readonly string[];
};

/** What the rule would find if it knew everything, as one finding of one pair or fan-out. */
type Ideal = {
  readonly key: string;
  readonly what: string;
  readonly kind: string;
  readonly uploadedBytes: number;
  readonly risk: Risk;
};

/** The figures of the rule (docs/detection.md), said again here so that the rule does not judge itself. */
const figures = { connections: 3, mediumBytes: 2 ** 20, highBytes: 10 * 2 ** 20, destinations: 5 };
const fanOutShare = 0.95;

/**
 * Compares findings of a day with the truth about it. What should be found is the rule with perfect
 * knowledge: pairs with more than 3 sessions or more than 1 MiB really uploaded, sources with many other
 * destinations; rated by the bytes really uploaded.
 */
export function scoreOf(findings: readonly Finding[], truth: Truth): Score {
  const ideals = idealFindings(truth);
  const shown = shownByKey(findings);
  const should = new Map(ideals.map((ideal) => [ideal.key, ideal]));
  const seenOf = ({ key }: Ideal) => shown.get(key)?.bytes ?? 0;
  const moved = ideals.filter(({ uploadedBytes }) => uploadedBytes > 0);
  const right = [...shown.keys()].filter((key) => should.has(key));
  const isHigh = ({ risk }: { readonly risk: Risk }) => risk === 'HIGH';
  const high = ideals.filter(isHigh).map(({ key }) => key);
  const shownHigh = [...shown].filter(([, one]) => isHigh(one)).map(([key]) => key);
  const rightHigh = shownHigh.filter((key) => high.includes(key));
  const kinds = [...new Set(moved.map(({ kind }) => kind))].sort();
  return {
    bytesSeen: sharesOf(moved, seenOf),
    bytesSeenMedian: quantile(
      moved.map((ideal) => seenOf(ideal) / ideal.uploadedBytes),
      0.5,
    ),
    bytesWrong:
      total(moved.map((ideal) => Math.abs(seenOf(ideal) - ideal.uploadedBytes))) /
      total(moved.map(({ uploadedBytes }) => uploadedBytes)),
    precision: right.length / shown.size,
    recall: right.length / ideals.length,
    highPrecision: rightHigh.length / shownHigh.length,
    highRecall: rightHigh.length / high.length,
    bytesSeenBy: Object.fromEntries(
      kinds.map((kind) => [
        kind,
        sharesOf(
          moved.filter((ideal) => ideal.kind === kind),
          seenOf,
        ),
      ]),
    ),
    differences: [
      ...ideals.flatMap(({ key, what, risk }) => {
        const found = shown.get(key)?.risk ?? 'not found';
        return found === risk ? [] : [`${what}: ${found}, should be ${risk}`];
      }),
      ...[...shown.keys()].filter((key) => !should.has(key)).map((key) => `${key}: should not be`),
    ],
  };
}

function sharesOf(ideals: readonly Ideal[], seenOf: (ideal: Ideal) => number): number {
  return total(ideals.map(seenOf)) / total(ideals.map(({ uploadedBytes }) => uploadedBytes));
}

/** The source profile splits a pair by user, so what belongs together is added up; the worst risk counts. */
function shownByKey(findings: readonly Finding[]): Map<string, { bytes: number; risk: Risk }> {
  const shown = new Map<string, { bytes: number; risk: Risk }>();
  for (const finding of findings) {
    const key = keyOf(finding.domain.id, finding.source, finding.destination, finding.port);
    const before = shown.get(key);
    shown.set(key, {
      bytes: (before?.bytes ?? 0) + (ratedBytes(finding, 'sent') ?? 0),
      risk:
        before && risks.indexOf(before.risk) < risks.indexOf(finding.risk)
          ? before.risk
          : finding.risk,
    });
  }
  return shown;
}

function idealFindings({ pairs }: Truth): Ideal[] {
  const isPair = ({ connections, uploadedBytes }: PairTruth) =>
    connections > figures.connections || uploadedBytes > figures.mediumBytes;
  const pools = new Map<string, PairTruth[]>();
  for (const pair of pairs.filter((one) => !isPair(one))) {
    const key = keyOf(pair.domainId, pair.source, null, pair.port);
    pools.set(key, [...(pools.get(key) ?? []), pair]);
  }
  const usual = quantile(
    [...pools.values()].map((pool) => pool.length),
    fanOutShare,
  );
  const wide = [...pools].filter(
    ([, pool]) => pool.length > figures.destinations && pool.length >= usual,
  );
  return [
    ...pairs.filter(isPair).map((pair) => ({
      ...idealOf(keyOf(pair.domainId, pair.source, pair.destination, pair.port), [pair]),
    })),
    ...wide.map(([key, pool]) => idealOf(key, pool)),
  ];
}

function idealOf(key: string, pool: readonly PairTruth[]): Ideal {
  const uploadedBytes = total(pool.map((pair) => pair.uploadedBytes));
  return {
    key,
    what: `${pool[0]?.story ?? ''} (${key})`,
    kind: kindOf(pool[0]),
    uploadedBytes,
    risk:
      uploadedBytes > figures.highBytes
        ? 'HIGH'
        : uploadedBytes > figures.mediumBytes
          ? 'MEDIUM'
          : 'LOW',
  };
}

/** Protocol by port, and which connection carried the files. */
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

function keyOf(domain: number, source: string, destination: string | null, port: number): string {
  return `${domain} ${source} → ${destination ?? '*'}:${port}`;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
