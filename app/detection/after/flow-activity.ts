import type { Finding } from '../../../contract/finding.ts';
import type { Activity } from '../../../contract/details.ts';
import type { SentQuery } from '../../../contract/run.ts';
import { bucketOf, mostActivityRows } from './activity.ts';
import { cellsOf, countIn, nameIn, timeIn } from '../rows/cells.ts';
import { aliases } from '../aql/columns.ts';
import { numberLiteral } from '../aql/literals.ts';
import type { RunContext } from '../aql/query.ts';
import { writeStatement } from '../aql/statement.ts';
import { flowsOfFinding } from './flow-records.ts';
import { isFlowReporter } from '../flows/reporters.ts';

/**
 * Whether flows draw the activity of a finding: where they report all of its connections, and either its
 * sent bytes come from them alone or events report neither. Else events do, so that the picture adds up to
 * the card.
 */
export function isDrawnFromFlows({ origins: { connections, sent } }: Finding): boolean {
  if (!connections.some(isFlowReporter)) return false;
  return (sent.length > 0 ? sent : connections).every(isFlowReporter);
}

/**
 * Connections and sent bytes of the flows of a finding, in buckets of `bucketMs`; to be read by
 * `readFlowActivity`. A long flow has records in many buckets and begins in one, so both are asked for.
 * Superflows are left out, as in the numbers of the finding.
 */
export function flowActivityQuery(
  finding: Finding,
  run: RunContext,
): { readonly query: SentQuery; readonly bucketMs: number } {
  const bucketMs = bucketOf(run.window);
  const size = numberLiteral(bucketMs);
  const aql = writeStatement({
    select: [
      `starttime - (starttime % ${size}) AS ${aliases.bucket}`,
      `firstpackettime - (firstpackettime % ${size}) AS ${aliases.firstBucket}`,
      `flowsource AS ${aliases.flowSource}`,
      `UNIQUECOUNT(flowid) AS ${aliases.connections}`,
      `SUM(sourcebytes) AS ${aliases.sent}`,
    ],
    from: 'flows',
    where: [...flowsOfFinding(finding, run), 'flowtype = 0'],
    groupBy: [aliases.bucket, aliases.firstBucket, 'flowsource'],
    orderBy: `${aliases.bucket} ASC`,
    limit: mostActivityRows,
    window: run.window,
  });
  return { query: { name: 'activity', aql }, bucketMs };
}

/**
 * Rows of `flowActivityQuery` as buckets, oldest first, empty ones left out. A flow is drawn as a connection
 * in the first bucket in which flows that began when it began have records, its bytes where they went. Of
 * several flow sources the one that saw most is drawn. Rows that cannot be read are left out.
 */
export function readFlowActivity(rows: readonly unknown[]): Activity['buckets'] {
  const read = rows.flatMap(readRow);
  const sources = [...Map.groupBy(read, (row) => row.flowSource).values()].map(pictureOf);
  const most = sources.reduce<Picture | null>(
    (best, picture) => (best !== null && best.connections >= picture.connections ? best : picture),
    null,
  );
  if (most === null) return [];
  return [...most.buckets]
    .sort(([a], [b]) => a - b)
    .map(([startMs, bucket]) => ({ startMs, ...bucket }));
}

type Row = {
  readonly flowSource: string;
  readonly startMs: number;
  readonly beganMs: number;
  readonly connections: number;
  readonly sentBytes: number | null;
};

type Bucket = { readonly connections: number; readonly sentBytes: number | null };

type Picture = { readonly connections: number; readonly buckets: ReadonlyMap<number, Bucket> };

function readRow(row: unknown): Row[] {
  const cells = cellsOf(row);
  const startMs = timeIn(cells?.[aliases.bucket]);
  const connections = countIn(cells?.[aliases.connections]);
  if (!cells || startMs === null || connections === null) return [];
  return [
    {
      flowSource: nameIn(cells[aliases.flowSource]) ?? '',
      startMs,
      beganMs: timeIn(cells[aliases.firstBucket]) ?? startMs,
      connections,
      sentBytes: countIn(cells[aliases.sent]),
    },
  ];
}

function pictureOf(rows: readonly Row[]): Picture {
  const buckets = new Map<number, Bucket>();
  const add = (startMs: number, connections: number, sentBytes: number | null) => {
    const known = buckets.get(startMs);
    const sum = known?.sentBytes ?? null;
    buckets.set(startMs, {
      connections: (known?.connections ?? 0) + connections,
      sentBytes: sum === null ? sentBytes : sum + (sentBytes ?? 0),
    });
  };
  for (const row of rows) add(row.startMs, 0, row.sentBytes);
  let connections = 0;
  for (const began of Map.groupBy(rows, (row) => row.beganMs).values()) {
    const most = Math.max(...began.map((row) => row.connections));
    add(Math.min(...began.map((row) => row.startMs)), most, null);
    connections += most;
  }
  return { connections, buckets };
}
