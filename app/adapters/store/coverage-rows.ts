import type { DatabaseSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';
import {
  coverageResultSchema,
  coverageSummarySchema,
  type CoverageSummary,
} from '../../../contract/coverage.ts';
import { sentQuerySchema } from '../../../contract/run.ts';
import type { KeptCoverage } from '../../ports/coverage-store.ts';

const bodySchema = z.object({ queries: z.array(sentQuerySchema), result: coverageResultSchema });
const summaryRow = z.object({ summary: z.string() });
const wholeRow = z.object({ summary: z.string(), body: z.instanceof(Uint8Array) });

/** What one scope may keep, from when on (epoch ms), and what all scopes together, in bytes as stored. */
export type CoverageBounds = {
  readonly mostOfScope: number;
  readonly oldestMs: number;
  readonly mostBytes: number;
};

/** Adds a result. For use in a transaction. */
export function writeCoverage(
  database: DatabaseSync,
  scope: string,
  { summary, queries, result }: KeptCoverage,
): void {
  const body = deflateRawSync(JSON.stringify({ queries, result }));
  database
    .prepare('INSERT OR REPLACE INTO coverage VALUES (?, ?, ?, ?, ?)')
    .run(summary.id, scope, summary.finishedMs, JSON.stringify(summary), body);
}

/** Deletes what is beyond the bounds, the oldest first. For use in a transaction. */
export function deleteCoverageBeyond(
  database: DatabaseSync,
  { mostOfScope, oldestMs, mostBytes }: CoverageBounds,
): void {
  database.prepare('DELETE FROM coverage WHERE finished_ms < ?').run(oldestMs);
  database
    .prepare(
      `DELETE FROM coverage WHERE id IN (
         SELECT id FROM (
           SELECT id,
             ROW_NUMBER() OVER (PARTITION BY scope ORDER BY finished_ms DESC, id) AS place,
             SUM(LENGTH(body) + OCTET_LENGTH(summary)) OVER (ORDER BY finished_ms DESC, id) AS bytes
           FROM coverage
         ) WHERE place > ? OR bytes > ?
       )`,
    )
    .run(mostOfScope, mostBytes);
}

/** What a scope keeps, newest first; rows of another shape are left out. */
export function readCoverageSummaries(database: DatabaseSync, scope: string): CoverageSummary[] {
  const rows = database
    .prepare('SELECT summary FROM coverage WHERE scope = ? ORDER BY finished_ms DESC, id')
    .all(scope);
  return z.parse(z.array(summaryRow), rows).flatMap(({ summary }) => {
    const read = z.safeParse(coverageSummarySchema, jsonIn(summary));
    return read.success ? [read.data] : [];
  });
}

/** One result; `null` where the scope has none of that id, or one of another shape. */
export function readCoverage(
  database: DatabaseSync,
  scope: string,
  id: string,
): KeptCoverage | null {
  const found = database
    .prepare('SELECT summary, body FROM coverage WHERE scope = ? AND id = ?')
    .get(scope, id);
  if (found === undefined) return null;
  const row = z.parse(wholeRow, found);
  const summary = z.safeParse(coverageSummarySchema, jsonIn(row.summary));
  const body = z.safeParse(bodySchema, jsonIn(inflateRawSync(row.body).toString()));
  return summary.success && body.success ? { summary: summary.data, ...body.data } : null;
}

/** `null` for what is no JSON, which no schema accepts. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
