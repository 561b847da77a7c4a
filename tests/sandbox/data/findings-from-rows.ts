import ipaddr from 'ipaddr.js';
import type { Finding } from '../../../contract/finding.ts';
import type { ConsoleStore } from '../../../sandbox/sql/store.ts';

/** What a finding comes down to: key, count, bytes. Times and words are left to other tests. */
export type Essence = readonly [
  domainId: number,
  source: string,
  destination: string | null,
  port: number,
  transport: string,
  connections: number,
  sentBytes: number | null,
];

type Row = { readonly [column: string]: unknown };
type Counts = {
  readonly connections: number;
  readonly sent: number | null;
  readonly received: number | null;
  readonly total: number | null;
};
type Group = Map<string, Counts>;

const closed = new Set([4008, 4017, 18011, 18068, 18184, 18216, 18280]);
const open = new Set([4002, 4007, 4014, 4016, 18010, 18067, 18183, 18215, 18279]);
const progress = 4021;

/**
 * The findings computed straight from the rows of a store, without AQL and without a line of the app: pairs
 * above 3 connections or 1 MiB sent, received or in both directions, then sources with more than 5 destinations left over, or with several that together got 1 MiB. A session counts once however often a log source writes about it, and once over log
 * sources and flow sources. Knows the categories that the scenarios and importers use.
 */
export async function findingsFromRows(
  store: ConsoleStore,
  window: { readonly startMs: number; readonly stopMs: number },
  {
    flows = true,
    eachIsOne = false,
  }: {
    readonly flows?: boolean;
    /** Workers that share the load write one record about a connection, whatever became of it. */
    readonly eachIsOne?: boolean;
  } = {},
): Promise<Essence[]> {
  const has = (name: string) => store.properties.some((one) => one.name.toLowerCase() === name);
  const counters = Object.entries({
    sent: 'bytes sent',
    received: 'bytes received',
    total: 'bytes',
    packets: 'packets sent',
    packetsback: 'packets received',
  })
    .map(([alias, name]) => `${has(name) ? `"property ${name}"` : 'NULL'} AS ${alias}`)
    .join(', ');
  const rows = await store.rows(
    `SELECT domainid, sourceaddress::VARCHAR AS s, destinationaddress::VARCHAR AS t, destinationport,
            protocolid, logsourceid, category, eventcount, ${counters}
     FROM events WHERE eventdirection = 'L2R' AND destinationport IN (20, 21, 69, 139, 445, 990)
       AND starttime >= ${window.startMs} AND starttime < ${window.stopMs}`,
  );
  const pairs = new Map<string, Group>();
  for (const row of rows) {
    const told = phaseOf(Number(row['category']));
    const phase = told !== null && eachIsOne ? 'closed' : told;
    if (phase === null || !isGlobal(addressOf(row['t']))) continue;
    const pair = [row['domainid'], row['s'], row['t'], row['destinationport'], row['protocolid']];
    const group = groupOf(pairs, pair.join(' '));
    const key = eachIsOne ? phase : `${String(row['logsourceid'])} ${phase}`;
    const before = group.get(key);
    group.set(key, {
      connections: (before?.connections ?? 0) + Number(row['eventcount']),
      sent: plus(before?.sent ?? null, believed(row['sent'], row['packets'])),
      received: plus(before?.received ?? null, believed(row['received'], row['packetsback'])),
      total: plus(before?.total ?? null, believed(row['total'], null)),
    });
  }
  if (flows) for (const row of await flowPairs(store, window)) addFlows(pairs, row);
  return judge(pairs);
}

function flowPairs(
  store: ConsoleStore,
  window: { readonly startMs: number; readonly stopMs: number },
): Promise<Row[]> {
  return store.rows(
    `SELECT domainid, sourceaddress::VARCHAR AS s, destinationaddress::VARCHAR AS t, destinationport,
            protocolid, flowsource, count(DISTINCT flowid) AS connections, sum(sourcebytes) AS sent,
            sum(destinationbytes) AS received
     FROM flows WHERE flowdirection = 'L2R' AND destinationport IN (20, 21, 69, 139, 445, 990)
       AND starttime >= ${window.startMs} AND starttime < ${window.stopMs} GROUP BY ALL`,
  );
}

function addFlows(pairs: Map<string, Group>, row: Row): void {
  if (!isGlobal(addressOf(row['t']))) return;
  const pair = [row['domainid'], row['s'], row['t'], row['destinationport'], row['protocolid']];
  groupOf(pairs, pair.join(' ')).set(`${String(row['flowsource'])} flows`, {
    connections: Number(row['connections']),
    sent: Number(row['sent']),
    received: Number(row['received']),
    total: null,
  });
}

/** The same of findings that the app made. */
export function essenceOf(finding: Finding): Essence {
  return [
    finding.domain.id,
    canonical(finding.source),
    finding.destination === null ? null : canonical(finding.destination),
    finding.port,
    finding.transport ?? '',
    finding.connections,
    finding.sent?.bytes ?? null,
  ];
}

/** An order for comparing lists. */
export function inOrder(essences: readonly Essence[]): Essence[] {
  return [...essences].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function judge(pairs: ReadonlyMap<string, Group>): Essence[] {
  const found: Essence[] = [];
  const left = new Map<string, Counts[]>();
  for (const [key, group] of pairs) {
    const [domain = '', source = '', destination = '', port = '', protocol = ''] = key.split(' ');
    const { connections, sent, received, total } = sumUp(group);
    const most = Math.max(sent ?? 0, received ?? 0, total ?? 0);
    const transport = protocol === '6' ? 'tcp' : protocol === '17' ? 'udp' : protocol;
    const origin = [domain, source, port, transport].join(' ');
    if (connections > 3 || most > 1_048_576) {
      const ends = [canonicalOf(source), canonicalOf(destination)] as const;
      found.push([Number(domain), ...ends, Number(port), transport, connections, sent]);
    } else left.set(origin, [...(left.get(origin) ?? []), { connections, sent, received, total }]);
  }
  for (const [origin, pooled] of left) {
    const [domain = '', source = '', port = '', transport = ''] = origin.split(' ');
    const connections = pooled.reduce((sum, pair) => sum + pair.connections, 0);
    const sent = pooled.reduce<number | null>((sum, pair) => plus(sum, pair.sent), null);
    const isMuch = pooled.length > 1 && (sent ?? 0) > 1_048_576;
    if (pooled.length <= 5 && !isMuch) continue;
    found.push([
      Number(domain),
      canonicalOf(source),
      null,
      Number(port),
      transport,
      connections,
      sent,
    ]);
  }
  return found;
}

function sumUp(group: Group): Counts {
  const all = [...group];
  const sessions = all.filter(([key]) => !key.endsWith('progress'));
  const counted = (sessions.length > 0 ? sessions : all).map(([, one]) => one.connections);
  const most = (counter: 'sent' | 'received' | 'total') => {
    const known = all.flatMap(([, one]) => one[counter] ?? []);
    return known.length === 0 ? null : Math.max(...known);
  };
  return {
    connections: Math.max(...counted),
    sent: most('sent'),
    received: most('received'),
    total: most('total'),
  };
}

function phaseOf(category: number): string | null {
  if (closed.has(category)) return 'closed';
  if (open.has(category)) return 'open';
  return category === progress ? 'progress' : null;
}

function believed(bytes: unknown, packets: unknown): number | null {
  if (typeof bytes !== 'number' || bytes < 0) return null;
  return typeof packets === 'number' && packets > 0 && bytes > packets * 65_535 ? null : bytes;
}

function plus(a: number | null, b: number | null): number | null {
  return a === null ? b : a + (b ?? 0);
}

function groupOf(pairs: Map<string, Group>, key: string): Group {
  const known = pairs.get(key);
  if (known) return known;
  const made: Group = new Map();
  pairs.set(key, made);
  return made;
}

/** The stored 128-bit number as an address; IPv4 is stored in its mapped form. */
function addressOf(stored: unknown): ipaddr.IPv4 | ipaddr.IPv6 {
  const hex = BigInt(String(stored)).toString(16).padStart(32, '0');
  const bytes = (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return ipaddr.process(ipaddr.fromByteArray(bytes).toString());
}

function canonicalOf(stored: string): string {
  return addressOf(stored).toString();
}

function canonical(address: string): string {
  return ipaddr.process(address).toString();
}

function isGlobal(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.range() === 'unicast';
}
