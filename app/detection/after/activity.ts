import type { Finding } from '../../../contract/finding.ts';
import type { Activity } from '../../../contract/details.ts';
import type { SentQuery, TimeWindow } from '../../../contract/run.ts';
import { cellsOf, countIn, timeIn } from '../rows/cells.ts';
import { aliases } from '../aql/columns.ts';
import { eventsOf } from './finding-filter.ts';
import { numberLiteral } from '../aql/literals.ts';
import { categoryKey, counterFlags, counterSum, type RunContext } from '../aql/query.ts';
import { phaseOf, type Phase } from '../rows/rows.ts';
import { writeStatement } from '../aql/statement.ts';

/**
 * Connections and sent bytes of a finding over the window of its run, in buckets of `bucketMs`; to be read
 * by `readActivity`. Grouped by category and log source as well, so that sessions can be counted once.
 */
export function activityQuery(
  finding: Finding,
  run: RunContext,
): { readonly query: SentQuery; readonly bucketMs: number } {
  const bucketMs = bucketOf(run.window);
  const flags = counterFlags(run).filter(({ alias }) => sentFlags.has(alias));
  const { sent } = run.properties;
  const size = numberLiteral(bucketMs);
  // The source query counts records of whatever category; the corrected profile counts sessions.
  const isSource = finding.transport === null;
  const category = categoryKey(run);
  const session = isSource ? [] : [category.key, 'logsourceid'];
  const aql = writeStatement({
    select: [
      `starttime - (starttime % ${size}) AS ${aliases.bucket}`,
      ...(isSource ? [] : [category.column, `logsourceid AS ${aliases.logSource}`]),
      ...flags.map((flag) => flag.column),
      `${isSource ? 'COUNT(*)' : 'SUM(eventcount)'} AS ${aliases.connections}`,
      ...counterSum(sent, aliases.sent),
    ],
    from: 'events',
    where: eventsOf(finding, run),
    groupBy: [aliases.bucket, ...session, ...flags.map((flag) => flag.alias)],
    orderBy: `${aliases.bucket} ASC`,
    limit: mostActivityRows,
    window: run.window,
  });
  return { query: { name: 'activity', aql }, bucketMs };
}

/**
 * Rows of `activityQuery` as buckets, oldest first, empty ones left out. The log source and phase that
 * counts for the finding is chosen over the whole window and drawn alone, so that the buckets add up to what
 * the card says and a session that opens in one bucket and closes in another is drawn once; bytes likewise,
 * by the log source and phase that knows most. Of what is pooled this is the log source that saw most of it.
 * Rows that cannot be read are left out.
 */
export function readActivity(rows: readonly unknown[]): Activity['buckets'] {
  const streams = streamsOf(rows);
  const counting = mostOf(streams, ({ phase, connections }) =>
    // Progress counts only where no log source reports opening or closing.
    phase === 'progress' ? connections - Number.MAX_SAFE_INTEGER : connections,
  );
  const sending = mostOf(streams, ({ sentBytes }) => sentBytes ?? -1);
  const starts = new Set([
    ...(counting?.buckets.keys() ?? []),
    ...(sending?.sentBytes == null ? [] : sending.buckets.keys()),
  ]);
  return [...starts]
    .sort((a, b) => a - b)
    .map((startMs) => ({
      startMs,
      connections: counting?.buckets.get(startMs)?.connections ?? 0,
      sentBytes: sending?.buckets.get(startMs)?.sentBytes ?? null,
    }));
}

type Bucket = { readonly connections: number; readonly sentBytes: number | null };

/** What one log source reported in one phase. */
type Stream = Bucket & { readonly phase: Phase; readonly buckets: ReadonlyMap<number, Bucket> };

type OpenStream = {
  readonly phase: Phase;
  total: Bucket;
  readonly buckets: Map<number, Bucket>;
};

function streamsOf(rows: readonly unknown[]): Stream[] {
  const streams = new Map<string, OpenStream>();
  for (const row of rows) {
    const read = readRow(row);
    if (!read) continue;
    const key = `${read.logSourceId} ${read.phase}`;
    const stream: OpenStream = streams.get(key) ?? {
      phase: read.phase,
      total: empty,
      buckets: new Map<number, Bucket>(),
    };
    stream.total = add(stream.total, read);
    stream.buckets.set(read.startMs, add(stream.buckets.get(read.startMs) ?? empty, read));
    streams.set(key, stream);
  }
  return [...streams.values()].map(({ total, ...stream }) => ({ ...stream, ...total }));
}

function readRow(row: unknown) {
  const cells = cellsOf(row);
  const startMs = timeIn(cells?.[aliases.bucket]);
  const connections = countIn(cells?.[aliases.connections]);
  if (!cells || startMs === null || connections === null) return null;
  const category = countIn(cells[aliases.category]);
  const phase = category === null ? 'opening' : phaseOf(category);
  if (phase === null) return null;
  const isKnown =
    countIn(cells[aliases.sentKnown]) === 1 && countIn(cells[aliases.sentImpossible]) !== 1;
  const logSourceId = countIn(cells[aliases.logSource]) ?? 0;
  const sentBytes = isKnown ? countIn(cells[aliases.sent]) : null;
  return { startMs, connections, phase, logSourceId, sentBytes };
}

function add(a: Bucket, b: Bucket): Bucket {
  const connections = a.connections + b.connections;
  if (a.sentBytes === null) return { connections, sentBytes: b.sentBytes };
  return { connections, sentBytes: a.sentBytes + (b.sentBytes ?? 0) };
}

function mostOf(streams: readonly Stream[], weight: (stream: Stream) => number): Stream | null {
  return streams.reduce<Stream | null>(
    (most, stream) => (most === null || weight(stream) > weight(most) ? stream : most),
    null,
  );
}

/** The smallest bucket that gives at most 72: what a small picture can tell apart. */
export function bucketOf({ startMs, stopMs }: TimeWindow): number {
  const minutes = bucketMinutes.find((size) => (stopMs - startMs) / (size * 60_000) <= mostBuckets);
  return (minutes ?? longestBucket) * 60_000;
}

const mostBuckets = 72;
const bucketMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720];
const longestBucket = 1_440;

/** Room for every bucket in every category and log source that a finding usually has. */
export const mostActivityRows = 10_000;

const empty: Bucket = { connections: 0, sentBytes: null };
const sentFlags: ReadonlySet<string> = new Set([aliases.sentKnown, aliases.sentImpossible]);
