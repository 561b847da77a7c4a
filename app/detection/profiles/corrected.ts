import type { SentQuery, SkipReason } from '../../../contract/run.ts';
import { connectionsQuery, deniedQuery, type QueryContext } from '../aql/query.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { flowsQuery } from '../flows/query.ts';
import { readFlow } from '../flows/rows.ts';
import { MappedHosts } from '../rows/mapped-hosts.ts';
import { readConnection, readDenied, type ConnectionRow } from '../rows/rows.ts';
import { outsideOf } from '../rule/addresses.ts';
import { rule } from '../rule/rule.ts';
import type { PlannedSearch } from '../searching/planned-search.ts';
import { LargeGroups, largeGroupQueries } from './large-groups.ts';
import type { ProfileSearches } from './searches-of-a-profile.ts';

/**
 * The searches of the corrected profile, which fold into the evidence: sessions by pair, refused connections, and
 * flows where they are asked. Where a limit cuts them, groups with much volume are asked for by it, so that many small
 * ones are no cover. Throws `settings-invalid` for own blocks that are none.
 */
export function correctedSearches(context: QueryContext, evidence: Evidence): ProfileSearches {
  const { ipv4, ipv6 } = rule.specialRanges;
  const isOutside = outsideOf([...ipv4, ...ipv6, ...context.settings.ownPublicBlocks]);
  const { focus } = context;
  const isExternal = (destination: string) =>
    isOutside(destination) || (focus && 'rehearsed' in focus && destination === focus.rehearsed);
  const mappedHosts = new MappedHosts();
  const folding = (read: ReadTransfer, add: (transfer: ConnectionRow, row: unknown) => void) => {
    return (row: unknown): SkipReason | null => {
      const transfer = read(row);
      if (typeof transfer === 'string') return transfer;
      if (!isExternal(transfer.destination)) return 'not-external';
      mappedHosts.note(row);
      add(transfer, row);
      return null;
    };
  };
  const addGroup = (transfer: ConnectionRow) => evidence.transfers.fold(transfer);
  const cut = { events: false, flows: false };
  const ofFlows: PlannedSearch = {
    query: flowsQuery(context),
    fold: folding(readFlow, addGroup),
    isOptional: 'untouched',
    onEnd: ({ isCut }) => {
      cut.flows = isCut;
    },
  };
  return {
    searches: [
      {
        query: connectionsQuery(context),
        fold: folding(readConnection, addGroup),
        onEnd: ({ isCut }) => {
          cut.events = isCut;
        },
      },
      {
        query: deniedQuery(context),
        fold: (row) => {
          const read = readDenied(row);
          if (typeof read === 'string') return read;
          evidence.denied.fold(read);
          return null;
        },
      },
      ...(context.settings.flows ? [ofFlows] : []),
    ],
    whatWasCut: () => {
      const large = new LargeGroups(context, evidence.transfers);
      const { events, flows } = largeGroupQueries(context);
      const search = (read: ReadTransfer) => (query: SentQuery) => ({
        query,
        fold: folding(read, (transfer, row) => large.add(row, transfer)),
        isOptional: 'whenever' as const,
      });
      return {
        searches: [
          ...(cut.events ? events.map(search(readConnection)) : []),
          ...(cut.flows ? flows.map(search(readFlow)) : []),
        ],
        hints: large.hints,
      };
    },
    mappedHosts,
    missingCategories: [],
  };
}

type ReadTransfer = (row: unknown) => ConnectionRow | SkipReason;
