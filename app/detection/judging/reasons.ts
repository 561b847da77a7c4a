import type { DataChannel, Reason, TransferState } from '../../../contract/finding.ts';
import { rule } from '../rule/rule.ts';
import type { Rule, Threshold } from '../rule/rule-type.ts';
import type { Counter, SessionCounts } from '../evidence/session-counts.ts';

type Thresholds = Rule['thresholds'];

/** Why a pair is a finding: its count, else its volume in either direction, or of both. `null`: it is none. */
export function pairReason(
  { connections, sent, received, total }: SessionCounts,
  thresholds: Thresholds = rule.thresholds,
): Reason | null {
  if (connections > thresholds.connections.value)
    return reason(
      'connections-above-threshold',
      connections,
      'connections',
      thresholds.connections,
    );
  if (sent !== null && sent.bytes > thresholds.mediumBytes.value)
    return reason('volume-without-count', sent.bytes, 'bytes', thresholds.mediumBytes);
  const [download] = downloadReason(received, thresholds);
  if (download) return download;
  if (total !== null && total.bytes > thresholds.mediumBytes.value)
    return reason('total-without-count', total.bytes, 'bytes', thresholds.mediumBytes);
  return null;
}

/** What came in may be tools of an attacker (ATT&CK T1105). */
function downloadReason(received: Counter | null, { mediumBytes }: Thresholds): Reason[] {
  if (received === null || received.bytes <= mediumBytes.value) return [];
  return [reason('download', received.bytes, 'bytes', mediumBytes)];
}

/**
 * Why the small pairs of a source are a finding: their destinations, else what was sent to them together. And
 * whether there are more destinations than stands out on this site.
 */
export function fanOutReasons(
  destinations: number,
  { sent }: SessionCounts,
  standsOutAbove: Threshold | null,
  { fanOutDestinations, mediumBytes }: Thresholds,
): Reason[] {
  const own =
    destinations > fanOutDestinations.value
      ? reason('fan-out', destinations, 'destinations', fanOutDestinations)
      : reason('pooled-volume', sent?.bytes ?? 0, 'bytes', mediumBytes);
  if (standsOutAbove === null || destinations <= standsOutAbove.value) return [own];
  return [own, reason('fan-out-stands-out', destinations, 'destinations', standsOutAbove)];
}

/** Why what a source did is looked at over all its ports; nothing where it is one port. */
export function portReasons(ports: number): Reason[] {
  return ports > 1 ? [reason('several-ports', ports, 'ports')] : [];
}

/** Why a finding has its risk, in the order of weight, and what to know of its counters. */
export function riskReasons(
  sessions: SessionCounts,
  state: TransferState,
  thresholds: Thresholds = rule.thresholds,
): Reason[] {
  return [
    ...(state === 'attempt' ? [reason('attempt-only', sessions.connections, 'connections')] : []),
    volumeReason(sessions, thresholds),
    ...regularReason(sessions, state, thresholds),
    ...downloadReason(sessions.received, thresholds),
    ...impossibleReason(sessions, thresholds),
    ...singleRecordReason(sessions, thresholds),
  ];
}

/** Whether the upload on joined data connections takes part in the rating, how sure it is, and what is in doubt. */
export function channelReasons(
  channel: DataChannel,
  thresholds: Thresholds = rule.thresholds,
): Reason[] {
  return [...uploadReason(channel), ...doubtedReason(channel, thresholds)];
}

function uploadReason({ sent, counted, confidence }: DataChannel): Reason[] {
  if (sent === null || confidence === null) return [];
  const code = counted ? 'data-channel-counted' : 'data-channel-left-out';
  return [{ ...reason(code, sent.bytes, 'bytes'), confidence }];
}

/** What may have been moved on data connections and is in no other number. */
export function doubtedReason(
  { doubtedBytes }: DataChannel,
  { mediumBytes }: Thresholds = rule.thresholds,
): Reason[] {
  if (doubtedBytes <= mediumBytes.value) return [];
  return [reason('data-channel-doubted', doubtedBytes, 'bytes', mediumBytes)];
}

/** The row of the risk table that the bytes sent fall into, or why there are none to rate. */
export function sentReason(bytes: number, thresholds: Thresholds = rule.thresholds): Reason {
  const { highBytes, mediumBytes } = thresholds;
  if (bytes > highBytes.value) return reason('sent-above-high', bytes, 'bytes', highBytes);
  if (bytes > mediumBytes.value) return reason('sent-above-medium', bytes, 'bytes', mediumBytes);
  return reason('sent-below-medium', bytes, 'bytes', mediumBytes);
}

function volumeReason({ sent, total, connections }: SessionCounts, thresholds: Thresholds): Reason {
  if (sent !== null) return sentReason(sent.bytes, thresholds);
  if (total !== null) return reason('total-only', total.bytes, 'bytes');
  return reason('sent-unknown', connections, 'connections');
}

/**
 * Whether connections follow each other as a program's on a timer do, long enough that chance and a batch of uploads are
 * unlikely. Of attempts it says nothing: whoever gets no answer tries again on a timer.
 */
function regularReason(
  { regularity }: SessionCounts,
  state: TransferState,
  { regularScore, regularConnections, regularHours }: Thresholds,
): Reason[] {
  if (regularity === null || state === 'attempt') return [];
  const { score, intervals, medianMs } = regularity;
  const percent = Math.round(score * 100);
  const isLong =
    intervals + 1 >= regularConnections.value &&
    intervals * medianMs >= regularHours.value * 3_600_000;
  if (!isLong || percent <= regularScore.value) return [];
  return [reason('regular', percent, 'percent', regularScore)];
}

/** Whether these are among the reasons of a finding. */
export function isRegular(
  sessions: SessionCounts,
  state: TransferState,
  thresholds: Thresholds,
): boolean {
  return regularReason(sessions, state, thresholds).length > 0;
}

function impossibleReason(
  { claimedBytes, impossible }: SessionCounts,
  thresholds: Thresholds,
): Reason[] {
  if (!Object.values(impossible).includes(true)) return [];
  return [reason('impossible-counter', claimedBytes, 'bytes', thresholds.bytesPerPacket)];
}

function singleRecordReason({ sent }: SessionCounts, thresholds: Thresholds): Reason[] {
  const { mediumBytes, singleRecordShare } = thresholds;
  if (sent === null || sent.bytes <= mediumBytes.value) return [];
  const nearlyAll = Math.ceil(sent.bytes * singleRecordShare.value);
  if (sent.largest < nearlyAll) return [];
  const { source } = singleRecordShare;
  return [reason('single-record-volume', sent.largest, 'bytes', { value: nearlyAll, source })];
}

function reason(
  code: Reason['code'],
  value: number,
  unit: Reason['unit'],
  threshold: Threshold | null = null,
): Reason {
  return { code, value, unit, threshold };
}
