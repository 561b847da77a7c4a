import type { SentQuery, TimeWindow } from '../../../contract/run.ts';
import type { UnknownReason } from '../../../contract/coverage.ts';
import type { SeenSource } from '../../../contract/validation.ts';
import { aliases } from '../aql/columns.ts';
import { numberListLiteral, numberLiteral } from '../aql/literals.ts';
import type { QueryContext } from '../aql/query.ts';
import { writeStatement } from '../aql/statement.ts';
import { cellsOf, countIn, nameIn, timeIn } from '../rows/cells.ts';
import { hostTypes } from '../searching/filling-query.ts';
import { idIs, isOfHost } from './conditions.ts';
import type { Placed } from './recipe.ts';
import type { SysmonFields } from './sysmon-properties.ts';

/** Some hundred log sources, each with some dozen steps of lag. */
export const mostSourceGroups = 10_000;

/** Steps in which lag is told, ms: as fine as a second, which nobody waits by. */
const lagStepMs = 1_000;

/** Stands for records of the network on the port of the technique, where Sysmon's own number would. */
const networkKey = 1_000_000;

/**
 * Every record of a day by log source, by which of Sysmon's records it is, or whether it is on the port of the technique, by whether it is
 * of the host, and by the steps of its lag. Records of neither kind are one group a log source: the witness that the console
 * received anything at all.
 */
export function sourcesQuery(
  placed: Placed,
  fields: SysmonFields,
  context: Pick<QueryContext, 'switches'> & { readonly window: TimeWindow },
): SentQuery {
  const { connects } = placed.technique;
  const isOnHosts = `devicetype IN ${numberListLiteral(hostTypes)}`;
  const kinds: readonly (readonly [string, number])[] = [
    ...idsOf(placed).map((id) => [`${isOnHosts} AND ${idIs(id, fields)}`, id] as const),
    ...(connects === null
      ? []
      : [[`destinationport = ${numberLiteral(connects.port)}`, networkKey] as const]),
  ];
  const kind = kinds.reduceRight((otherwise, [condition, key]) => {
    return `IF ${condition} THEN ${numberLiteral(key)} ELSE ${otherwise}`;
  }, '0');
  const isLookedAt = kinds.map(([condition]) => `(${condition})`).join(' OR ');
  const step = numberLiteral(lagStepMs);
  const lag = '(endtime - starttime)';
  const keys = [
    [aliases.sysmonEvent, kind],
    [aliases.ofHost, `IF ${isOfHost(placed, fields, context)} THEN 1 ELSE 0`],
    [aliases.lag, `IF ${isLookedAt} THEN ${lag} - (${lag} % ${step}) ELSE 0`],
  ] as const;
  return {
    name: 'validation-sources',
    aql: writeStatement({
      select: [
        `logsourceid AS ${aliases.logSource}`,
        ...keys.map(([alias, column]) => `${column} AS ${alias}`),
        `LOGSOURCENAME(logsourceid) AS ${aliases.logSourceName}`,
        `COUNT(*) AS ${aliases.records}`,
        `MIN(starttime) AS ${aliases.firstSeen}`,
        `MAX(starttime) AS ${aliases.lastSeen}`,
      ],
      from: 'events',
      where: ['eventcount > 0'],
      groupBy: ['logsourceid', ...keys.map(([alias]) => alias)],
      orderBy: `${aliases.records} DESC`,
      limit: mostSourceGroups,
      window: context.window,
    }),
  };
}

/** Sysmon's records that the technique or its twin leaves: no others are looked for, because a payload is read where no property tells. */
function idsOf({ technique }: Placed): number[] {
  const ids = [...technique.signals, technique.witness].flatMap(({ sysmonId }) => sysmonId ?? []);
  return [...new Set(ids)].sort((a, b) => a - b);
}

/** Records of one log source that are of one kind, and were stored as late. Times epoch ms; `lagMs` is the end of its step. */
export type SourceGroup = {
  readonly logSource: { readonly id: number; readonly name: string };
  /** Sysmon's number, `network`, or neither. */
  readonly kind: number | 'network' | null;
  readonly isOfHost: boolean;
  readonly lagMs: number;
  readonly records: number;
  readonly firstMs: number;
  readonly lastMs: number;
};

/** Reads a row of `sourcesQuery`; `null` for what is none. */
export function readSourceGroup(row: unknown): SourceGroup | null {
  const cells = cellsOf(row);
  const id = countIn(cells?.[aliases.logSource]);
  const key = countIn(cells?.[aliases.sysmonEvent]);
  const records = countIn(cells?.[aliases.records]);
  const firstMs = timeIn(cells?.[aliases.firstSeen]);
  const lastMs = timeIn(cells?.[aliases.lastSeen]);
  if (!cells || id === null || key === null || records === null) return null;
  if (firstMs === null || lastMs === null) return null;
  return {
    logSource: { id, name: nameIn(cells[aliases.logSourceName]) ?? String(id) },
    kind: key === networkKey ? 'network' : key === 0 ? null : key,
    isOfHost: countIn(cells[aliases.ofHost]) === 1,
    // A clock that was set back between the two is no lag.
    lagMs: (countIn(cells[aliases.lag]) ?? 0) + lagStepMs,
    records,
    firstMs,
    lastMs,
  };
}

/** Of 100 records so many were stored by then. */
const share = 0.99;

/** By when 99 of 100 of these records were stored after they were received, ms, at most a second more; `null`: there are none. */
export function lagOf(groups: readonly SourceGroup[]): number | null {
  const all = groups.reduce((sum, { records }) => sum + records, 0);
  let stored = 0;
  for (const { lagMs, records } of groups.toSorted((a, b) => a.lagMs - b.lagMs)) {
    stored += records;
    if (stored >= all * share) return lagMs;
  }
  return null;
}

/** Log sources that delivered any of the records looked for within the day, by id. */
export function sourcesSeen(sources: readonly SourceGroup[] | UnknownReason): SeenSource[] | null {
  if (typeof sources === 'string') return null;
  const seen = new Map(
    sources.flatMap(({ kind, logSource }) => (kind === null ? [] : [[logSource.id, logSource]])),
  );
  return [...seen.values()].sort((a, b) => a.id - b.id);
}
