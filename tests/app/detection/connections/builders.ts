import fc from 'fast-check';
import type { AssembledConnection } from '../../../../app/detection/connections/connection.ts';
import {
  counterNames,
  type ConnectionRecord,
} from '../../../../app/detection/connections/connection-record.ts';
import { flowReporterId } from '../../../../app/detection/flows/reporters.ts';
import { at, client, server } from '../stitching/builders.ts';

/** A closing record of the first log source at noon, 100 bytes sent and 200 received. */
export const record = (known: Partial<ConnectionRecord> = {}): ConnectionRecord => ({
  domainId: 0,
  source: client,
  sourcePort: 40_000,
  destination: server,
  destinationPort: 21,
  protocolId: 6,
  phase: 'closed',
  isPermit: false,
  logSourceId: 1,
  timeMs: at(0),
  startMs: null,
  connections: 1,
  sentBytes: 100,
  receivedBytes: 200,
  totalBytes: null,
  sentPackets: null,
  ...known,
});

export const opening = (known: Partial<ConnectionRecord> = {}) =>
  record({ phase: 'opening', sentBytes: null, receivedBytes: null, ...known });

export const progress = (known: Partial<ConnectionRecord> = {}) =>
  record({ phase: 'progress', ...known });

export const router = flowReporterId('router', 'flow');
export const otherRouter = flowReporterId('other router', 'flow');

/** A flow between two minutes after noon, 100 bytes sent in 4 packets. */
export const flow = (from: number, to: number, known: Partial<ConnectionRecord> = {}) =>
  record({ logSourceId: router, startMs: at(from), timeMs: at(to), sentPackets: 4, ...known });

/** What is told of connections, in no order: as texts, so that equal sets are equal lists. */
export const told = (connections: readonly unknown[]) =>
  connections.map((connection) => JSON.stringify(connection)).sort();

export const sentOf = (connections: readonly Pick<AssembledConnection, 'sentBytes'>[]) =>
  connections.map(({ sentBytes }) => sentBytes);

export const sumOf = (
  list: readonly Pick<ConnectionRecord, (typeof counterNames)[number]>[],
  name: (typeof counterNames)[number],
) => list.reduce((sum, item) => sum + (item[name] ?? 0), 0);

/** A list in two orders. */
export function inTwoOrders<T>(items: fc.Arbitrary<T[]>): fc.Arbitrary<[T[], T[]]> {
  return items.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    ),
  );
}
