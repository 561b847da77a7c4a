import type {
  CorrectionCode,
  DataChannel,
  Finding,
  ReasonCode,
  TransferState,
} from '../../../contract/finding.ts';
import { isIpv6 } from '../rule/addresses.ts';
import { flowKindOf } from '../flows/reporters.ts';
import { riskOfBytes } from './risk.ts';
import type { Rule } from '../rule/rule-type.ts';
import type { SessionCounts } from '../evidence/session-counts.ts';

/** What a correction is read from. `users` has `null` for records without a name. */
export type CorrectionEvidence = {
  readonly kind: Finding['kind'];
  readonly sessions: SessionCounts;
  readonly state: TransferState;
  readonly thresholds: Rule['thresholds'];
  readonly dataChannel: DataChannel | null;
  readonly protocol: Finding['protocol'];
  readonly otherPorts: Finding['otherPorts'];
  readonly users: readonly (string | null)[];
  readonly destinations: Finding['destinations'];
  readonly reasons: Finding['reasons'];
};

/** What the source query would have done otherwise for this finding, in the order of the contract. */
export function correctionsOf(evidence: CorrectionEvidence): CorrectionCode[] {
  return table.filter(([, applies]) => applies(evidence)).map(([code]) => code);
}

const byVolume: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'volume-without-count',
  'total-without-count',
  'download',
  'data-channel-doubted',
]);

const table: readonly (readonly [CorrectionCode, (evidence: CorrectionEvidence) => boolean])[] = [
  ['coalesced-counted', ({ sessions }) => sessions.coalesced > 0],
  ['sessions-counted-once', ({ sessions }) => sessions.severalPhases],
  ['log-sources-not-added', ({ sessions }) => sessions.logSources.length > 1],
  [
    'unknown-bytes-kept',
    ({ sessions }) => (sessions.sent?.knownConnections ?? 0) < sessions.connections,
  ],
  [
    'attempts-capped',
    ({ sessions, state, thresholds }) =>
      state === 'attempt' && riskOfBytes(sessions.sent?.bytes ?? null, thresholds) !== 'LOW',
  ],
  [
    'impossible-counter-excluded',
    ({ sessions }) => Object.values(sessions.impossible).includes(true),
  ],
  [
    'transport-in-key',
    ({ protocol, otherPorts }) =>
      protocol === 'OTHER' || otherPorts.some((port) => port.protocol === 'OTHER'),
  ],
  ['users-not-split', ({ users }) => users.length > 1],
  ['fan-out-pooled', ({ kind }) => kind !== 'pair'],
  [
    'volume-counts',
    // The reason that makes a finding comes first.
    ({ reasons: [first] }) => first !== undefined && byVolume.has(first.code),
  ],
  ['ipv6-seen', ({ destinations }) => destinations.some(({ address }) => isIpv6(address))],
  ['data-channel-joined', ({ dataChannel }) => (dataChannel?.connections ?? 0) > 0],
  ['flows-counted', ({ sessions }) => sessions.flowSources.length > 0],
  [
    'superflows-marked',
    ({ sessions }) => sessions.flowSources.some(({ id }) => flowKindOf(id) === 'superflow'),
  ],
];
