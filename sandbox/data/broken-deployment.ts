import { mappedBase, parseCidr, type AddressRange } from '../sql/addresses.ts';
import type { CustomProperty } from '../sql/custom-property.ts';
import { propertyColumn } from '../sql/schema.ts';
import type { ConsoleStore, EventRow } from '../sql/store.ts';
import { lowLevelCategories } from './categories.ts';
import { coalesce, intervalMs, storedSingly, type Coalesced } from './coalesce.ts';
import { logSources, type LogSourceRow } from './log-sources.ts';
import { domains, networks } from './networks.ts';

const hourMs = 3_600_000;

/** Where the counters of bytes went: names that nobody's defaults have, and that say what they count. */
const renamed = {
  'Bytes Sent': 'Octets Out',
  'Bytes Received': 'Octets In',
  Bytes: 'Octets Total',
} as const;

/** The firewall whose sessions arrive in a category that stands for no connection, … */
const miscategorised = logSources.paEdge;
const otherCategory = categoryNamed('Misc Network Communication Event');
/** … the one that fell silent, and for how long: since the evening before, for whoever looks in the morning. */
const silent = logSources.cpCore;
const silentMs = 12 * hourMs;

/** All that somebody entered of the network hierarchy. */
const enteredNetworks: readonly string[] = ['Guest_Wireless', 'Own_Public'];

/** Categories of sessions, of which that firewall's have another one there. */
const sessionCategories: readonly number[] = [4002, 4007, 4008];

/** How that console reads a record which arrives after it was loaded: with counters and category where the others have them. */
export function parsedWhereBroken(row: EventRow): EventRow {
  const names: Readonly<Record<string, string>> = renamed;
  const properties = Object.fromEntries(
    Object.entries(row.properties ?? {}).map(([name, value]) => [names[name] ?? name, value]),
  );
  const isOther = row.logSourceId === miscategorised.id && sessionCategories.includes(row.category);
  return { ...row, properties, category: isOther ? otherCategory : row.category };
}

/**
 * Makes a loaded company's day one of a console that was never set up for the rule: both usual spellings of the byte
 * properties exist and are empty while others are filled, one firewall's sessions have another category, log sources
 * coalesce, the network hierarchy is nearly empty, and one firewall is silent. `endMs`: epoch ms, the end of the day.
 * Returns how many events are left.
 */
export async function breakDeployment(store: ConsoleStore, endMs: number): Promise<number> {
  await coalesceAll(store);
  await store.addProperties(
    [...Object.values(renamed), 'BytesSent', 'BytesReceived'].map(numericProperty),
  );
  const moved = Object.entries(renamed).flatMap(([from, to]) => [
    `${columnOf(to)} = ${columnOf(from)}`,
    `${columnOf(from)} = NULL`,
  ]);
  await store.execute(`UPDATE events SET ${moved.join(', ')}`);
  // A denied connection is told as such all the same.
  await store.execute(
    `UPDATE events SET category = ${otherCategory}
     WHERE logsourceid = ${miscategorised.id} AND category IN (${sessionCategories.join(', ')})`,
  );
  await store.execute(
    `DELETE FROM events WHERE logsourceid = ${silent.id} AND starttime >= ${endMs - silentMs}`,
  );
  for (const [table, column] of [
    ['events', 'eventdirection'],
    ['flows', 'flowdirection'],
  ] as const)
    await store.execute(
      `UPDATE ${table} SET ${column} =
         (CASE WHEN ${isLocal('sourceaddress')} THEN 'L' ELSE 'R' END) || '2' ||
         (CASE WHEN ${isLocal('destinationaddress')} THEN 'L' ELSE 'R' END)`,
    );
  const { dimensions } = store;
  await store.setDimensions({
    ...dimensions,
    networks: dimensions.networks.filter(({ name }) => enteredNetworks.includes(name)),
    logSources: dimensions.logSources.map((row) => ({
      ...row,
      coalesceEvents: true,
      ...(row.id === silent.id ? { status: 'ERROR', lastEventTimeMs: endMs - silentMs } : {}),
    })),
  });
  const [left] = await store.rows('SELECT count(*) AS events FROM events');
  return Number(left?.['events']);
}

/** What a record shares with those it is folded with: its log source, and the key of coalescing. */
const foldedBy = 'logsourceid, qid, sourceaddress, destinationaddress, destinationport, username';

/** Each log source coalesces what is stored of it, whatever it does on a healthy console; what was folded before stays as it is. */
async function coalesceAll(store: ConsoleStore): Promise<void> {
  // A key with no more records in any ten seconds than are stored singly folds none of them.
  const bursts = await store.rows(`
    SELECT id, logsourceid, qid, sourceaddress::VARCHAR AS source, destinationaddress::VARCHAR AS destination,
      destinationport, username, starttime, endtime, eventcount
    FROM (
      SELECT rowid AS id, *,
        lead(starttime, ${storedSingly}) OVER (PARTITION BY ${foldedBy} ORDER BY starttime) - starttime AS span
      FROM events
    )
    QUALIFY min(span) OVER (PARTITION BY ${foldedBy}) < ${intervalMs}
    ORDER BY starttime, id`);
  const whole = bursts.map((row): Stored => {
    const port = row['destinationport'];
    const user = row['username'];
    return {
      id: Number(row['id']),
      logSourceId: Number(row['logsourceid']),
      qid: Number(row['qid']),
      source: String(row['source']),
      destination: String(row['destination']),
      destinationPort: port === null ? null : Number(port),
      username: typeof user === 'string' ? user : null,
      startMs: Number(row['starttime']),
      endMs: Number(row['endtime']),
      eventCount: Number(row['eventcount']),
    };
  });
  const ofSources = Map.groupBy(whole, ({ logSourceId }) => logSourceId);
  const left = [...ofSources.values()].flatMap((own) => coalesce(own));
  if (left.length === whole.length) return;
  const kept = new Set(left.map(({ id }) => id));
  const folded = whole.filter(({ id }) => !kept.has(id));
  const counts = left.map(({ id, eventCount, endMs }) => `(${id}, ${eventCount}, ${endMs})`);
  await store.execute(
    `UPDATE events SET eventcount = left_of.events, endtime = left_of.ends
     FROM (VALUES ${counts.join(', ')}) AS left_of(id, events, ends) WHERE events.rowid = left_of.id`,
  );
  await store.execute(
    `DELETE FROM events WHERE rowid IN (${folded.map(({ id }) => id).join(', ')})`,
  );
}

/** A stored record as far as coalescing looks at it; `id` is its row. */
type Stored = Coalesced & { readonly id: number; readonly logSourceId: number };

function numericProperty(name: string): CustomProperty {
  return { name, type: 'numeric', enabled: true, useForRuleEngine: true };
}

function columnOf(property: string): string {
  return `"${propertyColumn(property)}"`;
}

/** Whether an address column lies in what was entered of its domain's hierarchy; SQL. */
function isLocal(column: string): string {
  const entered = networks.filter(({ name }) => enteredNetworks.includes(name));
  const ofDomains = domains.map(({ id }) => {
    const ranges = entered.filter(({ domainId }) => domainId === id).map(({ cidr }) => cidr);
    const isIn = ranges.map((cidr) => within(column, parseCidr(cidr), cidr));
    return `(domainid = ${id} AND (${['false', ...isIn].join(' OR ')}))`;
  });
  return `(${ofDomains.join(' OR ')})`;
}

function within(column: string, range: AddressRange | null, cidr: string): string {
  if (range === null) throw new RangeError(`"${cidr}" is not a CIDR block.`);
  const wide = (value: number | bigint) =>
    range.family === 4 ? mappedBase + BigInt(value) : BigInt(value);
  return `${column} BETWEEN ${wide(range.low)}::UHUGEINT AND ${wide(range.high)}::UHUGEINT`;
}

function categoryNamed(name: string): number {
  const found = lowLevelCategories.find((category) => category.name === name);
  if (!found) throw new RangeError(`There is no low-level category "${name}".`);
  return found.id;
}

/** What is wrong with the console, for whoever checks that it is found. */
export const faults: {
  readonly sentProperty: string;
  readonly category: number;
  readonly miscategorised: LogSourceRow;
  readonly silent: LogSourceRow;
} = { sentProperty: renamed['Bytes Sent'], category: otherCategory, miscategorised, silent };
