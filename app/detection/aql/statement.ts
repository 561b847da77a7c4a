import type { TimeWindow } from '../../../contract/run.ts';
import { numberLiteral } from './literals.ts';

/**
 * One AQL statement in parts. Parts are AQL already: values in them come from literals.ts, names from this
 * folder's own constants.
 */
export type Statement = {
  readonly select: readonly string[];
  readonly from: 'events' | 'flows';
  /** Joined by AND; none: all records. */
  readonly where: readonly string[];
  readonly groupBy?: readonly string[];
  readonly having?: string;
  readonly orderBy: string;
  readonly limit: number;
  readonly window: TimeWindow;
};

/**
 * The statement as text, clauses in the order AQL demands, the time frame last
 * (docs/qradar-facts.md#clause-order): epoch milliseconds, because text times are read in the console's time zone
 * (docs/qradar-facts.md#time-zone-of-date-texts).
 */
export function writeStatement(statement: Statement): string {
  const { select, from, where, groupBy = [], having, orderBy, limit, window } = statement;
  return [
    `SELECT ${select.join(', ')}`,
    `FROM ${from}`,
    ...(where.length > 0 ? [`WHERE ${where.join(' AND ')}`] : []),
    ...(groupBy.length > 0 ? [`GROUP BY ${groupBy.join(', ')}`] : []),
    ...(having === undefined ? [] : [`HAVING ${having}`]),
    `ORDER BY ${orderBy}`,
    `LIMIT ${numberLiteral(limit)}`,
    `START ${numberLiteral(window.startMs)} STOP ${numberLiteral(window.stopMs)}`,
  ].join(' ');
}

/**
 * Longest query, as `lengthInUrl` counts, by the way it travels. `inRequestLine`: the usual limit of such a line is 8,190
 * bytes. `inBody`: no limit is published («unverified»); a choice far below the 2 MB that a form may have in Tomcat
 * (maxPostSize), long enough for a thousand hosts, short enough to be read and copied. See
 * docs/qradar-facts.md#long-queries.
 */
export const longestQuery = { inRequestLine: 7_000, inBody: 48_000 } as const;

/**
 * Bytes of a query in a request line, and in a form. A URL encodes the single quotation mark too, which
 * `encodeURIComponent` leaves, and a query with many addresses is full of them.
 */
export function lengthInUrl(aql: string): number {
  return encodeURIComponent(aql).replaceAll("'", '%27').length;
}
