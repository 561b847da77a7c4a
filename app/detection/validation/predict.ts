import type { Clause } from '../../../contract/coverage.ts';
import type { TransferState } from '../../../contract/finding.ts';
import type { Prediction, Variant } from '../../../contract/validation.ts';
import { riskOf } from '../judging/risk.ts';
import { outsideOf } from '../rule/addresses.ts';
import type { FindingSettings } from '../rule/finding-settings.ts';
import { rule } from '../rule/rule.ts';
import { portsAsked, thresholdsOf } from '../rule/settable.ts';
import { timesOf, type Placed } from './recipe.ts';
import { leastConnections } from './techniques.ts';
import type { Connects } from './technique-type.ts';

/**
 * Bytes that a connection sends for itself at most, as a device counts them: commands, and the headers of some hundred packets. A
 * choice, far above what sessions send by the measure of `overheadSentBytes`.
 */
const mostCommandBytes = 8_192;
/** A device may count headers too: 52 of 1,500 bytes of a full packet, and what was sent again. A choice: a tenth. */
const countedAbove = 1.1;
/** A client may open several sessions for one (SMB multichannel opens four at most by default). */
const mostOfOne = 4;

/**
 * The card that the steps make, stated before they are carried out: by the rule, from what is sent. `hasSent`: a property of bytes sent is
 * read and filled; `null`: the console did not say, and then nothing is stated of bytes.
 */
export function predictionOf(
  placed: Placed,
  variant: Variant,
  {
    settings,
    hasSent,
    nowMs,
  }: {
    readonly settings: FindingSettings;
    readonly hasSent: boolean | null;
    readonly nowMs: number;
  },
): Prediction {
  const { technique, target } = placed;
  const { connects } = technique;
  const none = { least: 0, most: 0 };
  const bare = { madeMs: nowMs, fires: false, clause: null, state: null, sent: null, risk: null };
  if (connects === null || target === null)
    return { ...bare, whyNot: 'no-connection', protocol: null, connections: none };
  const { protocol } = connects;
  if (variant === 'twin')
    return { ...bare, whyNot: 'twin', protocol, connections: { least: 1, most: mostOfOne } };
  const times = timesOf(settings);
  const least = leastConnections(technique, times);
  const connections = { least, most: least * mostOfOne };
  const sent = hasSent ? sentOf(placed, connects, times, settings) : null;
  const clause = clauseAgainst(target, connects, settings);
  const { connections: enough, mediumBytes } = thresholdsOf(settings);
  const isEnough = least > enough.value || (sent?.least ?? 0) > mediumBytes.value;
  return {
    ...bare,
    fires: clause === null && isEnough,
    clause,
    whyNot: clause === null && !isEnough ? 'too-few' : null,
    protocol,
    connections,
    sent,
    ...(hasSent === null ? {} : ratedAs(sent, least, settings)),
  };
}

/** The clause that leaves out a connection to this target, whatever a device logs of it. */
function clauseAgainst(
  target: string,
  { port }: Connects,
  settings: FindingSettings,
): Clause | null {
  if (!portsAsked(settings).includes(port)) return 'port';
  return isOutside(target, settings) ? null : 'destination';
}

/** Whether the rule takes an address for one beyond the site. */
export function isOutside(
  address: string,
  { ownPublicBlocks }: Pick<FindingSettings, 'ownPublicBlocks'>,
): boolean {
  const { ipv4, ipv6 } = rule.specialRanges;
  return outsideOf([...ipv4, ...ipv6, ...ownPublicBlocks])(address);
}

function sentOf(
  { technique, bytes }: Placed,
  { hasDataChannel }: Connects,
  times: number,
  { stitching }: FindingSettings,
): NonNullable<Prediction['sent']> {
  const sessions = leastConnections(technique, times);
  const isCounted = stitching || !hasDataChannel;
  const files = isCounted && technique.bytes > 0 ? bytes * times : 0;
  return {
    least: files + sessions * technique.commandBytes,
    most: Math.ceil(files * countedAbove) + sessions * mostOfOne * mostCommandBytes,
  };
}

/** State and risk as far as every number in bounds gives the same. */
function ratedAs(
  sent: Prediction['sent'],
  connections: number,
  settings: FindingSettings,
): Pick<Prediction, 'state' | 'risk'> {
  if (sent === null) return { state: null, risk: 'LOW' };
  const isMoving = sent.least > connections * rule.thresholds.overheadSentBytes.value;
  const state: TransferState | null = isMoving ? 'moving' : null;
  const thresholds = thresholdsOf(settings);
  const [low, high] = [sent.least, sent.most].map((bytes) =>
    riskOf(state ?? 'unknown', bytes, thresholds),
  );
  return { state, risk: low === high ? (low ?? null) : null };
}
