import type { Finding, ReasonCode } from '../contract/finding.ts';
import { largestThresholds, type PortPack } from '../contract/session.ts';
import { portsOfFinding } from './finding-ports.ts';
import { packsOf } from './port-packs.ts';
import { ratedBytes } from './rated-bytes.ts';

/** Why thresholds cannot keep a finding off the list. */
export type NoThreshold =
  /** The source profile knows no settings. */
  | 'source-profile'
  /** From how many destinations on a finding is one is no setting. */
  | 'destinations'
  /** They would have to be larger than can be set. */
  | 'too-large';

/**
 * The least thresholds with which a finding would not be there: `connections` and bytes, each "this or more"; `null`: that
 * threshold need not change. `isTogether`: it is of several pairs, and larger ones of its source that fall below
 * the threshold too are added to them.
 */
export type SilentThresholds = {
  readonly connections: number | null;
  readonly mediumBytes: number | null;
  readonly isTogether: boolean;
};

/** What would each by itself have kept a finding off the list, and what would have rated it lower. */
export type Silence = {
  readonly thresholds: SilentThresholds | NoThreshold;
  /** Port packs without which its ports are not asked for; `null` where a port is of the rule. */
  readonly packs: readonly PortPack[] | null;
  /** Without the data channel in the rating, what is left is too little. */
  readonly withoutStitching: boolean;
  /** Flows alone told of it. */
  readonly withoutFlows: boolean;
  /** Its one destination, which as an own public block would be inside; `null`: several, or the source profile. */
  readonly ownBlock: string | null;
  /** The narrowest entry of the allowlist that hides all of it: of source and destination, else of the source (`null`). */
  readonly entry: { readonly source: string; readonly destination: string | null };
  /** The HIGH threshold, in bytes, from which on it would be MEDIUM; `null` where it is not HIGH, or none can be set. */
  readonly mediumFrom: number | null;
};

/**
 * What would have kept a finding off the list, told from its own numbers and reasons, which name the thresholds in force. What it
 * is made of may then still be counted with other small transfers of its source. In every case the records are the same.
 */
export function silenceOf(finding: Finding): Silence {
  const { source, destination, logSources, risk } = finding;
  const isOfSettings = !isOfSourceProfile(finding);
  const isPair = finding.kind === 'pair' && isOfSettings;
  const sent = ratedBytes(finding, 'sent') ?? 0;
  return {
    thresholds: isOfSettings ? thresholdsFor(finding) : 'source-profile',
    packs: isOfSettings ? packsOf(portsOfFinding(finding).map(({ port }) => port)) : null,
    withoutStitching: isPair && isLittleWithoutChannel(finding),
    withoutFlows: isPair && logSources.length === 0,
    ownBlock: isPair ? destination : null,
    entry: { source, destination: finding.kind === 'pair' ? destination : null },
    mediumFrom:
      isOfSettings && risk === 'HIGH' && sent <= largestThresholds.highBytes ? sent : null,
  };
}

/** Its query asks for no transport. */
function isOfSourceProfile({ transport }: Finding): boolean {
  return transport === null;
}

function thresholdsFor(finding: Finding): Silence['thresholds'] {
  const isTogether = finding.kind !== 'pair';
  if (isTogether && has(finding, 'fan-out')) return 'destinations';
  const connections = has(finding, 'connections-above-threshold') ? finding.connections : null;
  const volume = isTogether ? (ratedBytes(finding, 'sent') ?? 0) : largestVolume(finding);
  const medium = mediumInForce(finding);
  const isBelow = volume === 0 || (medium !== null && volume <= medium);
  const mediumBytes = isBelow ? null : volume;
  const isTooLarge =
    (connections ?? 0) > largestThresholds.connections ||
    (mediumBytes ?? 0) > largestThresholds.mediumBytes;
  return isTooLarge ? 'too-large' : { connections, mediumBytes, isTogether };
}

/** The largest of the volumes of a pair, each of which is enough above the MEDIUM threshold. */
function largestVolume(finding: Finding): number {
  const { dataChannel } = finding;
  const doubted = dataChannel?.counted && dataChannel.sessions > 0 ? dataChannel.doubtedBytes : 0;
  return Math.max(
    doubted,
    ...(['sent', 'received', 'total'] as const).map((which) => ratedBytes(finding, which) ?? 0),
  );
}

/** Reasons that hold a volume against the MEDIUM threshold. */
const mediumReasons: readonly ReasonCode[] = [
  'volume-without-count',
  'total-without-count',
  'pooled-volume',
  'download',
  'sent-above-medium',
  'sent-below-medium',
  'data-channel-doubted',
];

/** Bytes; `null` where no reason names it. */
function mediumInForce({ reasons }: Finding): number | null {
  const naming = reasons.find(({ code }) => mediumReasons.includes(code));
  return naming?.threshold?.value ?? null;
}

/** Whether a pair is a finding for what its data channel adds, or leaves in doubt. */
function isLittleWithoutChannel(finding: Finding): boolean {
  if (finding.dataChannel?.counted !== true) return false;
  if (has(finding, 'connections-above-threshold')) return false;
  const medium = mediumInForce(finding);
  const own = [finding.sent, finding.received, finding.total].map((volume) => volume?.bytes ?? 0);
  return medium !== null && Math.max(...own) <= medium;
}

function has({ reasons }: Finding, wanted: ReasonCode): boolean {
  return reasons.some(({ code }) => code === wanted);
}
