import { companyDimensions } from '../sandbox/data/company.ts';
import { companyProperties } from '../sandbox/data/properties.ts';
import type { ConsoleStore } from '../sandbox/sql/store.ts';

/** A day that the detection answers with a known number of rows. */
export type DayOfRows = {
  /** Rows that the query `connections` gives: groups of one source, destination, port, user and so on. */
  readonly rows: number;
  /** Records that the detection passes over. */
  readonly otherEvents: number;
  /** Where the day ends, epoch ms. */
  readonly endMs: number;
};

/** A group is an opened and a closed session record, as firewalls log them. */
const recordsPerRow = 2;
/** Destinations that one source talks to: a card of ten connections is a full one. */
const rowsPerSource = 10;

/**
 * Fills an empty console with such a day, in the company's log sources, categories and properties.
 * Every row is a pair of addresses of its own with more than three connections, a user for two of three and
 * byte counters; so every row is a finding, as far as the app's settings let it show them.
 */
export async function fillDay(store: ConsoleStore, day: DayOfRows): Promise<void> {
  await store.addProperties(companyProperties);
  await store.setDimensions(companyDimensions(day.endMs));
  await store.execute(transfers(day));
  await store.execute(others(day));
}

/** Over 20 of the 24 hours that a run looks at, so that none leaves them while runs are repeated. */
function startOf(n: string, count: number, endMs: number): string {
  return `${endMs - 60_000}::BIGINT - (${n} * 72_000_000::BIGINT) // ${Math.max(1, count)}`;
}

/** Everything follows from the number of the row; `category` 4002 is Firewall Permit. */
function transfers({ rows, endMs }: DayOfRows): string {
  return `
  INSERT INTO events (starttime, endtime, devicetime, protocolid, sourceip, destinationip,
    sourceaddress, destinationaddress, sourceport, destinationport, username, logsourceid,
    category, qid, eventcount, eventdirection, domainid, "property bytes sent",
    "property bytes received", "property packets sent", "property packets received")
  SELECT start, start, start, 6, source, destination,
    281470681743360::UHUGEINT + source, 281470681743360::UHUGEINT + destination,
    (1024 + hash(n, part) % 60000)::INTEGER, [21, 445, 139, 990][1 + n % 4],
    CASE WHEN n % 3 > 0 THEN 'user' || (n // ${rowsPerSource})::VARCHAR END,
    [101, 102, 103][1 + n % 3], 4002, 0, 2 + part, 'L2R', 0,
    (hash(n * 3, part) % 3000000)::DOUBLE, (hash(n * 5, part) % 90000)::DOUBLE, 3000, 300
  FROM (
    SELECT n, part, ${startOf('n', rows, endMs)} AS start,
      (167772160 + n // ${rowsPerSource})::UINTEGER AS source,
      (16777216 + n)::UINTEGER AS destination
    FROM range(${rows}) r(n), range(${recordsPerRow}) p(part)
  )`;
}

/** Web traffic: what a console holds most of. */
function others({ otherEvents, endMs }: DayOfRows): string {
  return `
  INSERT INTO events (starttime, endtime, devicetime, protocolid, sourceip, destinationip,
    sourceaddress, destinationaddress, sourceport, destinationport, username, logsourceid,
    category, qid, eventcount, eventdirection, domainid)
  SELECT start, start, start, 6, source, destination,
    281470681743360::UHUGEINT + source, 281470681743360::UHUGEINT + destination,
    (1024 + hash(n) % 60000)::INTEGER, [80, 443][1 + n % 2], NULL, 101, 4002, 0, 1, 'L2R', 0
  FROM (
    SELECT n, ${startOf('n', otherEvents, endMs)} AS start,
      (167772160 + hash(n * 3) % 20000)::UINTEGER AS source,
      (16777216 + hash(n * 7) % 500000)::UINTEGER AS destination
    FROM range(${otherEvents}) r(n)
  )`;
}
