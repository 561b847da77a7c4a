import type { Denied, Profile } from '../../../contract/finding.ts';
import type { HostSignal } from '../../../contract/host-signal.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import type { FindingSink } from '../../ports/results.ts';
import type { Steps } from '../../ports/steps.ts';
import type { AllowedEntry, EntryUse } from '../../ports/allowlist.ts';
import { partsOver } from '../evidence/activity.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { FindingSettings } from '../rule/finding-settings.ts';
import { portsAsked, thresholdsOf } from '../rule/settable.ts';
import { channelRule } from '../stitching/channel-rule.ts';
import { seenConnections } from '../looking/seen-connections.ts';
import { judgeAllowing, sourceRowsThrough } from './judge-allowing.ts';
import type { TransferJudging } from './judge-pair.ts';
import { judgeSourceRows } from './judge-source.ts';

/** What the judgement needs beside the evidence. */
export type JudgingOptions = {
  /** What the findings speak of: all windows of the evidence together. */
  readonly window: TimeWindow;
  readonly profile: Profile;
  readonly settings: Pick<
    FindingSettings,
    'maxFindings' | 'thresholds' | 'stitching' | 'portPacks'
  >;
  readonly domainNames: ReadonlyMap<number, string>;
  /** Of the allowlist; nothing is allowed if left out. */
  readonly entries?: readonly AllowedEntry[];
};

/**
 * Data ports with findings of their own: that of FTPS with its pack switched on, and that of active FTP where data
 * channels are not rated, so that what was reported with it is.
 */
function dataPortsOf(settings: JudgingOptions['settings']): ReadonlySet<number> {
  const { tlsDataPort, activePort } = channelRule;
  return new Set([
    ...portsAsked(settings).filter((port) => port === tlsDataPort),
    ...(settings.stitching ? [] : [activePort]),
  ]);
}

/**
 * Beside the findings: denied connections, most first; `isCut`: there were more findings than `maxFindings`. `uses`: what became
 * of each entry of the allowlist, in their order; empty in the source profile, whose volume is another one.
 */
export type Judgement = {
  /** Signals of hosts, which are not judged: as the run found them, newest first. Left out where none were looked for. */
  readonly hostSignals?: readonly HostSignal[];
  readonly denied: readonly Denied[];
  readonly isCut: boolean;
  readonly uses: readonly EntryUse[];
};

/**
 * Judges what has been folded so far and pushes the findings into the sink, worst first (`byWorstFirst`), the worst
 * `maxFindings` of them. Leaves the evidence as it is, into which nothing may be folded until it is over, and depends
 * on the evidence alone, not on the order in which it came. What entries of the allowlist hide is pushed into the second sink
 * instead, likewise worst first, with the entries that hide it.
 */
export function* judge(
  evidence: Evidence,
  options: JudgingOptions,
  sink: FindingSink,
  hidden: FindingSink = nowhere,
): Steps<Judgement> {
  const { profile, settings, entries = [] } = options;
  if (profile === 'source') {
    const sinks = { sink, hidden };
    const judged = yield* judgeSourceRows(
      evidence.sourceRows,
      settings.maxFindings,
      entries.length === 0 ? sink : sourceRowsThrough(entries, sinks),
    );
    return { ...judged, denied: [], uses: [] };
  }
  const judging = yield* transferJudging(evidence, options);
  const judged = yield* judgeAllowing(evidence.transfers, judging, options, { sink, hidden });
  return { ...judged, denied: yield* evidence.denied.result() };
}

const nowhere: FindingSink = { push: () => undefined };

/** What the transfers of some evidence are judged by. */
export function* transferJudging(
  evidence: Evidence,
  { window, settings, domainNames }: JudgingOptions,
): Steps<TransferJudging> {
  const { maxFindings, stitching } = settings;
  const partOf = partsOver(window);
  const { records, transfers } = evidence;
  const seen =
    records && (yield* seenConnections(records, transfers, dataPortsOf(settings), partOf));
  return {
    partOf,
    domainNames,
    maxFindings,
    stitching,
    thresholds: thresholdsOf(settings),
    deniedOf: (source) => evidence.denied.connectionsOf(source),
    seen,
  };
}
