import type { Denied, Profile } from '../../../contract/finding.ts';
import type { Run, SkipReason } from '../../../contract/run.ts';
import { TransferEvidence } from '../evidence/transfer-evidence.ts';
import { outsideOf } from '../rule/addresses.ts';
import type { SearchResults } from '../searching/run-searches.ts';
import type { PlannedSearch } from '../searching/planned-search.ts';
import { DeniedConnections } from '../evidence/denied.ts';
import { AppError } from '../../ports/app-error.ts';
import { judge, type Judgement } from '../judging/judge.ts';
import { flowsQuery, flowsQueryName } from '../flows/query.ts';
import { readFlow } from '../flows/rows.ts';
import type { ConsoleFacts } from '../../ports/console-facts.ts';
import {
  connectionsQuery,
  deniedQuery,
  sourceProfileQuery,
  type QueryContext,
} from '../aql/query.ts';
import { readConnection, readDenied, readSourceRow, type ConnectionRow } from '../rows/rows.ts';
import { rule, sourceRule } from '../rule/rule.ts';
import { thresholdsOf } from '../rule/settable.ts';
import { SourceRows } from './source-findings.ts';
import { channelFollowUp } from '../stitching/follow-up.ts';
import type { ChannelSummaries } from '../stitching/summary.ts';

/** What is asked after the first answers, and that its own have all been folded. */
export type FollowUp = {
  readonly searches: readonly PlannedSearch[];
  /** What it does not ask for, and at which limit. */
  readonly limits: Run['limits'];
  /** `isCut`: an administrator's restriction kept a part of the answers back. */
  readonly finish: (end: { readonly isCut: boolean }) => void;
};

/** What a profile asks, and how it judges what has been folded so far. */
export type Inquiry = {
  readonly searches: readonly PlannedSearch[];
  /** Category names that the profile asks for and the console does not have. */
  readonly missingCategories: readonly string[];
  /** To be called when the answers to all searches have been folded; what was refused is not asked again. */
  readonly followUp: (refused: SearchResults['refused']) => FollowUp;
  readonly judge: () => Judgement & { readonly denied: readonly Denied[] };
};

/** What an inquiry is planned from. */
export type InquiryFacts = QueryContext & {
  readonly domainNames: ReadonlyMap<number, string>;
  readonly console: ConsoleFacts;
  readonly signal: AbortSignal;
};

/**
 * Plans the inquiry of a profile. Throws `byte-property-missing` or `query-rejected` where the console lacks
 * what the source query cannot do without, `settings-invalid` for own blocks that are none.
 */
export async function planInquiry(profile: Profile, facts: InquiryFacts): Promise<Inquiry> {
  return profile === 'corrected' ? correctedInquiry(facts) : sourceInquiry(facts);
}

function correctedInquiry(facts: InquiryFacts): Inquiry {
  const { ipv4, ipv6 } = rule.specialRanges;
  const isExternal = outsideOf([...ipv4, ...ipv6, ...facts.settings.ownPublicBlocks]);
  const evidence = new TransferEvidence();
  const denied = new DeniedConnections();
  let channels: ChannelSummaries | null = null;
  const { maxFindings, flows, stitching } = facts.settings;
  const thresholds = thresholdsOf(facts.settings);
  const foldInto = (read: ConnectionRow | SkipReason) => {
    if (typeof read === 'string') return read;
    if (!isExternal(read.destination)) return 'not-external';
    evidence.fold(read);
    return null;
  };
  return {
    missingCategories: [],
    followUp: (refused) => {
      const withFlows = flows && !refused.has(flowsQueryName);
      const { searches, limits, summaries } = channelFollowUp(evidence, facts, withFlows);
      return {
        searches,
        limits,
        finish: ({ isCut }) => {
          channels = summaries(isCut);
        },
      };
    },
    searches: [
      { query: connectionsQuery(facts), fold: (row) => foldInto(readConnection(row)) },
      {
        query: deniedQuery(facts),
        fold: (row) => {
          const read = readDenied(row);
          if (typeof read === 'string') return read;
          denied.fold(read);
          return null;
        },
      },
      ...(flows
        ? [
            {
              query: flowsQuery(facts),
              fold: (row: unknown) => foldInto(readFlow(row)),
              isOptional: true,
            },
          ]
        : []),
    ],
    judge: () => ({
      ...judge(evidence, {
        domainNames: facts.domainNames,
        maxFindings,
        thresholds,
        isDenied: (origin) => denied.has(origin),
        channels,
        stitching,
      }),
      denied: denied.result(),
    }),
  };
}

async function sourceInquiry(facts: InquiryFacts): Promise<Inquiry> {
  const { sent } = facts.properties;
  if (sent === null)
    throw new AppError('byte-property-missing', {
      detail: facts.settings.properties.sent.join(', '),
    });
  const ids = await facts.console.categoryIds(sourceRule.categoryNames, facts.signal);
  if (ids.size === 0)
    throw new AppError('query-rejected', {
      detail: `the console has none of the categories ${sourceRule.categoryNames.join(', ')}`,
    });
  const rows = new SourceRows();
  return {
    missingCategories: sourceRule.categoryNames.filter((name) => !ids.has(name)),
    followUp: () => ({ searches: [], limits: [], finish: () => undefined }),
    searches: [
      {
        query: sourceProfileQuery(
          facts,
          sent,
          [...ids.values()].sort((a, b) => a - b),
        ),
        fold: (row) => {
          const read = readSourceRow(row);
          if (typeof read === 'string') return read;
          rows.fold(read);
          return null;
        },
      },
    ],
    judge: () => ({ ...rows.judge(facts.settings), denied: [] }),
  };
}
