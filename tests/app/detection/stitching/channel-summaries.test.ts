import { assemble } from '../../../../app/detection/connections/assemble.ts';
import type { ConnectionRecord } from '../../../../app/detection/connections/connection-record.ts';
import { RecordEvidence } from '../../../../app/detection/evidence/record-evidence.ts';
import { hostsOf } from '../../../../app/detection/connections/connection-record.ts';
import { channelSummaries } from '../../../../app/detection/stitching/channel-summaries.ts';
import { flow, record } from '../connections/builders.ts';
import { partOf } from '../hour.ts';
import { at } from './builders.ts';

/** The control session, from noon to the tenth minute. */
const control = [
  record({ phase: 'opening', sentBytes: null, receivedBytes: null }),
  record({ timeMs: at(10) }),
];
/** A data connection to port 50,000 in the third minute. */
const data = (known: Partial<ConnectionRecord> = {}) =>
  record({
    sourcePort: 41_000,
    destinationPort: 50_000,
    timeMs: at(3),
    sentBytes: 5_000,
    receivedBytes: 0,
    ...known,
  });
const second = { logSourceId: 2 };

const summaryOf = (records: readonly ConnectionRecord[], isPartial = false) => {
  const evidence = new RecordEvidence();
  const [first] = records;
  if (isPartial && first) evidence.markPartial(hostsOf(first));
  const all = [...channelSummaries(records, assemble(records), evidence, partOf)];
  const [only] = all;
  if (!only || all.length > 1) throw new RangeError(`${all.length} channels`);
  return only[1];
};

test('a data connection that events and flows saw is one, with the larger counter', () => {
  const flows = [flow(2, 3, { ...data(), logSourceId: -2, startMs: at(2), sentBytes: 6_000 })];
  expect(summaryOf([...control, data(), ...flows])).toMatchObject({
    connections: 1,
    sent: { bytes: 6_000, knownConnections: 1, lowerBound: false },
    origins: ['events', 'flows'],
    largestSent: 6_000,
    sizes: null,
    sessions: 1,
    assumedSessions: 0,
  });
});

test('a coalesced record stands for data connections that nobody else saw, at the bytes of one', () => {
  expect(summaryOf([...control, data({ connections: 5 })])).toMatchObject({
    connections: 5,
    sent: { bytes: 5_000, knownConnections: 5, lowerBound: true },
  });
});

test('and for none where another log source saw each', () => {
  const others = [0, 1, 2, 3, 4].map((n) => data({ ...second, sourcePort: 41_000 + n }));
  expect(summaryOf([...control, data({ connections: 5 }), ...others])).toMatchObject({
    connections: 5,
    sent: { bytes: 25_000, knownConnections: 5, lowerBound: false },
  });
});

test('and for the rest where another one saw some', () => {
  const others = [0, 1].map((n) => data({ ...second, sourcePort: 41_000 + n }));
  expect(summaryOf([...control, data({ connections: 5 }), ...others])).toMatchObject({
    connections: 5,
    sent: { bytes: 10_000, knownConnections: 5, lowerBound: true },
  });
});

test('what was read in part is a least', () => {
  expect(summaryOf([...control, data()], true)).toMatchObject({
    partial: true,
    sent: { lowerBound: true },
  });
});

test('a direction without a counter is unknown, not 0', () => {
  const total = data({ sentBytes: null, receivedBytes: null, totalBytes: 900 });
  expect(summaryOf([...control, total])).toMatchObject({
    sent: null,
    received: null,
    total: { bytes: 900, knownConnections: 1 },
    largestSent: 0,
  });
});
