import type { SentQuery } from '../../../contract/run.ts';
import { aliases } from '../aql/columns.ts';
import { numberListLiteral, numberLiteral } from '../aql/literals.ts';
import { counterFlags, groupsQuery, type QueryContext } from '../aql/query.ts';
import type { TransferEvidence } from '../evidence/transfer-evidence.ts';
import { flowGroupsQuery } from '../flows/query.ts';
import { cellsOf } from '../rows/cells.ts';
import type { ConnectionRow } from '../rows/rows.ts';
import { controlPorts } from '../stitching/channel-rule.ts';

/** Groups of one kind that are asked for by volume: more do not matter beside these. */
const mostGroups = 2_000;

/**
 * The groups of the first searches that matter however few connections they have, for when those were cut: with more
 * bytes than the MEDIUM threshold, sent, received, or both together where the device counts only that; and those of
 * answered control sessions, whose data runs elsewhere.
 */
export function largeGroupQueries(context: QueryContext): {
  readonly events: readonly SentQuery[];
  readonly flows: readonly SentQuery[];
} {
  const { properties, settings } = context;
  const above = (alias: string) => `${alias} > ${numberLiteral(settings.thresholds.mediumBytes)}`;
  const by = (name: string, alias: string) => ({
    name: `${name}-by-volume`,
    orderBy: alias,
    having: above(alias),
    limit: mostGroups,
  });
  const counted = [
    ...(properties.sent.length > 0 ? [aliases.sent] : []),
    ...(properties.received.length > 0 ? [aliases.received] : []),
    ...(properties.total.length > 0 ? [aliases.total] : []),
  ];
  const answered = {
    name: 'control-sessions',
    orderBy: aliases.received,
    having: `${aliases.sent} > 0 AND ${aliases.received} > 0`,
    where: [`destinationport IN ${numberListLiteral(controlPorts)}`],
    limit: mostGroups,
  };
  const isAnswerCounted = properties.sent.length > 0 && properties.received.length > 0;
  return {
    events: [
      ...counted.map((alias) => groupsQuery(context, by('connections', alias))),
      ...(isAnswerCounted ? [groupsQuery(context, answered)] : []),
    ],
    flows: [
      ...[aliases.sent, aliases.received].map((alias) =>
        flowGroupsQuery(context, by('flows', alias)),
      ),
      flowGroupsQuery(context, { ...answered, name: 'control-flows' }),
    ],
  };
}

/**
 * Takes in large groups after others were cut off. Those of pairs that nothing was known of are folded; of other pairs
 * some groups are known and it is not told which, so what theirs weigh is only a hint that single records are wanted.
 */
export class LargeGroups {
  /** Bytes of the largest group of pairs that were known before, by the number of the pair. */
  readonly hints = new Map<number, number>();
  readonly #transfers: TransferEvidence;
  readonly #pairsBefore: number;
  readonly #key: readonly string[];
  readonly #seen = new Set<string>();

  constructor(context: QueryContext, transfers: TransferEvidence) {
    this.#transfers = transfers;
    this.#pairsBefore = transfers.pairCount;
    this.#key = [...keyColumns, ...counterFlags(context).map(({ alias }) => alias)];
  }

  /** Takes a group in, given as its row and as what was read of it; one that was asked for in two ways once. */
  add(row: unknown, transfer: ConnectionRow): void {
    const cells = cellsOf(row) ?? {};
    const key = JSON.stringify(this.#key.map((column) => cells[column] ?? null));
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const pair = this.#transfers.find(transfer);
    if (pair === null || pair >= this.#pairsBefore) this.#transfers.fold(transfer);
    else this.#hint(pair, transfer);
  }

  #hint(pair: number, { sentBytes, receivedBytes, totalBytes }: ConnectionRow): void {
    const bytes = Math.max(sentBytes ?? 0, receivedBytes ?? 0, totalBytes ?? 0);
    this.hints.set(pair, Math.max(bytes, this.hints.get(pair) ?? 0));
  }
}

/** What groups are told apart by, in events and in flows. */
const keyColumns = [
  aliases.domain,
  aliases.source,
  aliases.sourceV6,
  aliases.destination,
  aliases.destinationV6,
  aliases.destinationPort,
  aliases.transport,
  aliases.category,
  aliases.logSource,
  aliases.user,
  aliases.flowSource,
  aliases.flowType,
];
