import { privateNetworks } from '../../sandbox/data/direction.ts';
import type { ImportResult } from '../../sandbox/data/import/import.ts';
import type { ConsoleStore } from '../../sandbox/sql/store.ts';
import { detectOverStore, type WholeResult } from '../sandbox/data/detection-over-store.ts';
import { essenceOf, findingsFromRows, inOrder } from '../sandbox/data/findings-from-rows.ts';
import { cell, csvRows, describeReal, importRecords } from './real-data.ts';

/**
 * How a flow of the table becomes a QRadar record:
 * - a firewall's closing record (4008 Firewall Session Closed) with wire bytes and packets as its properties;
 *   wire bytes include headers, so a lone SYN counts some bytes sent and none received;
 * - all captures lie in one day, two seconds apart, because the table has no times, and in one domain unless a
 *   test says otherwise;
 * - local is what is private; the label of the packet inspection goes along as a property and is not used.
 */
type Flow = Readonly<Record<string, string>>;

const ports = [20, 21, 69, 139, 445, 990];
const dayStartMs = Date.UTC(2026, 2, 4);
const endMs = dayStartMs + 86_400_000;
const protocolNumbers: Readonly<Record<string, number>> = { TCP: 6, UDP: 17, ICMP: 1, ICMPV6: 58 };

function toRecord(flow: Flow, index: number): Record<string, unknown> {
  return {
    starttime: dayStartMs + index * 2_000,
    sourceip: flow['src_ip'],
    sourceport: cell(flow, 'src_port'),
    destinationip: flow['dst_ip'],
    destinationport: cell(flow, 'dst_port'),
    protocolid: protocolNumbers[flow['l4'] ?? ''] ?? 255,
    category: 4008,
    'Bytes Sent': cell(flow, 'bytes_c2s'),
    'Bytes Received': cell(flow, 'bytes_s2c'),
    'Packets Sent': cell(flow, 'pkts_c2s'),
    'Packets Received': cell(flow, 'pkts_s2c'),
    Label: flow['ndpi_protocol'],
    Capture: flow['capture'],
  };
}

describeReal('ndpi-flows', 'flows labelled by packet inspection', () => {
  let store: ConsoleStore;
  let results: readonly ImportResult[];
  let result: WholeResult;
  let flows: readonly Flow[];

  beforeAll(async () => {
    flows = await csvRows('ndpi-flows', 'flows.csv');
    const imported = await importRecords(flows.map(toRecord), privateNetworks);
    store = imported.store;
    results = imported.results;
    result = await detectOverStore(store, { nowMs: endMs });
  });

  afterAll(() => {
    store.close();
  });

  it('are 9,369, of which four hold addresses that cannot be (two times "::")', () => {
    expect(flows).toHaveLength(9_369);
    expect(results[0]?.loaded).toBe(9_365);
    expect(results[0]?.rejected.map((one) => one.line)).toEqual([3311, 4862, 4880, 6203]);
    expect(results[0]?.rejected.every(({ reason }) => reason.includes('must be an IPv4'))).toBe(
      true,
    );
  });

  it('hold 17 outbound connections to transfer ports, 10 of them one SYN scan', async () => {
    const outbound = await store.rows(
      `SELECT "property capture" AS capture, count(*) AS n FROM events
       WHERE eventdirection = 'L2R' AND destinationport IN (${ports.join(', ')})
       GROUP BY capture ORDER BY n DESC`,
    );
    expect(outbound).toEqual([
      { capture: 'synscan.pcap', n: 10 },
      { capture: 'fuzz-2006-06-26-2594.pcap', n: 6 },
      { capture: 'ftp.pcap', n: 1 },
    ]);
  });

  it('give no finding: no pair has more than two connections, none sent a megabyte', async () => {
    expect(result.rows).toBeGreaterThan(0);
    expect(result.skipped).toEqual([]);
    expect(result.findings).toEqual([]);
    expect(await findingsFromRows(store, result.window)).toEqual([]);
  });

  it('give the scanner as attempts on each port, were it as stubborn as a real one', async () => {
    // Each of the scan's 10 flows twice more, a scanner's retries: 6 connections on each of five ports.
    const scan = flows.filter(
      (flow) => flow['capture'] === 'synscan.pcap' && ports.includes(cell(flow, 'dst_port')),
    );
    const retried = await importRecords([...scan, ...scan, ...scan].map(toRecord), privateNetworks);
    try {
      const { findings, window } = await detectOverStore(retried.store, { nowMs: endMs });
      expect(findings.map((finding) => finding.port).sort((a, b) => a - b)).toEqual([
        20, 21, 139, 445, 990,
      ]);
      expect(findings.every(({ state, risk }) => state === 'attempt' && risk === 'LOW')).toBe(true);
      expect(findings.every(({ connections }) => connections === 6)).toBe(true);
      const direct = await findingsFromRows(retried.store, window);
      expect(inOrder(findings.map(essenceOf))).toEqual(inOrder(direct));
    } finally {
      retried.store.close();
    }
  });

  it('show what a port list claims wrongly and what it misses', () => {
    const isTransfer = (flow: Flow): boolean =>
      /^(FTP_|FTPS|TFTP|SMB|NetBIOS\.SMB)/.test(flow['ndpi_protocol'] ?? '');
    const onPort = flows.filter((flow) => ports.includes(cell(flow, 'dst_port')));
    const labelled = flows.filter(isTransfer);
    expect(onPort).toHaveLength(36);
    expect(onPort.filter((flow) => !isTransfer(flow))).toHaveLength(8);
    expect(labelled.filter((flow) => !onPort.includes(flow))).toHaveLength(23);
  });
});
