import type { EventRow } from '../../sql/store.ts';
import type { SignalName, TechniqueName } from './order.ts';
import { beginsMs, type RangePlan, type SignalRecords, type WhyNot } from './range-records.ts';

/** What became of one signal of a run. `records` are stored, `events` those that they stand for; times are epoch ms, `searchableMs` that of the last. */
export type RunSignal = {
  readonly signal: SignalName;
  readonly logSource: string | null;
  readonly records: number;
  readonly events: number;
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  readonly searchableMs: number | null;
  readonly whyNot: WhyNot | null;
};

/** One run of the range: what was ordered, by whom, what it wrote, and a query that finds it. */
export type RangeRun = {
  readonly id: number;
  readonly orderedMs: number;
  readonly by: string;
  readonly technique: TechniqueName;
  readonly twin: boolean;
  readonly marker: string;
  readonly host: { readonly name: string; readonly address: string; readonly user: string };
  readonly target: string | null;
  readonly bytes: number;
  readonly sessions: number;
  readonly lateSeconds: number;
  readonly coalesced: boolean;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly signals: readonly RunSignal[];
  readonly aql: string;
};

type Named = { readonly id: number; readonly name: string };

/** Tells of a plan and the records that it came to. */
export function runOf(
  plan: RangePlan,
  signals: readonly SignalRecords[],
  order: { readonly id: number; readonly by: string },
  logSources: readonly Named[],
): RangeRun {
  const { technique, twin, marker, host, target, bytes, sessions, lateSeconds, coalesced } = plan;
  const names = new Map(logSources.map(({ id, name }) => [id, name]));
  const fromMs = beginsMs(plan);
  return {
    ...order,
    orderedMs: plan.untilMs,
    technique,
    twin,
    marker,
    host: { name: host.name, address: host.address, user: host.user },
    target,
    bytes,
    sessions,
    lateSeconds,
    coalesced,
    fromMs,
    untilMs: plan.untilMs,
    signals: signals.map(({ signal, rows, whyNot }) =>
      summed(signal, rows, whyNot, names, plan.untilMs),
    ),
    aql: queryFor(plan, fromMs),
  };
}

function summed(
  signal: SignalName,
  rows: readonly EventRow[],
  whyNot: WhyNot | null,
  names: ReadonlyMap<number, string>,
  orderedMs: number,
): RunSignal {
  const [first] = rows;
  const starts = rows.map(({ startMs }) => startMs);
  const ends = rows.map(({ endMs = 0 }) => endMs);
  const isThere = first !== undefined;
  return {
    signal,
    logSource: isThere ? (names.get(first.logSourceId) ?? null) : null,
    records: rows.length,
    events: rows.reduce((sum, { eventCount }) => sum + eventCount, 0),
    firstMs: isThere ? Math.min(...starts) : null,
    lastMs: isThere ? Math.max(...starts) : null,
    searchableMs: isThere ? Math.max(orderedMs, ...ends) : null,
    whyNot,
  };
}

/** A query for what a run wrote, and whatever else the host and the two ends did meanwhile. Its values are numbers and parsed addresses. */
function queryFor({ host, target, untilMs }: RangePlan, fromMs: number): string {
  const between =
    target === null
      ? ''
      : ` OR (sourceaddress IN ('${host.address}', '${target}') AND destinationaddress IN ('${host.address}', '${target}'))`;
  return `SELECT starttime, endtime, LOGSOURCENAME(logsourceid) AS "Log Source", QIDNAME(qid) AS "Event Name", sourceaddress, destinationaddress, destinationport, username, eventcount, UTF8(payload) AS "Payload"
FROM events
WHERE logsourceid = ${host.logSourceId}${between}
ORDER BY starttime
LIMIT 500
START ${fromMs} STOP ${untilMs + 1000}`;
}

/** A run as a line of the log; no word of it comes from outside but what an order may hold. */
export function inWords(run: RangeRun, records: number): string {
  const { technique, twin, host, target, marker, sessions, bytes, lateSeconds, coalesced, by } =
    run;
  const missing = run.signals.filter(({ whyNot }) => whyNot !== null).map(({ signal }) => signal);
  const parts = [
    `${records} records`,
    `${sessions} sessions`,
    `${bytes} bytes`,
    ...(lateSeconds > 0 ? [`late by ${lateSeconds} s`] : []),
    ...(coalesced ? ['coalesced'] : []),
    ...(missing.length > 0 ? [`without ${missing.join(', ')}`] : []),
  ];
  const where = `${host.name} (${host.address})${target === null ? '' : ` to ${target}`}`;
  return `attack range: ${twin ? 'the twin of ' : ''}${technique} on ${where}, marker ${marker}: ${parts.join(', ')}; ordered by ${JSON.stringify(by)}`;
}
