import fc from 'fast-check';
import { RecordEvidence } from '../../../app/detection/evidence/record-evidence.ts';
import {
  hostsOf,
  type ConnectionRecord,
} from '../../../app/detection/connections/connection-record.ts';
import { Evidence } from '../../../app/detection/evidence/evidence.ts';
import type { ConnectionRow, DeniedRow, SourceRow } from '../../../app/detection/rows/rows.ts';
import { recordArbitrary, rowArbitrary } from './arbitrary-rows.ts';
import { connectionRow, noonMs } from './builders.ts';
import { client, server } from './stitching/builders.ts';

/** Whatever a scan may fold. */
export type Item =
  | { readonly kind: 'transfer'; readonly row: ConnectionRow }
  | { readonly kind: 'denied'; readonly row: DeniedRow }
  | { readonly kind: 'source'; readonly row: SourceRow }
  | {
      readonly kind: 'record';
      readonly row: ConnectionRecord;
      readonly isCut: boolean;
      readonly fileName: string | null;
    };

const times = { firstMs: fc.nat({ max: 99 }), lastMs: fc.nat({ max: 99 }) };
const deniedArbitrary = fc
  .record({
    domainId: fc.nat({ max: 1 }),
    source: fc.constantFrom('10.0.0.1', '10.0.0.2', client),
    port: fc.constantFrom(21, 445),
    protocolId: fc.constantFrom(6, 17),
    connections: fc.integer({ min: 1, max: 9 }),
    ...times,
  })
  .map((row) => ({ ...row, firstMs: noonMs + row.firstMs, lastMs: noonMs + row.lastMs }));
const sourceArbitrary = fc
  .record({
    logSource: fc.constantFrom('a', 'b'),
    source: fc.constantFrom('10.0.0.1', '10.0.0.2'),
    destination: fc.constantFrom('93.184.216.1', '93.184.216.2'),
    port: fc.constantFrom(21, 445),
    user: fc.constantFrom(null, 'alice'),
    connections: fc.integer({ min: 1, max: 9 }),
    sentBytes: fc.nat({ max: 20_000_000 }),
    receivedBytes: fc.option(fc.nat({ max: 1_000 })),
    ...times,
  })
  .map((row) => ({ ...row, firstMs: noonMs + row.firstMs, lastMs: noonMs + row.lastMs }));

/** Any of it, of few hosts within an hour. */
export const itemArbitrary: fc.Arbitrary<Item> = fc.oneof(
  rowArbitrary.map((row) => ({ kind: 'transfer' as const, row })),
  deniedArbitrary.map((row) => ({ kind: 'denied' as const, row })),
  sourceArbitrary.map((row) => ({ kind: 'source' as const, row })),
  fc
    .record({
      row: recordArbitrary,
      isCut: fc.boolean(),
      fileName: fc.constantFrom(null, 'a', 'b'),
    })
    .map((record) => ({ kind: 'record' as const, ...record })),
);

/** The control sessions that the records of `recordArbitrary` may belong to, so that channels are judged. */
export const control = connectionRow({ source: client, destination: server, connections: 9 });

/** Evidence of all of it, as a scan folds it. */
export function folded(items: readonly Item[]): Evidence {
  const evidence = new Evidence();
  const channels = new RecordEvidence();
  for (const item of items) {
    if (item.kind === 'transfer') evidence.transfers.fold(item.row);
    else if (item.kind === 'denied') evidence.denied.fold(item.row);
    else if (item.kind === 'source') evidence.sourceRows.fold(item.row);
    else {
      channels.records.add(item.row);
      if (item.isCut) channels.markPartial(hostsOf(item.row));
      channels.logs.add(
        { ...item.row, port: item.row.destinationPort ?? 0 },
        { command: null, fileName: item.fileName },
      );
    }
  }
  evidence.addRecords(channels);
  return evidence;
}
