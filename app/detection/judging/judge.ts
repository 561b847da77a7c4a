import type { Denied, Profile } from '../../../contract/finding.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import type { FindingSink } from '../../ports/results.ts';
import type { Steps } from '../../ports/steps.ts';
import { partsOver } from '../evidence/activity.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { FindingSettings } from '../rule/finding-settings.ts';
import { portsAsked, thresholdsOf } from '../rule/settable.ts';
import { channelRule } from '../stitching/channel-rule.ts';
import { seenConnections } from '../looking/seen-connections.ts';
import { judgeSourceRows } from './judge-source.ts';
import { judgeTransfers } from './judge-transfers.ts';

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
};

/** With its pack switched on, the port of FTPS data has findings of its own. */
function dataPortsOf(settings: JudgingOptions['settings']): ReadonlySet<number> {
  return new Set(portsAsked(settings).filter((port) => port === channelRule.tlsDataPort));
}

/** Beside the findings: denied connections, most first; `isCut`: there were more findings than `maxFindings`. */
export type Judgement = { readonly denied: readonly Denied[]; readonly isCut: boolean };

/**
 * Judges what has been folded so far and pushes the findings into the sink, worst first (`byWorstFirst`), the worst
 * `maxFindings` of them. Leaves the evidence as it is, into which nothing may be folded until it is over, and depends
 * on the evidence alone, not on the order in which it came.
 */
export function* judge(
  evidence: Evidence,
  options: JudgingOptions,
  sink: FindingSink,
): Steps<Judgement> {
  const { profile, window, settings, domainNames } = options;
  const { maxFindings, stitching } = settings;
  if (profile === 'source')
    return { ...(yield* judgeSourceRows(evidence.sourceRows, maxFindings, sink)), denied: [] };
  const partOf = partsOver(window);
  const { records, transfers } = evidence;
  const seen =
    records && (yield* seenConnections(records, transfers, dataPortsOf(settings), partOf));
  const judged = yield* judgeTransfers(
    transfers,
    {
      partOf,
      domainNames,
      maxFindings,
      stitching,
      thresholds: thresholdsOf(settings),
      deniedOf: (source) => evidence.denied.connectionsOf(source),
      seen,
    },
    sink,
  );
  return { ...judged, denied: yield* evidence.denied.result() };
}
