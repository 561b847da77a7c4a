import fc from 'fast-check';
import { aliases } from '../../../../app/detection/aql/columns.ts';
import { flowKindOf, flowReporterId } from '../../../../app/detection/flows/reporters.ts';
import { readFlow } from '../../../../app/detection/flows/rows.ts';
import type { ConnectionRow } from '../../../../app/detection/rows/rows.ts';
import { noonMs } from '../builders.ts';

/** A row of the flows query as Ariel returns it: four connections, aggregates as doubles. */
function flowRow(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    [aliases.domain]: 0,
    [aliases.source]: '10.1.2.3',
    [aliases.sourceV6]: '0:0:0:0:0:0:0:0',
    [aliases.destination]: '93.184.216.34',
    [aliases.destinationV6]: '0:0:0:0:0:0:0:0',
    [aliases.destinationPort]: 21,
    [aliases.transport]: 6,
    [aliases.flowSource]: 'qflow',
    [aliases.flowType]: 0,
    [aliases.records]: 9.0,
    [aliases.connections]: 4.0,
    [aliases.sent]: 1000.0,
    [aliases.sentLargest]: 300.0,
    [aliases.received]: 2000.0,
    [aliases.sentPackets]: 20.0,
    [aliases.receivedPackets]: 30.0,
    [aliases.firstSeen]: noonMs,
    [aliases.lastSeen]: noonMs + 60_000,
    ...change,
  };
}

function aliasOf(name: string): string {
  const found = Object.entries(aliases).find(([key]) => key === name);
  if (!found) throw new Error(name);
  return found[1];
}

function read(change: Readonly<Record<string, unknown>> = {}): ConnectionRow {
  const row = readFlow(flowRow(change));
  if (typeof row === 'string') throw new Error(row);
  return row;
}

describe('rows of the flows query', () => {
  test('are what one more reporter says of a pair', () => {
    expect(read()).toEqual({
      domainId: 0,
      source: '10.1.2.3',
      destination: '93.184.216.34',
      port: 21,
      protocolId: 6,
      phase: 'opening',
      logSourceId: flowReporterId('qflow', 'flow'),
      logSourceName: 'qflow',
      user: null,
      connections: 4,
      records: 4,
      sentBytes: 1_000,
      sentImpossible: false,
      sentLargest: 300,
      sentPackets: 20,
      receivedBytes: 2_000,
      receivedImpossible: false,
      totalBytes: null,
      totalImpossible: false,
      firstMs: noonMs,
      lastMs: noonMs + 60_000,
    });
  });

  test('have their address in the field of its kind', () => {
    expect(
      read({
        [aliases.source]: '0.0.0.0',
        [aliases.sourceV6]: '2A00:0:0:0:0:0:0:1',
        [aliases.destination]: '0.0.0.0',
        [aliases.destinationV6]: '2a02:26f0::9',
      }),
    ).toMatchObject({ source: '2a00::1', destination: '2a02:26f0::9' });
  });

  test('an IPv4 address in IPv6 form is the IPv4 address, as in events', () => {
    expect(
      read({
        [aliases.source]: null,
        [aliases.sourceV6]: '::ffff:10.1.2.3',
        [aliases.destination]: '0.0.0.0',
        [aliases.destinationV6]: '::ffff:5db8:d822',
      }),
    ).toMatchObject({ source: '10.1.2.3', destination: '93.184.216.34' });
  });

  test.each([
    ['nothing came back: a known 0', { received: 0, receivedPackets: 0 }, 1_000, 0],
    ['packets, and not one byte counted: unknown', { received: 0 }, 1_000, null],
    ['packets are not counted: 0 is believed', { received: 0, receivedPackets: null }, 1_000, 0],
    ['neither direction has a byte: kept for its content', { sent: 0, received: 0 }, null, null],
    [
      'no byte and no packet at all: unknown too',
      { sent: 0, received: 0, sentPackets: 0, receivedPackets: 0 },
      null,
      null,
    ],
    ['no counter', { sent: null, received: null }, null, null],
    ['counters that are negative or text', { sent: -5, received: 'many' }, null, null],
  ])('%s', (_, change, sentBytes, receivedBytes) => {
    const cells: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(change)) cells[aliasOf(name)] = value;
    expect(read(cells)).toMatchObject({ sentBytes, receivedBytes });
  });

  test('more bytes than the packets can hold are a counter that cannot be true', () => {
    expect(read({ [aliases.sent]: 20 * 65_535 })).toMatchObject({ sentImpossible: false });
    expect(read({ [aliases.sent]: 20 * 65_535 + 1 })).toMatchObject({ sentImpossible: true });
    expect(read({ [aliases.sent]: 2e9, [aliases.sentPackets]: 0 }).sentImpossible).toBe(false);
  });

  test.each([3, 4, 5, 9])(
    'flow type %p is a superflow: counted apart, its bytes left out',
    (type) => {
      const row = read({ [aliases.flowType]: type });
      expect(flowKindOf(row.logSourceId)).toBe('superflow');
      expect(row).toMatchObject({ connections: 4, sentBytes: null, receivedBytes: null });
    },
  );

  test.each([0, '0', null, undefined])('flow type %p is a flow', (type) => {
    expect(flowKindOf(read({ [aliases.flowType]: type }).logSourceId)).toBe('flow');
  });

  test('an end before the beginning is put in order', () => {
    expect(read({ [aliases.lastSeen]: noonMs - 60_000 })).toMatchObject({
      firstMs: noonMs - 60_000,
      lastMs: noonMs,
    });
  });

  test.each([
    ['not-a-row', 'text'],
    ['no-source', flowRow({ [aliases.source]: '0.0.0.0' })],
    ['no-destination', flowRow({ [aliases.destination]: 'host.example' })],
    ['not-asked-for', flowRow({ [aliases.destinationPort]: null })],
    ['not-asked-for', flowRow({ [aliases.transport]: null })],
    ['no-count', flowRow({ [aliases.connections]: 0 })],
    ['no-time', flowRow({ [aliases.firstSeen]: null })],
  ])('are left out as %s', (problem, row) => {
    expect(readFlow(row)).toBe(problem);
  });

  test('whatever a row holds, it is read or named', () => {
    const anything = fc.dictionary(
      fc.constantFrom(...Object.values(aliases)),
      fc.oneof(fc.anything(), fc.constantFrom(0, 21, 6, noonMs, '10.1.2.3', '93.184.216.34')),
    );
    fc.assert(
      fc.property(anything, (row) => {
        const result = readFlow({ ...flowRow(), ...row });
        if (typeof result === 'string') return;
        expect(result.connections).toBeGreaterThan(0);
        expect(result.firstMs).toBeLessThanOrEqual(result.lastMs);
        expect(result.sentBytes ?? 0).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});
