import type { Denied, Finding } from '../../contract/finding.ts';
import type { Expectation, Pattern, Wanted } from './expectation.ts';

/** What a run gave. */
export type Outcome = {
  readonly findings: readonly Finding[];
  readonly denied: readonly Denied[];
};

/** What of an expectation does not hold, in words; empty: all of it does. */
export function mismatchesOf(outcome: Outcome, expected: Expectation): string[] {
  const { findings = [], only = false, absent = [], denied = [], anyOf = [] } = expected;
  return [
    ...findings.flatMap((pattern) => missing(outcome.findings, pattern)),
    ...(only ? surplus(outcome.findings, findings) : []),
    ...absent.flatMap((pattern) => unwanted(outcome.findings, pattern)),
    ...denied.flatMap((one) => deniedMismatch(outcome.denied, one)),
    ...(anyOf.length > 0 ? noneOf(outcome, anyOf) : []),
  ];
}

function missing(findings: readonly Finding[], pattern: Pattern): string[] {
  const { count } = pattern;
  const fitting = findings.filter((finding) => faultsOf(finding, pattern).length === 0).length;
  if (count === undefined ? fitting > 0 : fitting === count) return [];
  const nearest = findings
    .map((finding) => faultsOf(finding, pattern))
    .reduce<string[] | null>((a, b) => (a !== null && a.length <= b.length ? a : b), null);
  const wanted = `${count ?? 'one or more'} of ${JSON.stringify(pattern)}, got ${fitting}`;
  return [`${wanted}; nearest: ${nearest?.join(', ') ?? 'no finding at all'}`];
}

function surplus(findings: readonly Finding[], patterns: readonly Pattern[]): string[] {
  return findings
    .filter((finding) => patterns.every((pattern) => faultsOf(finding, pattern).length > 0))
    .map((finding) => `not expected: ${finding.id}`);
}

function unwanted(findings: readonly Finding[], pattern: Pattern): string[] {
  return findings
    .filter((finding) => faultsOf(finding, pattern).length === 0)
    .map((finding) => `must be absent: ${finding.id}`);
}

function deniedMismatch(
  denied: readonly Denied[],
  { source, port, connections }: NonNullable<Expectation['denied']>[number],
): string[] {
  const sum = denied
    .filter((one) => one.source === source && one.port === port)
    .reduce((total, one) => total + one.connections, 0);
  if (isWanted(sum, connections)) return [];
  return [`denied of ${source} on ${port}: ${sum}, not ${JSON.stringify(connections)}`];
}

function noneOf(outcome: Outcome, anyOf: readonly Expectation[]): string[] {
  const mismatches = anyOf.map((one) => mismatchesOf(outcome, one));
  return mismatches.some((of) => of.length === 0) ? [] : mismatches.flat();
}

const valueNames = [
  ...(['kind', 'domain', 'source', 'destination', 'destinationCount', 'port'] as const),
  ...(['transport', 'protocol', 'risk', 'state', 'connections', 'users'] as const),
  ...(['sentBytes', 'receivedBytes', 'totalBytes', 'ratedBytes'] as const),
  ...(['dataConnections', 'dataSentBytes', 'dataReceivedBytes', 'dataTotalBytes'] as const),
  'sessions',
] as const;

/** What of a finding a pattern does not fit. */
function faultsOf(finding: Finding, pattern: Pattern): string[] {
  const { reasonsInclude = [], reasonsExclude = [], marked, doubt } = pattern;
  const reasons = new Set<string>(finding.reasons.map(({ code }) => code));
  const own = valuesOf(finding);
  return [
    ...valueNames
      .filter((name) => !isWanted(own[name], pattern[name]))
      .map((name) => `${name} is ${JSON.stringify(own[name])}`),
    ...reasonsInclude.filter((code) => !reasons.has(code)).map((code) => `no reason ${code}`),
    ...reasonsExclude.filter((code) => reasons.has(code)).map((code) => `reason ${code}`),
    ...(marked === undefined || isMarked(finding, marked) ? [] : [`not marked ${marked}`]),
    ...(doubt === undefined || isDoubted(finding) === doubt ? [] : ['wrong about a doubt']),
  ];
}

/** The values that a pattern can ask for; `null` for what a finding does not know. */
function valuesOf(finding: Finding): Record<(typeof valueNames)[number], string | number | null> {
  const { sent, received, total, dataChannel: data } = finding;
  const isSentKnown = sent !== null || (data?.sent ?? null) !== null;
  return {
    ...identityOf(finding),
    risk: finding.risk,
    state: finding.state,
    connections: finding.connections,
    users: finding.userCount,
    sentBytes: sent?.bytes ?? null,
    receivedBytes: received?.bytes ?? null,
    totalBytes: total?.bytes ?? null,
    dataConnections: data?.connections ?? null,
    dataSentBytes: data?.sent?.bytes ?? null,
    dataReceivedBytes: data?.received?.bytes ?? null,
    dataTotalBytes: data?.total?.bytes ?? null,
    sessions: data?.sessions ?? null,
    ratedBytes: isSentKnown ? (sent?.bytes ?? 0) + (data?.sent?.bytes ?? 0) : null,
  };
}

function identityOf({ kind, domain, source, destination, destinationCount, ...more }: Finding) {
  const { port, transport, protocol } = more;
  return {
    kind,
    domain: domain.id,
    source,
    destination,
    destinationCount,
    port,
    transport,
    protocol,
  };
}

/** Whether a value fits what is wanted of it. */
export function isWanted(value: string | number | null, wanted: Wanted | undefined): boolean {
  if (wanted === undefined) return true;
  if (Array.isArray(wanted)) return wanted.some((one) => one === value);
  if (typeof wanted !== 'object') return value === wanted;
  if (value === null) return wanted.null === true;
  const { min = -Infinity, max = Infinity } = wanted;
  return typeof value === 'number' && value >= min && value <= max;
}

function isMarked({ reasons, corrections }: Finding, expression: string): boolean {
  const codes = [...reasons.map(({ code }) => code), ...corrections];
  return codes.some((code) => new RegExp(expression, 'i').test(code));
}

function isDoubted({ dataChannel }: Finding): boolean {
  return dataChannel !== null && dataChannel.doubted > 0;
}
