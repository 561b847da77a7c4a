import fc from 'fast-check';
import type { ConnectionRecord } from '../../../app/detection/connections/connection-record.ts';
import { flowReporterId } from '../../../app/detection/flows/reporters.ts';
import { phases, type ConnectionRow } from '../../../app/detection/rows/rows.ts';
import { noonMs } from './builders.ts';
import { at, client, server } from './stitching/builders.ts';

const bytes = fc.option(
  fc.oneof(
    fc.constantFrom(0, 200, 900, 1_048_576, 1_048_577, 10_485_761),
    fc.nat({ max: 20_000_000 }),
  ),
);

/** Rows of few hosts, log sources and users, so that they meet in pairs and fan-outs. */
export const rowArbitrary: fc.Arbitrary<ConnectionRow> = fc
  .record({
    domainId: fc.nat({ max: 1 }),
    source: fc.constantFrom('10.0.0.1', '10.0.0.2', 'fd00::1'),
    destination: fc.nat({ max: 11 }).map((n) => (n === 11 ? '2a00::1' : `93.184.216.${n}`)),
    port: fc.constantFrom(21, 445, 69),
    protocolId: fc.constantFrom(6, 17),
    phase: fc.constantFrom(...phases),
    logSourceId: fc.constantFrom(
      ...[0, 1, 2, 3],
      flowReporterId('a', 'flow'),
      flowReporterId('b', 'superflow'),
    ),
    logSourceName: fc.constantFrom('a', 'b'),
    user: fc.constantFrom(null, 'alice', 'bob', 'carol'),
    connections: fc.integer({ min: 1, max: 5 }),
    records: fc.integer({ min: 1, max: 5 }),
    sentBytes: bytes,
    sentPackets: fc.option(fc.integer({ min: 1, max: 9 })),
    sentImpossible: fc.boolean(),
    receivedBytes: bytes,
    receivedImpossible: fc.boolean(),
    totalBytes: bytes,
    totalImpossible: fc.boolean(),
    firstMs: fc.nat({ max: 1_000 }).map((n) => noonMs + n),
    lastMs: fc.nat({ max: 1_000 }).map((n) => noonMs + 1_000 + n),
  })
  .map((row) => ({
    ...row,
    records: Math.min(row.records, row.connections),
    sentLargest: row.sentBytes ?? 0,
  }));

/** Records between few hosts on few ports within an hour. */
export const recordArbitrary: fc.Arbitrary<ConnectionRecord> = fc.record({
  domainId: fc.nat({ max: 1 }),
  source: fc.constantFrom(client, server, '2a00::1'),
  sourcePort: fc.constantFrom(null, 20, 40_000),
  destination: fc.constantFrom(client, server, '2a00::1'),
  destinationPort: fc.constantFrom(null, 21, 50_000),
  protocolId: fc.constantFrom(6, 17),
  phase: fc.constantFrom('opening', 'progress', 'closed'),
  isPermit: fc.boolean(),
  logSourceId: fc.integer({ min: 1, max: 3 }),
  timeMs: fc.nat({ max: 60 }).map(at),
  startMs: fc.constant(null),
  connections: fc.integer({ min: 1, max: 3 }),
  sentBytes: fc.option(fc.nat({ max: 1_000 })),
  receivedBytes: fc.option(fc.nat({ max: 1_000 })),
  totalBytes: fc.option(fc.nat({ max: 1_000 })),
  sentPackets: fc.option(fc.integer({ min: 1, max: 9 })),
});

/** Items in two orders, with a part of four for each item of the second. */
export function splitArbitrary<T>(items: fc.Arbitrary<T[]>) {
  return items.chain((all) =>
    fc.record({
      all: fc.constant(all),
      shuffled: fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
      parts: fc.array(fc.nat({ max: 3 }), { minLength: all.length, maxLength: all.length }),
    }),
  );
}

/** The four parts of a split. */
export function partsOf<T>({
  shuffled,
  parts,
}: {
  readonly shuffled: readonly T[];
  readonly parts: readonly number[];
}): T[][] {
  return [0, 1, 2, 3].map((part) => shuffled.filter((_, n) => parts[n] === part));
}
