import { compileAql } from '../sandbox/sql/compile.ts';
import { ConsoleStore } from '../sandbox/sql/store.ts';
import { figure, median, round, type Bench } from './figure.ts';

/** Records in the table: a busy day of a mid-size console. The goal speaks of the first. */
const eventCounts = { full: 5_000_000, small: 200_000 } as const;
/** AQL may take this many times what hand-written SQL takes. */
const goal = 1.1;
/** Pairs of runs; the figure is the median of their ratios, which a busy machine moves least. */
const pairs = 21;
/** Pairs that only warm caches and are not counted. */
const warmUp = 3;

const nowMs = 1_741_079_400_000;
const dayMs = 86_400_000;

/**
 * Synthetic records over a day: 20,000 sources in 10/8, destinations of which a third
 * are private, eight ports, forty categories. Everything follows from the row number.
 */
const fill = (eventCount: number) => `
  INSERT INTO events (starttime, endtime, devicetime, protocolid, sourceip, destinationip,
    sourceaddress, destinationaddress, sourceport, destinationport, username, logsourceid,
    category, qid, eventcount, eventdirection, domainid)
  SELECT start, start, start, 6, source, destination,
    281470681743360::UHUGEINT + source, 281470681743360::UHUGEINT + destination,
    (1024 + hash(n * 17) % 60000)::INTEGER,
    [20, 21, 69, 139, 445, 990, 443, 80][(1 + hash(n * 3) % 8)::BIGINT],
    CASE WHEN n % 3 = 0 THEN 'user' || (hash(n * 13) % 500)::VARCHAR END,
    (hash(n * 5) % 30)::INTEGER, (4000 + hash(n * 11) % 40)::INTEGER, 0,
    (1 + hash(n * 7) % 3)::INTEGER,
    ['L2R', 'L2L', 'R2L'][(1 + hash(n * 19) % 3)::BIGINT], (hash(n * 23) % 2)::INTEGER
  FROM (
    SELECT n, ${nowMs} - (n * ${dayMs}::BIGINT) // ${eventCount} AS start,
      (167772160 + hash(n * 29) % 20000)::UINTEGER AS source,
      CASE WHEN hash(n * 31) % 3 = 0 THEN (3232235520 + hash(n * 37) % 65536)::UINTEGER
        ELSE (16777216 + hash(n * 41) % 5000)::UINTEGER END AS destination
    FROM range(${eventCount}) t(n)
  )`;

/** The question: who sent what where on file-transfer ports, grouped, filtered, the top thousand. */
const aql = `
  SELECT sourceip, destinationip, destinationport, SUM(eventcount) AS connections,
    MIN(starttime) AS first_seen, MAX(starttime) AS last_seen
  FROM events
  WHERE destinationport IN (20, 21, 69, 139, 445, 990) AND eventdirection = 'L2R'
    AND category IN (4002, 4007, 4012, 4014, 4016, 4025, 4031)
    AND NOT (INCIDR('10.0.0.0/8', destinationip) OR INCIDR('172.16.0.0/12', destinationip)
      OR INCIDR('192.168.0.0/16', destinationip) OR INCIDR('127.0.0.0/8', destinationip)
      OR INCIDR('169.254.0.0/16', destinationip) OR INCIDR('100.64.0.0/10', destinationip))
  GROUP BY sourceip, destinationip, destinationport
  HAVING connections > 1
  ORDER BY connections DESC, sourceip, destinationip, destinationport
  LIMIT 1000
  LAST 20 HOURS`;

/** The same question as a person who knows DuckDB and the table would write it. */
const handWritten = `
  SELECT ipv4_text(sourceip) AS sourceip, ipv4_text(destinationip) AS destinationip,
    destinationport, connections, first_seen, last_seen
  FROM (
    SELECT sourceip, destinationip, destinationport,
      sum(eventcount)::DOUBLE AS connections, min(starttime)::DOUBLE AS first_seen,
      max(starttime)::DOUBLE AS last_seen
    FROM events
    WHERE starttime >= ${nowMs - 20 * 3_600_000} AND starttime <= ${nowMs}
      AND destinationport IN (20, 21, 69, 139, 445, 990) AND eventdirection = 'L2R'
      AND category IN (4002, 4007, 4012, 4014, 4016, 4025, 4031)
      AND NOT (destinationip BETWEEN 167772160 AND 184549375
        OR destinationip BETWEEN 2886729728 AND 2887778303
        OR destinationip BETWEEN 3232235520 AND 3232301055
        OR destinationip BETWEEN 2130706432 AND 2147483647
        OR destinationip BETWEEN 2851995648 AND 2852061183
        OR destinationip BETWEEN 1681915904 AND 1686110207)
    GROUP BY sourceip, destinationip, destinationport
    HAVING sum(eventcount) > 1
    ORDER BY connections DESC, events.sourceip, events.destinationip, destinationport
    LIMIT 1000)`;

/**
 * Compiled AQL against hand-written DuckDB SQL on the same question and data, in one process and
 * in alternation: the median of the pairs' ratios, beside the medians of both and of the compile time
 * within, in milliseconds.
 * Throws when the two do not return the same rows.
 */
export const aqlBench: Bench = async ({ size, tell }) => {
  const events = eventCounts[size];
  const store = await ConsoleStore.open();
  try {
    await store.execute(fill(events));
    tell(`${events} records, ${pairs} pairs`);
    const { rows, times } = await alternate(store);
    const ratios = times.aql.map((each, index) => each / (times.sql[index] ?? NaN));
    const ratio = figure(median(ratios), goal, {
      events,
      rows,
      pairs,
      aqlMs: round(median(times.aql)),
      handWrittenMs: round(median(times.sql)),
      compileMs: round(median(times.compile)),
    });
    tell(`ratio ${ratio.value}`);
    return { ratio };
  } finally {
    store.close();
  }
};

type Times = { readonly aql: number[]; readonly sql: number[]; readonly compile: number[] };

/** Runs both in pairs and drops the times of the first ones. */
async function alternate(store: ConsoleStore): Promise<{ rows: number; times: Times }> {
  const times: Times = { aql: [], sql: [], compile: [] };
  const both = [() => runAql(store, times), () => runSql(store, times)] as const;
  let rows = 0;
  for (let pair = 0; pair < warmUp + pairs; pair += 1) {
    // Which of the two goes first alternates, so that neither profits from the other.
    const [first, second] = pair % 2 === 0 ? both : [both[1], both[0]];
    const [one, two] = [await first(), await second()];
    if (JSON.stringify(one) !== JSON.stringify(two)) {
      throw new Error('Compiled AQL and hand-written SQL answer differently.');
    }
    rows = one.length;
  }
  const { aql: ofAql, sql, compile } = times;
  const counted = (values: number[]) => values.slice(warmUp);
  return { rows, times: { aql: counted(ofAql), sql: counted(sql), compile: counted(compile) } };
}

async function runAql(store: ConsoleStore, times: Times): Promise<unknown[]> {
  const begun = performance.now();
  const compiled = compileAql(aql, {
    nowMs,
    timeZone: 'UTC',
    defaultWindowMs: 60_000,
    allowedDomains: null,
    facts: store,
  });
  times.compile.push(performance.now() - begun);
  const rows = await store.rows(compiled.sql, compiled.params);
  times.aql.push(performance.now() - begun);
  return rows;
}

async function runSql(store: ConsoleStore, times: Times): Promise<unknown[]> {
  const begun = performance.now();
  const rows = await store.rows(handWritten);
  times.sql.push(performance.now() - begun);
  return rows;
}
