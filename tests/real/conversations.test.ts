import ipaddr from 'ipaddr.js';
import type { Finding } from '../../contract/finding.ts';
import type { ConsoleStore } from '../../sandbox/sql/store.ts';
import { detectOverStore, type WholeResult } from '../sandbox/data/detection-over-store.ts';
import { essenceOf, findingsFromRows, inOrder } from '../sandbox/data/findings-from-rows.ts';
import { conversations, type Conversation } from './conversations.ts';
import { cell, describeReal, importRecords } from './real-data.ts';

/*
 * How a conversation of a trace becomes a QRadar record:
 * - a firewall's closing record (4008 Firewall Session Closed), because its counters are final;
 * - payload bytes are the byte properties, packets the packet properties: both are what a sensor saw;
 * - every trace is a domain of its own, because traces of different laboratories use the same addresses;
 * - all traces are moved to one day, a minute apart, because they are years apart;
 * - nearly all laboratories are private networks, so the serving end of a transfer port is put outside: its
 *   IPv4 address becomes 28.x.y.z with its own last three octets, its IPv6 address 2d00::/16 with its own rest.
 *   What is a server is told by the transfer port it is asked on.
 */

const ports = [20, 21, 69, 139, 445, 990];
const outside = ['!28.0.0.0/8', '!2d00::/16'];
const dayStartMs = Date.UTC(2026, 2, 4);
const endMs = dayStartMs + 86_400_000;

function putOutside(address: string): string {
  const bytes = ipaddr.parse(address).toByteArray();
  const front = bytes.length === 4 ? [28] : [0x2d, 0x00];
  return ipaddr.fromByteArray([...front, ...bytes.slice(front.length)]).toString();
}

function isTransfer(row: Conversation): boolean {
  return ports.includes(cell(row, 'dst_port'));
}

function toRecords(rows: readonly Conversation[]): Record<string, unknown>[] {
  const captures = [...new Set(rows.map((row) => row['capture'] ?? ''))];
  const end = (row: Conversation, name: string): string =>
    `${row['capture'] ?? ''} ${row[name] ?? ''}`;
  const servers = new Set(rows.filter(isTransfer).map((row) => end(row, 'dst_ip')));
  const clients = new Set(rows.filter(isTransfer).map((row) => end(row, 'src_ip')));
  const place = (row: Conversation, name: 'src_ip' | 'dst_ip'): string => {
    const serves = servers.has(end(row, name)) && !clients.has(end(row, name));
    const asked = name === 'dst_ip' && isTransfer(row);
    return serves || asked ? putOutside(row[name] ?? '') : (row[name] ?? '');
  };
  return rows.map((row, index) => ({
    starttime: dayStartMs + index * 60_000,
    domainid: captures.indexOf(row['capture'] ?? ''),
    sourceip: place(row, 'src_ip'),
    sourceport: cell(row, 'src_port'),
    destinationip: place(row, 'dst_ip'),
    destinationport: cell(row, 'dst_port'),
    protocolid: row['l4'],
    category: 4008,
    'Bytes Sent': cell(row, 'payload_bytes_c2s'),
    'Bytes Received': cell(row, 'payload_bytes_s2c'),
    'Packets Sent': cell(row, 'pkts_c2s'),
    'Packets Received': cell(row, 'pkts_s2c'),
    Trace: row['capture'],
  }));
}

describeReal('ft-conversations', 'conversations with known bytes', () => {
  let rows: Conversation[];
  let store: ConsoleStore;
  let result: WholeResult;
  let captures: string[];

  beforeAll(async () => {
    rows = await conversations();
    captures = [...new Set(rows.map((row) => row['capture'] ?? ''))];
    const imported = await importRecords(toRecords(rows), outside);
    store = imported.store;
    expect(imported.results[0]?.rejected).toEqual([]);
    result = await detectOverStore(store, { nowMs: endMs });
  });

  afterAll(() => {
    store.close();
  });

  const findingOf = (capture: string, port: number): Finding => {
    const domain = captures.indexOf(capture);
    const found = result.findings.filter((one) => one.domain.id === domain && one.port === port);
    const [finding] = found.sort((a, b) => b.connections - a.connections);
    if (!finding) throw new Error(`Nothing found in ${capture}.`);
    return finding;
  };

  it('are 671 different ones, 236 of them to transfer ports', () => {
    expect(rows).toHaveLength(671);
    expect(rows.filter(isTransfer)).toHaveLength(236);
  });

  it('give the pairs above the threshold with exactly the bytes of their traces', () => {
    const truth = new Map<string, { connections: number; sent: number; received: number }>();
    for (const row of rows.filter(isTransfer)) {
      const key = ['capture', 'src_ip', 'dst_ip', 'dst_port', 'l4']
        .map((name) => row[name])
        .join(' ');
      const before = truth.get(key) ?? { connections: 0, sent: 0, received: 0 };
      truth.set(key, {
        connections: before.connections + 1,
        sent: before.sent + cell(row, 'payload_bytes_c2s'),
        received: before.received + cell(row, 'payload_bytes_s2c'),
      });
    }
    const expected = [...truth.values()].filter(
      (pair) => pair.connections > 3 || Math.max(pair.sent, pair.received) > 2 ** 20,
    );
    const pairs = result.findings.filter((finding) => finding.kind === 'pair');
    const numbers = pairs.map((finding) => ({
      connections: finding.connections,
      sent: finding.sent?.bytes,
      received: finding.received?.bytes,
    }));
    const sorted = (list: readonly unknown[]): string[] =>
      list.map((one) => JSON.stringify(one)).sort();
    expect(expected).toHaveLength(10);
    expect(sorted(numbers)).toEqual(sorted(expected));
  });

  it('equal what a few lines compute straight from the rows', async () => {
    const direct = await findingsFromRows(store, result.window);
    expect(inOrder(result.findings.map(essenceOf))).toEqual(inOrder(direct));
  });

  it('rate the largest upload, 1,516,006 bytes in one SMB session, MEDIUM for its volume', () => {
    const finding = findingOf('smb2-03-rule/smb2.pcap', 445);
    expect(finding).toMatchObject({
      connections: 1,
      risk: 'MEDIUM',
      state: 'moving',
      protocol: 'SMB',
    });
    expect(finding.sent?.bytes).toBe(1_516_006);
    expect(finding.corrections).toContain('volume-counts');
  });

  it('show a password guesser as many sessions that move no data', () => {
    expect(findingOf('bruteforce.pcap', 21)).toMatchObject({
      connections: 30,
      risk: 'LOW',
      state: 'established',
      protocol: 'FTP',
    });
  });

  it('see the IPv6 sessions and the two TFTP requests below the threshold', async () => {
    const [below] = await store.rows(
      `SELECT count(*) FILTER (WHERE sourceip = 0) AS v6,
              count(*) FILTER (WHERE destinationport = 69 AND protocolid = 17) AS tftp
       FROM events WHERE eventdirection = 'L2R' AND destinationport IN (${ports.join(', ')})`,
    );
    expect(below?.['v6']).toBeGreaterThan(3);
    expect(below?.['tftp']).toBe(2);
    expect(result.findings.filter((finding) => finding.port === 69)).toEqual([]);
  });

  it('keep every active data connection inbound, so its bytes are in no finding', async () => {
    const active = await store.rows(
      `SELECT eventdirection, count(*) AS n FROM events
       WHERE sourceport = 20 GROUP BY eventdirection ORDER BY n`,
    );
    // The 29th is a loopback trace: client and server share one address, so the mapping keeps both inside.
    expect(active).toEqual([
      { eventdirection: 'L2L', n: 1 },
      { eventdirection: 'R2L', n: 28 },
    ]);
  });
});
