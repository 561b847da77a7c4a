import type { SentQuery } from '../../../contract/run.ts';
import { aliases } from '../aql/columns.ts';
import { numberListLiteral, propertyLiteral } from '../aql/literals.ts';
import { external } from '../aql/query.ts';
import { writeStatement } from '../aql/statement.ts';
import { cellsOf, countIn, nameIn, numberIn, timeIn, type Cells } from '../rows/cells.ts';
import { directions, type Direction } from '../../../contract/details.ts';
import {
  pipelineColumns,
  portsLookedAt,
  type CoverageContext,
  type PipelineColumn,
} from './coverage-context.ts';

/** Some hundred log sources with some dozen combinations each. */
export const mostClauseGroups = 10_000;

/**
 * All events of the window by domain, log source and by the outcome of each clause. Outside of the ports every other key is a
 * constant, so a log source is one group there: the witness that it delivers at all.
 */
export function clausesQuery(context: CoverageContext): SentQuery {
  const onPorts = `destinationport IN ${numberListLiteral(portsLookedAt)}`;
  const keys = [
    key(aliases.destinationPort, `IF ${onPorts} THEN destinationport ELSE 0`),
    key(aliases.direction, `IF ${onPorts} THEN eventdirection ELSE ''`),
    key(aliases.category, `IF ${onPorts} THEN category ELSE 0`),
    key(aliases.outside, `IF ${onPorts} AND ${external(context)} THEN 1 ELSE 0`),
    ...context.measured.map(({ name }, at) =>
      key(filledOf(at), `IF ${onPorts} AND ${propertyLiteral(name)} IS NOT NULL THEN 1 ELSE 0`),
    ),
  ];
  return {
    name: 'coverage-clauses',
    aql: writeStatement({
      select: [
        `domainid AS ${aliases.domain}`,
        `logsourceid AS ${aliases.logSource}`,
        ...keys.map(({ column }) => column),
        ...context.pipeline.map((name) => `${name} AS ${pipelineAliases[name]}`),
        `LOGSOURCENAME(logsourceid) AS ${aliases.logSourceName}`,
        `LOGSOURCETYPENAME(devicetype) AS ${aliases.logSourceType}`,
        // Of a group on the ports: all its records have the one category.
        `CATEGORYNAME(category) AS ${aliases.categoryName}`,
        `COUNT(*) AS ${aliases.records}`,
        `SUM(eventcount) AS ${aliases.connections}`,
        `MIN(starttime) AS ${aliases.firstSeen}`,
        `MAX(starttime) AS ${aliases.lastSeen}`,
        ...(context.isPlain ? [] : timeColumns),
      ],
      from: 'events',
      where: ['eventcount > 0', ...(context.only ?? [])],
      groupBy: [
        'domainid',
        'logsourceid',
        'devicetype',
        ...keys.map(({ alias }) => alias),
        ...context.pipeline,
      ],
      orderBy: `${aliases.records} DESC`,
      limit: mostClauseGroups,
      window: context.window,
    }),
  };
}

/** How late records are stored, and how far the clocks of devices are off. */
const timeColumns = [
  `AVG(endtime - starttime) AS ${aliases.lagMean}`,
  `MAX(endtime - starttime) AS ${aliases.lagMost}`,
  `MIN(starttime - devicetime) AS ${aliases.skewLeast}`,
  `MAX(starttime - devicetime) AS ${aliases.skewMost}`,
];

function key(alias: string, expression: string) {
  return { alias, column: `${expression} AS ${alias}` };
}

function filledOf(at: number): string {
  return `${aliases.filled}${at + 1}`;
}

const pipelineAliases = {
  isunparsed: aliases.unparsed,
  storedforperformance: aliases.forPerformance,
  islogonly: aliases.logOnly,
  istruncated: aliases.cutShort,
} as const;

/** Records of one log source that agree in all clauses. Times are epoch ms, lags and skews ms. */
export type ClauseGroup = {
  /** 0 is the default domain. */
  readonly domain: number;
  readonly logSource: { readonly id: number; readonly name: string };
  readonly type: string | null;
  /** `null`: none of the ports looked at; then direction, category and outside say nothing. */
  readonly port: number | null;
  readonly direction: Direction;
  /** Low-level category id. */
  readonly category: number;
  /** `null` where the console has no name for it. */
  readonly categoryName: string | null;
  readonly isOutside: boolean;
  /** In the order of `CoverageContext.measured`. */
  readonly filled: readonly boolean[];
  readonly flags: ReadonlySet<PipelineColumn>;
  readonly records: number;
  readonly connections: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly lag: { readonly meanMs: number; readonly mostMs: number } | null;
  readonly skewMs: number | null;
};

/** Reads a row of `clausesQuery`; `null` for what is none. */
export function readClauseGroup(row: unknown, context: CoverageContext): ClauseGroup | null {
  const cells = cellsOf(row);
  const id = countIn(cells?.[aliases.logSource]);
  const records = countIn(cells?.[aliases.records]);
  const firstMs = timeIn(cells?.[aliases.firstSeen]);
  const lastMs = timeIn(cells?.[aliases.lastSeen]);
  if (!cells || id === null || records === null || firstMs === null || lastMs === null) return null;
  const port = countIn(cells[aliases.destinationPort]) ?? 0;
  return {
    domain: countIn(cells[aliases.domain]) ?? 0,
    logSource: { id, name: nameIn(cells[aliases.logSourceName]) ?? String(id) },
    type: nameIn(cells[aliases.logSourceType]),
    port: port === 0 ? null : port,
    direction: directions.find((known) => known === cells[aliases.direction]) ?? 'unknown',
    category: countIn(cells[aliases.category]) ?? 0,
    categoryName: nameIn(cells[aliases.categoryName]),
    isOutside: countIn(cells[aliases.outside]) === 1,
    filled: context.measured.map((_, at) => countIn(cells[filledOf(at)]) === 1),
    flags: new Set(pipelineColumns.filter((name) => isSet(cells[pipelineAliases[name]]))),
    records,
    connections: countIn(cells[aliases.connections]) ?? records,
    firstMs,
    lastMs,
    lag: lagIn(cells),
    skewMs: skewIn(cells),
  };
}

/** Booleans come as such, as text, or as 0 and 1. */
function isSet(value: unknown): boolean {
  return value === true || value === 'true' || countIn(value) === 1;
}

function lagIn(cells: Cells): ClauseGroup['lag'] {
  const meanMs = countIn(cells[aliases.lagMean]);
  const mostMs = countIn(cells[aliases.lagMost]);
  return meanMs === null || mostMs === null ? null : { meanMs, mostMs };
}

function skewIn(cells: Cells): number | null {
  const least = numberIn(cells[aliases.skewLeast]);
  const most = numberIn(cells[aliases.skewMost]);
  return least === null || most === null ? null : Math.max(Math.abs(least), Math.abs(most));
}
