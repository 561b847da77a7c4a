import type {
  CorrectionCode,
  DataChannel,
  Finding,
  TransferState,
} from '../../contract/finding.ts';
import { isIpv6 } from './addresses.ts';
import { flowKindOf } from './flows/reporters.ts';
import { riskOfBytes } from './risk.ts';
import type { Rule } from './rule.ts';
import type { Measure } from './sessions.ts';

/** What a correction is read from. `users` has `null` for records without a name. */
export type CorrectionEvidence = {
  readonly kind: Finding['kind'];
  readonly measured: Measure;
  readonly state: TransferState;
  readonly thresholds: Rule['thresholds'];
  readonly dataChannel: DataChannel | null;
  readonly protocol: Finding['protocol'];
  readonly users: readonly (string | null)[];
  readonly destinations: Finding['destinations'];
  readonly reasons: Finding['reasons'];
};

/** What the source query would have done otherwise for this finding, in the order of the contract. */
export function correctionsOf(evidence: CorrectionEvidence): CorrectionCode[] {
  return table.filter(([, applies]) => applies(evidence)).map(([code]) => code);
}

const table: readonly (readonly [CorrectionCode, (evidence: CorrectionEvidence) => boolean])[] = [
  ['coalesced-counted', ({ measured }) => measured.coalesced > 0],
  ['sessions-counted-once', ({ measured }) => measured.severalPhases],
  ['log-sources-not-added', ({ measured }) => measured.logSources.length > 1],
  [
    'unknown-bytes-kept',
    ({ measured }) => (measured.sent?.knownConnections ?? 0) < measured.connections,
  ],
  [
    'attempts-capped',
    ({ measured, state, thresholds }) =>
      state === 'attempt' && riskOfBytes(measured.sent?.bytes ?? null, thresholds) !== 'LOW',
  ],
  [
    'impossible-counter-excluded',
    ({ measured }) => measured.impossible.sent || measured.impossible.received,
  ],
  ['transport-in-key', ({ protocol }) => protocol === 'OTHER'],
  ['users-not-split', ({ users }) => users.length > 1],
  ['fan-out-pooled', ({ kind }) => kind === 'fan-out'],
  [
    'volume-counts',
    ({ reasons }) => reasons.some((reason) => reason.code === 'volume-without-count'),
  ],
  ['ipv6-seen', ({ destinations }) => destinations.some(({ address }) => isIpv6(address))],
  ['data-channel-joined', ({ dataChannel }) => (dataChannel?.connections ?? 0) > 0],
  ['flows-counted', ({ measured }) => measured.flowSources.length > 0],
  [
    'superflows-marked',
    ({ measured }) => measured.flowSources.some(({ id }) => flowKindOf(id) === 'superflow'),
  ],
];
