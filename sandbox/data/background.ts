import { propertyColumn } from '../sql/schema.ts';
import type { ConsoleStore } from '../sql/store.ts';
import { highLevelOf } from './categories.ts';
import { qids } from './log-sources.ts';
import { eventTraffic, flowTraffic, type EventTraffic, type FlowTraffic } from './traffic.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * How busy the company is in each clock hour (UTC), in slots out of their sum: a choice, with office hours
 * about five times the night.
 */
const hourlySlots = [
  4, 4, 4, 4, 4, 6, 10, 16, 20, 20, 20, 18, 16, 18, 20, 20, 18, 14, 10, 8, 6, 6, 5, 5,
] as const;

/** Offset of IPv4 in the 128-bit address columns (`sandbox/sql/tables.ts`). */
const mapped = '281470681743360::UHUGEINT';

/** What to write: the end of the day (epoch ms), its size as a multiple of the ordinary, and the seed. */
export type BackgroundOptions = {
  readonly endMs: number;
  readonly scale: number;
  readonly seed: number;
};

/**
 * Writes one day of ordinary traffic that ends at `endMs`, by SQL, because a row at a time is too slow for
 * hundreds of thousands. The same options give the same rows. Returns the number of rows written.
 */
export async function writeBackground(
  store: ConsoleStore,
  options: BackgroundOptions,
): Promise<{ events: number; flows: number }> {
  let events = 0;
  let flows = 0;
  for (const traffic of eventTraffic) {
    const sessions = Math.round(traffic.sessions * options.scale);
    await store.execute(eventStatement(traffic, sessions, options));
    events += sessions * phasesOf(traffic).length;
  }
  for (const traffic of flowTraffic) {
    const sessions = Math.round(traffic.sessions * options.scale);
    await store.execute(flowStatement(traffic, sessions, options));
    flows += sessions;
  }
  return { events, flows };
}

function phasesOf(traffic: EventTraffic): readonly ('opened' | 'closed')[] {
  return traffic.opened === null ? ['closed'] : ['opened', 'closed'];
}

function eventStatement(
  traffic: EventTraffic,
  sessions: number,
  options: BackgroundOptions,
): string {
  const byPhase = (opened: string, closed: string): string =>
    traffic.opened === null ? closed : `CASE phase WHEN 0 THEN ${opened} ELSE ${closed} END`;
  const onClose = (expression: string): string => byPhase('NULL', expression);
  const opened = traffic.opened ?? traffic.closed;
  const time = `(moment + phase * (200 + d % 60000)::BIGINT)`;
  const columns: Readonly<Record<string, string>> = {
    starttime: time,
    endtime: time,
    devicetime: time,
    ...endpoints(traffic),
    username: traffic.user,
    logsourceid: String(traffic.logSource.id),
    category: byPhase(String(opened.category), String(traffic.closed.category)),
    qid: byPhase(String(opened.qid), String(traffic.closed.qid)),
    // About one record in forty stands for a few coalesced ones, where the log source coalesces.
    eventcount: traffic.logSource.coalesces
      ? 'CASE WHEN d % 40 = 0 THEN 2 + ((d >> 8) % 9) ELSE 1 END'
      : '1',
    eventdirection: `'${traffic.direction}'`,
    domainid: String(traffic.logSource.domainId),
    magnitude: highLevelOf(traffic.closed.category) === 4000 ? '2 + (d % 3)' : '3',
    payload: `'${traffic.logSource.name} ${traffic.text} session=' || i || ' ' || ${dotted('s')} || ' -> ' || ${dotted('t')}`,
    ...propertyColumns(
      {
        'Bytes Sent': traffic.sent,
        'Bytes Received': traffic.received,
        ...traffic.properties,
      },
      onClose,
    ),
  };
  const phases = phasesOf(traffic).length;
  return insert(
    'events',
    columns,
    `(${numbers(traffic, sessions, options)}), range(${phases}) AS phases(phase)`,
  );
}

function propertyColumns(
  properties: Readonly<Record<string, string>>,
  onClose: (expression: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, expression]) => expression !== 'NULL')
      .map(([name, expression]) => [propertyColumn(name), onClose(expression)]),
  );
}

function flowStatement(traffic: FlowTraffic, sessions: number, options: BackgroundOptions): string {
  const columns: Readonly<Record<string, string>> = {
    starttime: 'moment',
    endtime: '(moment + (d % 60000)::BIGINT)',
    firstpackettime: 'moment',
    lastpackettime: '(moment + (d % 60000)::BIGINT)',
    ...endpoints(traffic),
    sourcebytes: traffic.sent,
    destinationbytes: traffic.received,
    sourcepackets: `1 + (${traffic.sent}) // 1400`,
    destinationpackets: `(${traffic.received} + 1399) // 1400`,
    flowdirection: `'${traffic.direction}'`,
    applicationid: traffic.applicationId,
    flowid: `${flowIdBase(traffic)} + i`,
    category: '4001',
    qid: String(qids.flow.qid),
    severity: '1',
    credibility: '5',
    relevance: '5',
    domainid: String(traffic.domainId),
    flowinterface: traffic.domainId === 0 ? `'edge:span0'` : `'branch:span0'`,
    flowsource: traffic.domainId === 0 ? `'qflow-edge'` : `'qflow-branch'`,
  };
  return insert('flows', columns, `(${numbers(traffic, sessions, options)})`);
}

/** Flow ids of the kinds stay apart, and apart from those of the stories, which start at 1. */
function flowIdBase(traffic: FlowTraffic): number {
  return (flowTraffic.indexOf(traffic) + 1) * 1_000_000_000;
}

type Numbered = Pick<
  EventTraffic,
  'name' | 'source' | 'destination' | 'port' | 'protocolId' | 'direction'
>;

function endpoints(traffic: Numbered): Record<string, string> {
  return {
    protocolid: String(traffic.protocolId),
    sourceip: 's',
    destinationip: 't',
    sourceaddress: `${mapped} + s`,
    destinationaddress: `${mapped} + t`,
    sourceport: traffic.port === 'NULL' ? 'NULL' : '49152 + (d >> 20) % 16000',
    destinationport: traffic.port,
  };
}

/** Session numbers: hashes of the index, a time of the day by the hourly slots, and both addresses. */
function numbers(traffic: Numbered, sessions: number, options: BackgroundOptions): string {
  const slots = daySlots(options.endMs);
  const hash = (salt: string): string => `hash(i, '${traffic.name}-${salt}-${options.seed}')`;
  return `
    SELECT *,
      (${options.endMs - dayMs} + list_value(${slots.join(', ')})[1 + (d % ${slots.length})::INT] * ${hourMs}
        + (d >> 24) % ${hourMs - 61_000})::BIGINT AS moment,
      (${traffic.source})::UINTEGER AS s,
      (${traffic.destination})::UINTEGER AS t
    FROM (SELECT i, ${hash('a')} AS a, ${hash('b')} AS b, ${hash('c')} AS c, ${hash('d')} AS d
          FROM range(${sessions}) AS sessions(i))`;
}

/** The hours of the day before `endMs`, 0 the oldest, each as often as its clock hour has slots. */
function daySlots(endMs: number): number[] {
  return Array.from({ length: 24 }, (_, hour) => {
    const clockHour = new Date(endMs - dayMs + hour * hourMs).getUTCHours();
    return Array.from({ length: hourlySlots[clockHour] ?? 1 }, () => hour);
  }).flat();
}

function dotted(number: string): string {
  return `((${number} >> 24) || '.' || ((${number} >> 16) & 255) || '.' || ((${number} >> 8) & 255) || '.' || (${number} & 255))`;
}

function insert(
  table: 'events' | 'flows',
  columns: Readonly<Record<string, string>>,
  from: string,
): string {
  const names = Object.keys(columns).map((name) => `"${name}"`);
  return `INSERT INTO ${table} (${names.join(', ')}) SELECT ${Object.values(columns).join(', ')} FROM ${from}`;
}
