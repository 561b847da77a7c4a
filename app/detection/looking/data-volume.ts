import { piecesPerStep, type Steps } from '../../ports/steps.ts';
import type { SentQuery, SkipReason } from '../../../contract/run.ts';
import { aliases } from '../aql/columns.ts';
import { numberListLiteral, numberLiteral, stringLiteral } from '../aql/literals.ts';
import { anyAddress, propertiesOnAnyPort, type QueryContext } from '../aql/query.ts';
import { writeStatement } from '../aql/statement.ts';
import { valueOf } from '../aql/value.ts';
import { hostsOf } from '../connections/connection-record.ts';
import type { TransferEvidence } from '../evidence/transfer-evidence.ts';
import { addressColumns, addressFields } from '../flows/query.ts';
import { flowAddressIn } from '../flows/rows.ts';
import { cellsOf, countIn, hostIn, type Cells } from '../rows/cells.ts';
import { categoriesAsked, directionsAsked } from '../rule/settable.ts';
import type { PlannedSearch } from '../searching/planned-search.ts';
import { channelRule, controlFamily } from '../stitching/channel-rule.ts';

/** Pairs of hosts that are told at most by each search: more cannot be looked at. */
const mostHosts = 5_000;

/** Searches for where much ran on ports that data connections may have. */
export type DataVolume = {
  readonly searches: readonly PlannedSearch[];
  /** Once they have ended: bytes on such ports, by the number of the pair whose control sessions they may belong to. */
  readonly hints: () => Steps<ReadonlyMap<number, number>>;
};

/**
 * Where there are more pairs with control sessions than can be looked at, sessions themselves do not say which of them
 * moved much. So it is asked for the pairs of hosts with most bytes on all ports that data connections may have.
 */
export function dataVolume(
  transfers: TransferEvidence,
  context: QueryContext,
  withFlows: boolean,
): DataVolume {
  const volumes = new Map<string, number>();
  const folding =
    (endOf: (cells: Cells, side: 'source' | 'destination') => string | null) =>
    (row: unknown): SkipReason | null => {
      const cells = cellsOf(row);
      if (!cells) return 'not-a-row';
      const [source, destination] = [endOf(cells, 'source'), endOf(cells, 'destination')];
      if (source === null) return 'no-source';
      if (destination === null) return 'no-destination';
      const domainId = countIn(cells[aliases.domain]) ?? 0;
      const bytes = Math.max(
        ...[aliases.sent, aliases.received, aliases.total].map((name) => countIn(cells[name]) ?? 0),
      );
      const hosts = hostsOf({ domainId, source, destination });
      volumes.set(hosts, (volumes.get(hosts) ?? 0) + bytes);
      return null;
    };
  const isOptional = 'whenever' as const;
  const ofEvents = folding((cells, side) => hostIn(cells[aliases[side]]));
  const ofFlows = folding((cells, side) =>
    side === 'source'
      ? flowAddressIn(cells, aliases.source, aliases.sourceV6)
      : flowAddressIn(cells, aliases.destination, aliases.destinationV6),
  );
  return {
    searches: [
      ...eventQueries(context).map((query) => ({ query, fold: ofEvents, isOptional })),
      ...(withFlows
        ? flowQueries(context).map((query) => ({ query, fold: ofFlows, isOptional }))
        : []),
    ],
    hints: () => hintsFrom(volumes, transfers),
  };
}

/** What was told of hosts, by the pairs with control sessions between them. */
function* hintsFrom(
  volumes: ReadonlyMap<string, number>,
  transfers: TransferEvidence,
): Steps<ReadonlyMap<number, number>> {
  const hints = new Map<number, number>();
  for (let index = 0; index < transfers.pairCount; index++) {
    if (index % piecesPerStep === 0) yield;
    const pair = transfers.pair(index);
    if (controlFamily(pair.port, pair.protocolId) === null) continue;
    const bytes = volumes.get(hostsOf(pair));
    if (bytes !== undefined) hints.set(index, bytes);
  }
  return hints;
}

/** One for each counter of the console. */
function eventQueries(context: QueryContext): SentQuery[] {
  const ends = ['source', 'destination'] as const;
  const addresses = ends.map((side) => anyAddress(side, context));
  const { sent, received, total } = propertiesOnAnyPort(context);
  const counters = [
    [sent, aliases.sent],
    [received, aliases.received],
    [total, aliases.total],
  ] as const;
  return counters.flatMap(([names, alias]) =>
    names.length === 0
      ? []
      : [
          {
            name: 'data-volume',
            aql: writeStatement({
              select: [
                `domainid AS ${aliases.domain}`,
                ...ends.map((side, at) => `${addresses[at] ?? ''} AS ${aliases[side]}`),
                `SUM(${valueOf(names)}) AS ${alias}`,
              ],
              from: 'events',
              where: [
                dataPorts('eventdirection', context),
                `category IN ${numberListLiteral(categoriesAsked(context.settings))}`,
              ],
              groupBy: ['domainid', ...addresses],
              ...most(alias, context),
            }),
          },
        ],
  );
}

function flowQueries(context: QueryContext): SentQuery[] {
  const counters = [
    ['sourcebytes', aliases.sent],
    ['destinationbytes', aliases.received],
  ] as const;
  return counters.map(([field, alias]) => ({
    name: 'data-volume-flows',
    aql: writeStatement({
      select: [
        `domainid AS ${aliases.domain}`,
        ...addressColumns(context),
        `SUM(${field}) AS ${alias}`,
      ],
      from: 'flows',
      where: ['flowtype = 0', dataPorts('flowdirection', context)],
      groupBy: [
        'domainid',
        ...addressFields('source', context),
        ...addressFields('destination', context),
      ],
      ...most(alias, context),
    }),
  }));
}

/** Condition: between inside and outside, to or from a port of data connections. */
function dataPorts(direction: string, { settings }: QueryContext): string {
  const { activePort, tlsDataPort, lastSystemPort } = channelRule;
  const own = numberListLiteral([activePort, tlsDataPort]);
  const directions = [...directionsAsked(settings), 'R2L'];
  return (
    `${direction} IN (${directions.map(stringLiteral).join(', ')}) AND (destinationport > ${numberLiteral(lastSystemPort)}` +
    ` OR destinationport IN ${own} OR sourceport IN ${own})`
  );
}

function most(alias: string, { settings, window }: QueryContext) {
  return {
    having: `${alias} > ${numberLiteral(settings.thresholds.mediumBytes)}`,
    orderBy: `${alias} DESC`,
    limit: mostHosts,
    window,
  };
}
