import { ratedBytes } from '../cards/rated-bytes.ts';
import { risks, type Finding, type Risk } from '../contract/finding.ts';
import type { Truth } from '../sandbox/data/truth.ts';
import { quantile } from './figure.ts';
import { idealsOf, keyOf, type Ideal } from './truth-ideal.ts';

/**
 * How well findings agree with what really happened. Shares are 0 to 1; `NaN` where there is nothing to divide.
 * `…Seen`: what the findings show ÷ what is true, over all that should be found and have some of it. `…Off`: the absolute
 * differences, finding by finding, ÷ the same; of findings that should not be too.
 */
export type Score = {
  readonly bytesSeen: number;
  /** The same of the middle one of these pairs. */
  readonly bytesSeenMedian: number;
  readonly bytesOff: number;
  readonly receivedSeen: number;
  readonly receivedOff: number;
  /** Sessions, attempts too. */
  readonly connectionsSeen: number;
  readonly connectionsOff: number;
  readonly dataConnectionsSeen: number;
  readonly dataConnectionsOff: number;
  readonly precision: number;
  readonly recall: number;
  readonly highPrecision: number;
  readonly highRecall: number;
  /** `bytesSeen` of the pairs of one protocol and mode. */
  readonly bytesSeenBy: Readonly<Record<string, number>>;
  /** All that is otherwise than in the truth: findings and ratings first, then the largest first. */
  readonly differences: readonly Difference[];
};

/** One number or rating that is not as the truth says; `transfer` is the story, `devices` who saw it. */
export type Difference = {
  readonly what: 'finding' | 'risk' | (typeof counters)[number];
  readonly transfer: string;
  readonly pair: string;
  readonly devices: readonly string[];
  readonly expected: number | Risk | 'none';
  readonly seen: number | Risk | 'none';
};

const counters = ['bytes sent', 'bytes received', 'connections', 'data connections'] as const;
type Numbers = Readonly<Record<(typeof counters)[number], number>>;
type Shown = Numbers & { readonly risk: Risk };

const none: Numbers = {
  'bytes sent': 0,
  'bytes received': 0,
  connections: 0,
  'data connections': 0,
};

/**
 * Compares findings of a day with the truth about it. What should be found is the rule with perfect knowledge
 * (`idealsOf`); numbers nobody could tell from the day's records are in no figure.
 */
export function scoreOf(findings: readonly Finding[], truth: Truth): Score {
  const all = new Map(idealsOf(truth).map((ideal) => [ideal.key, ideal]));
  const should = [...all.values()].filter(({ risk }) => risk !== null);
  const shown = shownByKey(findings);
  const wanted = new Set(should.map(({ key }) => key));
  const right = [...shown.keys()].filter((key) => wanted.has(key));
  const high = should.filter(({ risk }) => risk === 'HIGH').map(({ key }) => key);
  const shownHigh = [...shown].filter(([, { risk }]) => risk === 'HIGH').map(([key]) => key);
  const rightHigh = shownHigh.filter((key) => high.includes(key));
  const compared = [...new Set([...wanted, ...shown.keys()])];
  const seen = (ideals: readonly Ideal[], what: keyof Numbers): number => {
    const some = ideals.filter((ideal) => numbersOf(ideal)[what] > 0);
    const shows = some.map(({ key }) => shown.get(key)?.[what] ?? 0);
    return total(shows) / total(some.map((ideal) => numbersOf(ideal)[what]));
  };
  const off = (what: keyof Numbers): number =>
    total(
      compared.map((key) =>
        Math.abs((shown.get(key)?.[what] ?? 0) - numbersOf(all.get(key))[what]),
      ),
    ) / total(should.map((ideal) => numbersOf(ideal)[what]));
  const moved = should.filter(({ uploadedBytes }) => uploadedBytes > 0);
  const kinds = [...new Set(moved.map(({ kind }) => kind))].sort();
  return {
    bytesSeen: seen(should, 'bytes sent'),
    bytesSeenMedian: quantile(
      moved.map((ideal) => seen([ideal], 'bytes sent')),
      0.5,
    ),
    bytesOff: off('bytes sent'),
    receivedSeen: seen(should, 'bytes received'),
    receivedOff: off('bytes received'),
    connectionsSeen: seen(should, 'connections'),
    connectionsOff: off('connections'),
    dataConnectionsSeen: seen(should, 'data connections'),
    dataConnectionsOff: off('data connections'),
    precision: right.length / shown.size,
    recall: right.length / should.length,
    highPrecision: rightHigh.length / shownHigh.length,
    highRecall: rightHigh.length / high.length,
    bytesSeenBy: Object.fromEntries(
      kinds.map((kind) => [
        kind,
        seen(
          moved.filter((ideal) => ideal.kind === kind),
          'bytes sent',
        ),
      ]),
    ),
    differences: compared
      .flatMap((key) => differencesOf(key, all.get(key), shown.get(key)))
      .sort((a, b) => (weightOf(b) === weightOf(a) ? 0 : weightOf(b) - weightOf(a))),
  };
}

/** A finding that is missing or should not be is one difference, whatever its numbers. */
function differencesOf(
  pair: string,
  ideal: Ideal | undefined,
  shown: Shown | undefined,
): Difference[] {
  const named = { transfer: ideal?.story ?? 'none', pair, devices: ideal?.devices ?? [] };
  const risk = ideal?.risk ?? null;
  if (risk === null || !shown) {
    const both = { expected: risk ?? 'none', seen: shown?.risk ?? 'none' } as const;
    return [{ what: 'finding', ...named, ...both }];
  }
  const expected = numbersOf(ideal);
  return [
    ...(shown.risk === risk
      ? []
      : [{ what: 'risk', ...named, expected: risk, seen: shown.risk } as const]),
    ...counters
      .filter((what) => shown[what] !== expected[what])
      .map((what) => ({ what, ...named, expected: expected[what], seen: shown[what] })),
  ];
}

function weightOf({ expected, seen }: Difference): number {
  if (typeof expected !== 'number' || typeof seen !== 'number') return Infinity;
  return Math.abs(expected - seen);
}

function numbersOf(ideal: Ideal | undefined): Numbers {
  if (!ideal) return none;
  return {
    'bytes sent': ideal.uploadedBytes,
    'bytes received': ideal.downloadedBytes,
    connections: ideal.connections,
    'data connections': ideal.dataConnections,
  };
}

/** The source profile splits a pair by user, so what belongs together is added up; the worst risk counts. */
function shownByKey(findings: readonly Finding[]): Map<string, Shown> {
  const shown = new Map<string, Shown>();
  for (const finding of findings) {
    const key = keyOfFinding(finding);
    const before = shown.get(key);
    const { risk } = finding;
    const isWorse = !before || risks.indexOf(risk) <= risks.indexOf(before.risk);
    shown.set(key, {
      'bytes sent': (before?.['bytes sent'] ?? 0) + (ratedBytes(finding, 'sent') ?? 0),
      'bytes received': (before?.['bytes received'] ?? 0) + (ratedBytes(finding, 'received') ?? 0),
      connections: (before?.connections ?? 0) + finding.connections,
      'data connections':
        (before?.['data connections'] ?? 0) + (finding.dataChannel?.connections ?? 0),
      risk: isWorse ? risk : before.risk,
    });
  }
  return shown;
}

function keyOfFinding({ kind, domain, source, destination, port }: Finding): string {
  return kind === 'pooled'
    ? keyOf(domain.id, source, null, null)
    : keyOf(domain.id, source, destination, port);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
