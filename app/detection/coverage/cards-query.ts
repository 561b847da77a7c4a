import type { SentQuery } from '../../../contract/run.ts';
import { aliases } from '../aql/columns.ts';
import { numberListLiteral } from '../aql/literals.ts';
import {
  counterSum,
  external,
  groupsQuery,
  impossibleFlag,
  knownFlag,
  switchesOf,
} from '../aql/query.ts';
import { valueOf } from '../aql/value.ts';
import { portsLookedAt, type CoverageContext } from './coverage-context.ts';

/** As many groups as a judgement takes in a few tens of milliseconds; some twenty are judged. */
export const mostCardGroups = 10_000;

/**
 * The groups of a run on every port that has a meaning, whatever their direction and category, to addresses that are in no
 * special range; own blocks are told apart when rows are read, so that leaving one out can be predicted. `other`: a
 * property of bytes sent that the settings do not name, whose sums are asked for beside; `null` for none.
 */
export function cardsQuery(context: CoverageContext, other: string | null): SentQuery {
  const { settings, properties } = context;
  const everywhere = { ...context, settings: { ...settings, ownPublicBlocks: [] } };
  const names = other === null ? [] : [other];
  const packets = switchesOf(context).packetBound ? properties.packetsSent : [];
  return groupsQuery(context, {
    name: 'coverage-cards',
    orderBy: aliases.connections,
    limit: mostCardGroups,
    instead: [`destinationport IN ${numberListLiteral(portsLookedAt)}`, external(everywhere)],
    keys: [
      { alias: aliases.direction, column: `eventdirection AS ${aliases.direction}` },
      ...knownFlag(names, aliases.otherKnown),
      ...impossibleFlag(names, packets, aliases.otherImpossible),
    ],
    sums: [
      `CATEGORYNAME(category) AS ${aliases.categoryName}`,
      ...counterSum(names, aliases.otherSum),
      ...(other === null ? [] : [`MAX(${valueOf([other])}) AS ${aliases.otherLargest}`]),
    ],
  });
}
