import fc from 'fast-check';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { RecordEvidence } from '../../../../app/detection/evidence/record-evidence.ts';
import {
  hostsOf,
  type ConnectionRecord,
} from '../../../../app/detection/connections/connection-record.ts';
import { Evidence, type WrittenEvidence } from '../../../../app/detection/evidence/evidence.ts';
import { judge } from '../../../../app/detection/judging/judge.ts';
import type { ConnectionRow, DeniedRow, SourceRow } from '../../../../app/detection/rows/rows.ts';
import { partsOf, recordArbitrary, rowArbitrary, splitArbitrary } from '../arbitrary-rows.ts';
import { connectionRow, noonMs } from '../builders.ts';
import { collected } from '../judged.ts';
import { client, server } from '../stitching/builders.ts';

/** Whatever a scan may fold. */
type Item =
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

const itemArbitrary: fc.Arbitrary<Item> = fc.oneof(
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
const control = connectionRow({ source: client, destination: server, connections: 9 });

function folded(items: readonly Item[]): Evidence {
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

/** By way of the written form. */
function readBack(evidence: Evidence): Evidence {
  // Parse boundary: what was written down.
  return Evidence.read(JSON.parse(JSON.stringify(evidence.write())) as WrittenEvidence);
}

function judged(evidence: Evidence) {
  const domainNames = new Map([[0, 'Default Domain']]);
  return (['corrected', 'source'] as const).map((profile) =>
    collected((sink) => judge(evidence, { profile, settings: defaultSettings, domainNames }, sink)),
  );
}

test('any split of what is folded, in any order, written down and read back, is judged the same', () => {
  const items = fc.array(itemArbitrary, { maxLength: 80 });
  fc.assert(
    fc.property(splitArbitrary(items), (split) => {
      const whole = folded([{ kind: 'transfer', row: control }, ...split.all]);
      const merged = folded([{ kind: 'transfer', row: control }]);
      for (const part of partsOf(split)) merged.merge(readBack(folded(part)));
      expect(judged(readBack(merged))).toEqual(judged(whole));
    }),
    { numRuns: 150 },
  );
});

test('merging leaves the other as it is', () => {
  const other = folded([{ kind: 'transfer', row: control }]);
  const before = JSON.stringify(other.write());
  const merged = folded([{ kind: 'transfer', row: control }]);
  merged.merge(other);
  merged.merge(other);
  expect(JSON.stringify(other.write())).toBe(before);
});

test('records that were not asked for stay unknown through the written form', () => {
  expect(readBack(new Evidence()).records).toBeNull();
});

test('what a later version wrote is refused', () => {
  const written = { ...new Evidence().write(), version: 3 };
  expect(() => Evidence.read(written)).toThrow('version 3');
});
