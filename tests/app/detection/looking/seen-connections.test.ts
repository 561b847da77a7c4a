import fc from 'fast-check';
import type { ConnectionRecord } from '../../../../app/detection/connections/connection-record.ts';
import { RecordEvidence } from '../../../../app/detection/evidence/record-evidence.ts';
import { flowReporterId, isFlowReporter } from '../../../../app/detection/flows/reporters.ts';
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

describe('a flow of one direction to the port that FTP servers open data connections from', () => {
  const tap = flowReporterId('tap', 'flow');
  const ofTap = { logSourceId: tap, receivedBytes: 0 };
  const session = flow(0, 10, { ...ofTap, sentBytes: 400 });
  const half = (known: Partial<ConnectionRecord> = {}) =>
    flow(2, 3, {
      ...ofTap,
      sourcePort: 51_000,
      destinationPort: 20,
      sentBytes: 2_000_000,
      ...known,
    });
  /** What is seen of port 21 and of port 20 between the same hosts; `groups`: of which records there are. */
  const bothPorts = (
    records: readonly ConnectionRecord[],
    groups: readonly ConnectionRecord[] = records,
    ownPorts: ReadonlySet<number> = none,
  ) => {
    const isInside = ({ source }: ConnectionRecord) => source !== server;
    const transfers = fold(groups.filter(isInside).map(rowOf));
    const look = seenConnections(evidenceOf(records), transfers, ownPorts, partOf);
    const pairOn = (port: number) => transfers.find({ ...session, port }) ?? -1;
    return {
      channel: pairOn(21) < 0 ? null : look.channelOf(pairOn(21)),
      onPort: look.countsOf(pairOn(20)),
      isElsewhere: look.isElsewhere(pairOn(20)),
    };
  };
  const asToday = { channel: null, isElsewhere: false, onPort: { connections: 1 } };

  test('is an active data connection of the session that was open, and counts there alone', () => {
    expect(bothPorts([session, half()])).toMatchObject({
      channel: {
        modes: ['active'],
        confidence: 'port',
        connections: 1,
        sent: { bytes: 2_000_000 },
        received: null,
        origins: ['flows'],
      },
      onPort: null,
      isElsewhere: true,
    });
  });

  test('counts by itself without a session', () => {
    expect(bothPorts([half()])).toMatchObject(asToday);
  });

  test('counts by itself long after the last session, and long before the first', () => {
    for (const [from, to] of [
      [200, 201],
      [-90, -89],
    ] as const)
      expect(bothPorts([session, half({ startMs: at(from), timeMs: at(to) })])).toMatchObject(
        asToday,
      );
  });

  test('leaves behind what ran without a session', () => {
    const later = half({ sourcePort: 51_001, startMs: at(200), timeMs: at(201), sentBytes: 30 });
    const seenBoth = bothPorts([session, half(), later]);
    expect(seenBoth.channel).toMatchObject({ connections: 1, sent: { bytes: 2_000_000 } });
    expect(seenBoth.onPort).toMatchObject({ connections: 1, sent: { bytes: 30 } });
    expect(seenBoth.isElsewhere).toBe(false);
  });

  test('is not taken by the session of another host or domain', () => {
    const others = [{ source: '10.0.0.9' }, { destination: '93.184.216.99' }, { domainId: 1 }];
    for (const other of others) {
      const records = [{ ...session, ...other }, half()];
      expect(bothPorts(records)).toMatchObject(asToday);
    }
  });

  test('is not taken by a session that was refused', () => {
    const refused = record({ phase: 'closed', sentBytes: 0, receivedBytes: 0, timeMs: at(2) });
    expect(bothPorts([refused, half()])).toMatchObject(asToday);
  });

  test('is not taken by a session of which groups do not tell, whose finding there would not be', () => {
    const onOther = { ...session, destinationPort: 2_121 };
    expect(bothPorts([onOther, half()], [half()])).toMatchObject(asToday);
  });

  test('is what the client opened where a log source or a sensor of both directions says so', () => {
    const both = flow(0, 9, { sourcePort: 52_000 });
    const seenByBoth = half({ logSourceId: router, receivedBytes: 9_000 });
    for (const records of [
      [session, half({ logSourceId: 1, startMs: null })],
      [session, both, seenByBoth],
      [session, half(), seenByBoth],
    ])
      expect(bothPorts(records)).toMatchObject(asToday);
  });

  test('is no data connection over UDP', () => {
    const transfers = [session, half(), half({ protocolId: 17, sourcePort: 51_001 })];
    expect(bothPorts(transfers).channel).toMatchObject({ connections: 1 });
  });

  test('counts by itself where not all of its records were read, which the estimate has', () => {
    const unread = half({ sourcePort: 51_001 });
    expect(bothPorts([session, half()], [session, half(), unread])).toMatchObject({
      channel: null,
      onPort: null,
      isElsewhere: false,
    });
  });

  test('counts by itself beside a superflow, which has no record', () => {
    const many = { ...half(), logSourceId: flowReporterId('tap', 'superflow') };
    expect(bothPorts([session, half()], [session, half(), many])).toMatchObject({
      channel: null,
      isElsewhere: false,
    });
  });

  test('counts by itself where its port has findings of its own', () => {
    const records = [session, half()];
    expect(bothPorts(records, records, new Set([20]))).toMatchObject(asToday);
  });

  test('is one connection with the other half, whoever reports that, and with what a firewall logs', () => {
    const back = {
      source: server,
      sourcePort: 20,
      destination: client,
      destinationPort: 51_000,
      sentBytes: 40_000,
      receivedBytes: 0,
    };
    for (const logSourceId of [tap, otherRouter])
      expect(bothPorts([session, half(), flow(2, 3, { ...back, logSourceId })])).toMatchObject({
        channel: { connections: 1, sent: { bytes: 2_000_000 }, received: { bytes: 40_000 } },
        isElsewhere: true,
      });
    const logged = record({ ...back, timeMs: at(3), sentBytes: 0, receivedBytes: 1_950_000 });
    expect(bothPorts([session, half(), logged])).toMatchObject({
      channel: { connections: 1, sent: { bytes: 2_000_000 }, origins: ['events', 'flows'] },
      isElsewhere: true,
    });
  });

  test('is another connection than one of the same ports an hour later', () => {
    const long = flow(0, 90, { ...ofTap, sentBytes: 400 });
    const later = flow(70, 71, {
      source: server,
      sourcePort: 20,
      destination: client,
      destinationPort: 51_000,
      sentBytes: 40_000,
      receivedBytes: 7,
    });
    expect(bothPorts([long, half(), later]).channel).toMatchObject({
      connections: 2,
      sent: { bytes: 2_000_007 },
    });
  });

  test('that two sensors of one direction report is one', () => {
    const twin = { logSourceId: flowReporterId('other tap', 'flow') };
    expect(bothPorts([session, half(), half(twin)])).toMatchObject({
      channel: { connections: 1, sent: { bytes: 2_000_000 } },
      isElsewhere: true,
    });
  });
});
