import type { Denied, Profile } from '../../contract/finding.ts';
import type { Run, SentQuery, SkipReason } from '../../contract/run.ts';
import { TransferAccumulator } from './accumulator.ts';
import { outsideOf } from './addresses.ts';
import type { Answers } from './ask.ts';
import { DeniedConnections } from './denied.ts';
import { AppError } from './errors.ts';
import { judge, type Judgement } from './findings.ts';
import { flowsQuery, flowsQueryName } from './flows/query.ts';
import { readFlow } from './flows/rows.ts';
import type { ConsoleFacts } from './ports.ts';
import { connectionsQuery, deniedQuery, sourceProfileQuery, type QueryFacts } from './query.ts';
import { readConnection, readDenied, readSourceRow, type ConnectionRow } from './rows.ts';
import { rule, sourceRule } from './rule.ts';
import { thresholdsOf } from './settable.ts';
import { SourceRows } from './source-findings.ts';
import { channelFollowUp } from './stitching/follow-up.ts';
import type { ChannelSummaries } from './stitching/summary.ts';

/** One query and what becomes of its rows. `fold` says why it left a row out, or `null`. */
export type Question = {
  readonly query: SentQuery;
  readonly fold: (row: unknown) => SkipReason | null;
  /** The run goes on without the answer if the console refuses the question. */
  readonly isOptional?: boolean;
};

/** What is asked after the first answers, and that its own have all been folded. */
export type FollowUp = {
  readonly questions: readonly Question[];
  /** What it does not ask for, and at which limit. */
  readonly limits: Run['limits'];
  /** `isCut`: an administrator's restriction kept a part of the answers back. */
  readonly finish: (end: { readonly isCut: boolean }) => void;
};

/** What a profile asks, and how it judges what has been folded so far. */
export type Inquiry = {
  readonly questions: readonly Question[];
  /** Category names that the profile asks for and the console does not have. */
  readonly missingCategories: readonly string[];
  /** To be called when the answers to all questions have been folded; what was refused is not asked again. */
  readonly followUp: (refused: Answers['refused']) => FollowUp;
  readonly judge: () => Judgement & { readonly denied: readonly Denied[] };
};

/** What an inquiry is planned from. */
export type InquiryFacts = QueryFacts & {
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
  const evidence = new TransferAccumulator();
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
      const { questions, limits, summaries } = channelFollowUp(evidence, facts, withFlows);
      return {
        questions,
        limits,
        finish: ({ isCut }) => {
          channels = summaries(isCut);
        },
      };
    },
    questions: [
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
    followUp: () => ({ questions: [], limits: [], finish: () => undefined }),
    questions: [
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
