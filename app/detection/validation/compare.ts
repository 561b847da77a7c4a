import { ratedBytes } from '../../../cards/rated-bytes.ts';
import type { Clause } from '../../../contract/coverage.ts';
import type { Finding } from '../../../contract/finding.ts';
import type {
  Comparison,
  DetectionAnswer,
  DifferenceReason,
  Prediction,
} from '../../../contract/validation.ts';

/** What a difference is explained by. */
export type Circumstances = {
  readonly isRuleChanged: boolean;
  readonly hasDataChannel: boolean;
  /** Records of the connection that came; `null`: not known. */
  readonly connections: number | null;
};

type Because = { readonly reason: DifferenceReason; readonly clause?: Clause | null };

/**
 * Prediction and card, member by member; a member of which nothing was predicted is left out. Where the card that was predicted did not come,
 * or the one that came was not, the first line has the reason and the others follow from it.
 */
export function comparisonOf(
  prediction: Prediction,
  detection: DetectionAnswer,
  circumstances: Circumstances,
): Comparison[] {
  const { finding, answer } = detection;
  const seen = answer === 'fired' ? true : isOpen(answer) ? null : false;
  const fires: Comparison = {
    field: 'fires',
    predicted: prediction.fires,
    seen,
    ...difference(seen === prediction.fires, () => whyFires(prediction, detection, circumstances)),
  };
  if (!prediction.fires) return [fires];
  return [fires, ...membersOf(prediction, finding, circumstances)];
}

function isOpen(answer: DetectionAnswer['answer']): boolean {
  return answer === 'waiting' || answer === 'cannot-know';
}

function difference(isSame: boolean, why: () => Because) {
  if (isSame) return { isSame, reason: null, clause: null };
  const { reason, clause = null } = why();
  return { isSame, reason, clause };
}

function whyFires(
  { connections }: Prediction,
  { answer, droppedBy }: DetectionAnswer,
  { isRuleChanged, connections: came }: Circumstances,
): Because {
  if (answer === 'waiting' || answer === 'cannot-know') return { reason: answer };
  if (answer === 'no-connection') return { reason: 'no-records' };
  if (isRuleChanged) return { reason: 'rule-changed' };
  if (answer === 'fired') return { reason: 'other-traffic' };
  if (droppedBy !== null) return { reason: 'clause', clause: droppedBy };
  return { reason: came !== null && came < connections.least ? 'too-few' : 'other' };
}

function membersOf(
  { protocol, state, connections, sent, risk }: Prediction,
  finding: Finding | null,
  circumstances: Circumstances,
): Comparison[] {
  const follows = (): Because => ({ reason: 'follows' });
  const why = (reason: () => DifferenceReason) =>
    finding === null ? follows : (): Because => ({ reason: reason() });
  const sentBytes = finding === null ? null : ratedBytes(finding, 'sent');
  const bySent = () => whySent(finding, sentBytes, sent, circumstances);
  const isSentSame = sent !== null && isWithin(sentBytes, sent);
  const byVolume = (): DifferenceReason =>
    sent !== null && !isSentSame ? bySent() : changedOr('other', circumstances);
  const lines: (Comparison | null)[] = [
    protocol && {
      field: 'protocol',
      predicted: protocol,
      seen: finding?.protocol ?? null,
      ...difference(
        finding?.protocol === protocol,
        why(() => 'other'),
      ),
    },
    {
      field: 'connections',
      predicted: connections,
      seen: finding?.connections ?? null,
      ...difference(
        isWithin(finding?.connections ?? null, connections),
        why(() => ((finding?.connections ?? 0) < connections.least ? 'too-few' : 'other-traffic')),
      ),
    },
    sent && {
      field: 'sent',
      predicted: sent,
      seen: sentBytes,
      ...difference(isSentSame, why(bySent)),
    },
    state && {
      field: 'state',
      predicted: state,
      seen: finding?.state ?? null,
      ...difference(finding?.state === state, why(byVolume)),
    },
    risk && {
      field: 'risk',
      predicted: risk,
      seen: finding?.risk ?? null,
      ...difference(finding?.risk === risk, why(byVolume)),
    },
  ];
  return lines.filter((line) => line !== null);
}

function isWithin(value: number | null, { least, most }: NonNullable<Prediction['sent']>): boolean {
  return value !== null && least <= value && value <= most;
}

function whySent(
  finding: Finding | null,
  seen: number | null,
  predicted: Prediction['sent'],
  circumstances: Circumstances,
): DifferenceReason {
  if (finding === null || predicted === null) return 'follows';
  if (seen === null) return 'bytes-not-filled';
  if (seen > predicted.most) return changedOr('other-traffic', circumstances);
  const { dataChannel, sent } = finding;
  const isJoined = dataChannel?.counted === true && dataChannel.sent !== null;
  if (circumstances.hasDataChannel && !isJoined) return 'no-data-channel';
  if (sent?.lowerBound || dataChannel?.sent?.lowerBound) return 'coalesced';
  return changedOr('other', circumstances);
}

function changedOr(
  otherwise: DifferenceReason,
  { isRuleChanged }: Circumstances,
): DifferenceReason {
  return isRuleChanged ? 'rule-changed' : otherwise;
}
