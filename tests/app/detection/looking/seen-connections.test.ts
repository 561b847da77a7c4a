import fc from 'fast-check';
import type { ConnectionRecord } from '../../../../app/detection/connections/connection-record.ts';
import { RecordEvidence } from '../../../../app/detection/evidence/record-evidence.ts';
import { isFlowReporter } from '../../../../app/detection/flows/reporters.ts';
import { seenConnections as seenConnectionsInSteps } from '../../../../app/detection/looking/seen-connections.ts';
import { partsOf, recordArbitrary, splitArbitrary } from '../arbitrary-rows.ts';
import { connectionRow, fold } from '../builders.ts';
import { flow, opening, otherRouter, progress, record, router } from '../connections/builders.ts';
import { partOf } from '../hour.ts';
import { at, client, server } from '../stitching/builders.ts';
import { atOnce } from '../../support/at-once.ts';

const seenConnections = atOnce(seenConnectionsInSteps);

/** The row of one record, as if its group had no other. */
const rowOf = (one: ConnectionRecord) =>
  connectionRow({
    ...one,
    phase: isFlowReporter(one.logSourceId) ? 'opening' : one.phase,
    port: one.destinationPort ?? 0,
    records: 1,
    sentLargest: one.sentBytes ?? 0,
  });
const evidenceOf = (records: readonly ConnectionRecord[]) => {
  const evidence = new RecordEvidence();
  for (const one of records) evidence.records.add(one);
  return evidence;
};
const none = new Set<number>();
/** What is seen of the first pair of groups, by these records of them. */
const seen = (groups: readonly ConnectionRecord[], records: readonly ConnectionRecord[]) => {
  const { countsOf, channelOf } = seenConnections(
    evidenceOf(records),
    fold(groups.map(rowOf)),
    none,
    partOf,
  );
  return { counts: countsOf(0), channel: channelOf(0) };
};

const other = { sourcePort: 40_001 };
const second = { logSourceId: 2 };

describe('whether all records of a pair were read', () => {
  const pair = [record(), record(other)];

  test('counts it where they were', () => {
    expect(seen(pair, pair).counts).toMatchObject({ connections: 2, estimated: false });
  });

  test('leaves it to the estimate where one is missing', () => {
    expect(seen(pair, pair.slice(1)).counts).toBeNull();
    expect(seen(pair, []).counts).toBeNull();
  });

  test('more than groups had are all of them: some came in meanwhile', () => {
    expect(seen(pair, [...pair, record({ sourcePort: 7 })]).counts).toMatchObject({
      connections: 3,
    });
  });

  test('those of one log source do not stand for those of another', () => {
    const both = [record(), record(second), record({ ...second, ...other })];
    expect(seen(both, [record(), record(other), record({ sourcePort: 7 })]).counts).toBeNull();
  });

  test('commands that a sensor read do not stand for records of sessions', () => {
    const commands = [1, 2, 3].map((n) => progress({ logSourceId: 3, timeMs: at(n) }));
    expect(seen(pair, [record(), ...commands]).counts).toBeNull();
  });

  test('flows do not stand for events, nor those of one flow source for those of another', () => {
    const flows = [flow(0, 1), flow(0, 1, { ...other, logSourceId: otherRouter })];
    const own = [record(), ...flows];
    expect(seen(own, own).counts).toMatchObject({ connections: 2 });
    expect(seen(own, [record(), record(other), ...flows.slice(1)]).counts).toBeNull();
    expect(seen(own, [record(), flow(0, 1), flow(0, 1, other)]).counts).toBeNull();
    expect(seen(own, flows).counts).toBeNull();
  });

  test('those of another domain or another port are those of another pair', () => {
    expect(seen(pair, [record(), record({ ...other, domainId: 1 })]).counts).toBeNull();
    expect(seen(pair, [record(), record({ ...other, destinationPort: 445 })]).counts).toBeNull();
    expect(seen(pair, [record(), record({ ...other, protocolId: 17 })]).counts).toBeNull();
  });

  test('superflows have no records to be read', () => {
    const transfers = fold([
      rowOf(record()),
      connectionRow({ ...rowOf(record()), logSourceId: -1 }),
    ]);
    const { countsOf } = seenConnections(evidenceOf([record()]), transfers, none, partOf);
    expect(countsOf(0)).toMatchObject({ connections: 1, flowSources: [{ id: -1 }] });
  });
});

test('a sensor that sees one direction only says nothing of the other', () => {
  const upload = record({ sentBytes: 20_000, receivedBytes: 0 });
  expect(seen([upload], [upload]).counts).toMatchObject({
    sent: { bytes: 20_000 },
    received: null,
  });
  const answered = record({ ...other, receivedBytes: 5 });
  const both = [upload, answered];
  expect(seen(both, both).counts).toMatchObject({ received: { bytes: 5, knownConnections: 2 } });
});

test('data connections are joined to the session of the pair, but those to ports that count by themselves', () => {
  const control = [opening(), record({ timeMs: at(10) })];
  const data = record({ ...other, destinationPort: 50_000, timeMs: at(3), sentBytes: 9_000 });
  expect(seen(control, [...control, data]).channel).toMatchObject({ sent: { bytes: 9_000 } });
  const { channelOf } = seenConnections(
    evidenceOf([...control, data]),
    fold(control.map(rowOf)),
    new Set([50_000]),
    partOf,
  );
  expect(channelOf(0)).toBeNull();
});

test('any order and any split of the records sees the same', () => {
  const ofPairs = fc.array(
    recordArbitrary.map((one) => ({
      ...one,
      source: client,
      destination: server,
      destinationPort: one.destinationPort ?? 445,
    })),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(splitArbitrary(ofPairs), (split) => {
      const transfers = fold(split.all.map(rowOf));
      const merged = new RecordEvidence();
      for (const part of partsOf(split))
        merged.merge(RecordEvidence.read(structuredClone(evidenceOf(part).write())));
      const whole = seenConnections(evidenceOf(split.all), transfers, none, partOf);
      const same = seenConnections(merged, transfers, none, partOf);
      for (let pair = 0; pair < transfers.pairCount; pair++) {
        expect(same.countsOf(pair)).toEqual(whole.countsOf(pair));
        expect(same.channelOf(pair)).toEqual(whole.channelOf(pair));
        expect(whole.countsOf(pair)).not.toBeNull();
      }
    }),
    { numRuns: 300 },
  );
});

test('flows of a router are a reporter of their own', () => {
  expect(seen([flow(0, 1)], [flow(0, 1)]).counts?.flowSources).toEqual([
    { id: router, connections: 1 },
  ]);
});
