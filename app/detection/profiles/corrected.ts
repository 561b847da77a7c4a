import type { SkipReason } from '../../../contract/run.ts';
import { connectionsQuery, deniedQuery, type QueryContext } from '../aql/query.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { flowsQuery } from '../flows/query.ts';
import { readFlow } from '../flows/rows.ts';
import { readConnection, readDenied, type ConnectionRow } from '../rows/rows.ts';
import { outsideOf } from '../rule/addresses.ts';
import { rule } from '../rule/rule.ts';
import type { PlannedSearch } from '../searching/planned-search.ts';

/**
 * The searches of the corrected profile, which fold into the evidence: sessions by pair, refused connections, and
 * flows where they are asked. Throws `settings-invalid` for own blocks that are none.
 */
export function correctedSearches(context: QueryContext, evidence: Evidence): PlannedSearch[] {
  const { ipv4, ipv6 } = rule.specialRanges;
  const isExternal = outsideOf([...ipv4, ...ipv6, ...context.settings.ownPublicBlocks]);
  const foldTransfer = (read: ConnectionRow | SkipReason) => {
    if (typeof read === 'string') return read;
    if (!isExternal(read.destination)) return 'not-external';
    evidence.transfers.fold(read);
    return null;
  };
  return [
    { query: connectionsQuery(context), fold: (row) => foldTransfer(readConnection(row)) },
    {
      query: deniedQuery(context),
      fold: (row) => {
        const read = readDenied(row);
        if (typeof read === 'string') return read;
        evidence.denied.fold(read);
        return null;
      },
    },
    ...(context.settings.flows
      ? [
          {
            query: flowsQuery(context),
            fold: (row: unknown) => foldTransfer(readFlow(row)),
            isOptional: 'untouched' as const,
          },
        ]
      : []),
  ];
}
