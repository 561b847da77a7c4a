import { compileAql } from '../sql/compile.ts';
import type { Offense } from '../sql/dimensions.ts';
import type { ConsoleStore } from '../sql/store.ts';

type Row = Readonly<Record<string, unknown>>;

const dayMs = 86_400_000;

/** What tells the records of an offense apart. */
const keys = {
  logSource: 'logsourceid',
  category: 'CATEGORYNAME(category)',
  user: 'username',
  source: 'sourceaddress',
  destination: 'destinationaddress',
  direction: 'eventdirection',
} as const;

/**
 * Gives each offense of a store the numbers that its records have: events, flows, users, remote destinations,
 * categories, log sources, and for one that is indexed on no source the sources. So its page and a search for it say
 * the same. One that began within the last day and has no records there, because its traffic was not loaded, is left
 * out; an older one keeps what was written down. Two queries, whatever the number of offenses, because each one reads
 * the whole day.
 */
export async function countOffenses(store: ConsoleStore, nowMs: number): Promise<void> {
  const { dimensions } = store;
  if (dimensions.offenses.length === 0) return;
  const named = Object.entries(keys).map(([name, aql]) => `${aql} AS ${name}`);
  const events = await ask(store, nowMs, {
    database: 'events',
    items: named,
    counter: 'eventcount',
    groupBy: ` GROUP BY logsourceid, category, username, sourceaddress, destinationaddress, eventdirection`,
  });
  const flows = await ask(store, nowMs, {
    database: 'flows',
    items: [],
    counter: '1',
    groupBy: '',
  });
  const offenses = dimensions.offenses.flatMap((offense) => {
    const seen = counted(offense, events, flows);
    if (seen !== null) return [seen];
    return offense.startMs < nowMs - dayMs ? [offense] : [];
  });
  await store.setDimensions({ ...dimensions, offenses });
}

/** Null without any record. */
function counted(offense: Offense, events: readonly Row[], flows: readonly Row[]): Offense | null {
  const count = (row: Row) => Number(row[counterOf(offense)] ?? 0);
  const sum = (rows: readonly Row[]) => rows.reduce((total, row) => total + count(row), 0);
  const mine = events.filter((row) => count(row) > 0);
  const eventCount = sum(mine);
  const flowCount = sum(flows);
  if (eventCount + flowCount === 0) return null;
  const outbound = mine.filter(({ direction }) => direction === 'L2R' || direction === 'R2R');
  const values = (name: keyof typeof keys, rows = mine) =>
    [...new Set(rows.map((row) => row[name]))].filter((value) => value !== null).sort();
  return {
    ...offense,
    eventCount,
    flowCount,
    usernameCount: values('user').length,
    remoteDestinationCount: values('destination', outbound).length,
    categories: values('category').map(String),
    logSourceIds: values('logSource').map(Number),
    sourceIps: offense.sourceIps.length > 0 ? offense.sourceIps : values('source').map(String),
  };
}

function counterOf({ id }: Offense): string {
  return `of${id}`;
}

/** What belongs to any offense, with one sum for each. */
async function ask(
  store: ConsoleStore,
  nowMs: number,
  what: {
    readonly database: 'events' | 'flows';
    readonly items: readonly string[];
    readonly counter: string;
    readonly groupBy: string;
  },
): Promise<readonly Row[]> {
  const { offenses } = store.dimensions;
  const sums = offenses.map(
    (offense) =>
      `SUM(CASE WHEN INOFFENSE(${offense.id}) THEN ${what.counter} ELSE 0 END) AS ${counterOf(offense)}`,
  );
  const any = offenses.map(({ id }) => `INOFFENSE(${id})`).join(' OR ');
  const items = [...what.items, ...sums].join(', ');
  const startMs = Math.min(...offenses.map((offense) => offense.startMs));
  const aql = `SELECT ${items} FROM ${what.database} WHERE ${any}${what.groupBy} START ${startMs} STOP ${nowMs}`;
  const context = { nowMs, timeZone: 'UTC', defaultWindowMs: 60_000, allowedDomains: null };
  const query = compileAql(aql, { ...context, facts: store });
  return store.rows(query.sql, query.params);
}
