import fc from 'fast-check';
import { ratedBytes } from '../../../../cards/rated-bytes.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { activityParts, type Finding } from '../../../../contract/finding.ts';
import type { ConnectionRecord } from '../../../../app/detection/connections/connection-record.ts';
import type { Evidence } from '../../../../app/detection/evidence/evidence.ts';
import { flowReporterId } from '../../../../app/detection/flows/reporters.ts';
import { judge } from '../../../../app/detection/judging/judge.ts';
import { control, folded, itemArbitrary, type Item } from '../arbitrary-evidence.ts';
import { connectionRow, noonMs } from '../builders.ts';
import { record } from '../connections/builders.ts';
import { hour } from '../hour.ts';
import { collected } from '../judged.ts';

const partMs = (hour.stopMs - hour.startMs) / activityParts;

function judged(evidence: Evidence, settings: Partial<typeof defaultSettings> = {}) {
  const options = { window: hour, domainNames: new Map<number, string>() };
  const all = { ...defaultSettings, ...settings };
  return collected((sink) =>
    judge(evidence, { ...options, profile: 'corrected', settings: all }, sink),
  ).findings;
}

/** Records with the group that each is of by itself. */
const itemsOf = (records: readonly ConnectionRecord[]): Item[] =>
  records.flatMap((row): Item[] => [
    { kind: 'record', row, isCut: false, fileName: null },
    {
      kind: 'transfer',
      row: connectionRow({
        ...row,
        port: row.destinationPort ?? 0,
        records: 1,
        sentLargest: row.sentBytes ?? 0,
        firstMs: row.startMs ?? row.timeMs,
        lastMs: row.timeMs,
      }),
    },
  ]);

/** SMB connections that ended at these parts of the hour, each with as many bytes as its place in the list. */
const at = (parts: readonly number[], known: Partial<ConnectionRecord> = {}) =>
  parts.map((part, place) =>
    record({
      destinationPort: 445,
      sourcePort: 40_000 + place,
      timeMs: noonMs + part * partMs,
      sentBytes: place,
      ...known,
    }),
  );

const activityOf = (...records: readonly ConnectionRecord[]) =>
  judged(folded(itemsOf(records))).map(({ activity }) => activity);

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What has to hold of the activity of any finding. */
function expectSound(finding: Finding) {
  const { activity, connections, estimated } = finding;
  if (activity === null) return;
  expect(estimated).toBe(false);
  expect(sum(activity.map((part) => part.connections))).toBe(connections);
  const known = activity.map(({ sentBytes }) => sentBytes).filter((bytes) => bytes !== null);
  expect(known.length === 0 ? null : sum(known)).toBe(ratedBytes(finding, 'sent'));
  const parts = activity.map(({ part }) => part);
  expect(parts).toEqual([...new Set(parts)].sort((a, b) => a - b));
  expect(parts.every((part) => part >= 0 && part < activityParts)).toBe(true);
}

describe('regularity of a finding', () => {
  /** A connection every fifteen minutes of a day, before which the judged hour lies. */
  const beacon = Array.from({ length: 72 }, (_, n) =>
    record({
      destinationPort: 445,
      sourcePort: 40_000 + n,
      timeMs: noonMs + n * 900_000 + (n % 3) * 20_000,
      sentBytes: 100,
    }),
  );

  test('is that of the connections, and a reason where it is even for long', () => {
    const [finding] = judged(folded(itemsOf(beacon)));
    expect(finding).toMatchObject({
      risk: 'LOW',
      regularity: { medianMs: 920_000, spreadMs: 0, intervals: 71 },
    });
    expect(finding?.reasons.map(({ code }) => code)).toEqual([
      'connections-above-threshold',
      'sent-below-medium',
      'regular',
    ]);
  });

  test('brings a LOW finding before one that sent more, and before no other', () => {
    const uneven = at([1, 2, 30, 31, 70]).map((one) => ({ ...one, source: '10.0.0.9' }));
    const order = (...records: readonly ConnectionRecord[]) =>
      judged(folded(itemsOf(records))).map(({ source, risk }) => [source === '10.0.0.9', risk]);
    expect(order(...beacon, ...uneven.map((one) => ({ ...one, sentBytes: 90_000 })))).toEqual([
      [false, 'LOW'],
      [true, 'LOW'],
    ]);
    expect(order(...beacon, ...uneven.map((one) => ({ ...one, sentBytes: 900_000 })))).toEqual([
      [true, 'MEDIUM'],
      [false, 'LOW'],
    ]);
  });

  test('is not told of several destinations, nor where groups alone tell of it', () => {
    const fanOut = [1, 2, 3, 4, 5, 6].flatMap((n) =>
      at([n], { destination: `93.184.216.${n}`, sourcePort: n }),
    );
    expect(judged(folded(itemsOf(fanOut)))).toMatchObject([{ kind: 'fan-out', regularity: null }]);
    const groups = itemsOf(beacon).filter(({ kind }) => kind === 'transfer');
    expect(judged(folded(groups))).toMatchObject([{ estimated: true, regularity: null }]);
  });
});

describe('sizes of the transfers of a finding', () => {
  const uploads = at([1, 2, 30, 31, 70]);

  test('are those of its connections, in whatever part of the window their records came', () => {
    expect(judged(folded(itemsOf(uploads)))).toMatchObject([{ sizes: { transfers: 5 } }]);
    const groups = itemsOf(uploads).filter(({ kind }) => kind === 'transfer');
    expect(judged(folded(groups))).toMatchObject([{ estimated: true, sizes: null }]);
  });
});

describe('activity of a finding', () => {
  test('is told by parts of the window, those without any left out', () => {
    expect(activityOf(...at([0, 0, 7, 95, 95.9]))).toEqual([
      [
        { part: 0, connections: 2, sentBytes: 1 },
        { part: 7, connections: 1, sentBytes: 2 },
        { part: 95, connections: 2, sentBytes: 7 },
      ],
    ]);
  });

  test('has what began before the window in its first part, what ended after it in its last', () => {
    const early = record({ sourcePort: 1, destinationPort: 445, startMs: noonMs - 9e6 });
    const [activity] = activityOf(...at([2, 3, 4, 99]), {
      ...early,
      logSourceId: flowReporterId('router', 'flow'),
      timeMs: noonMs + partMs,
    });
    expect(activity?.map(({ part }) => part)).toEqual([0, 2, 3, 4, 95]);
  });

  test('does not know the bytes of a part in which nothing counts them', () => {
    const [activity] = activityOf(...at([1, 1, 1]), ...at([4], { sourcePort: 9, sentBytes: null }));
    expect(activity).toEqual([
      { part: 1, connections: 3, sentBytes: 3 },
      { part: 4, connections: 1, sentBytes: null },
    ]);
  });

  test('has connections that coalescing folded where their record is', () => {
    const [activity] = activityOf(...at([1]), ...at([4], { sourcePort: 9, connections: 5 }));
    expect(activity?.map(({ connections }) => connections)).toEqual([1, 5]);
  });

  test('has uploads on data connections where these ran, if they are rated', () => {
    const session = at([1, 20, 20, 20], { destinationPort: 21, phase: 'closed' });
    const data = record({ sourcePort: 9, destinationPort: 50_000, sentBytes: 7_000 });
    const items = [
      ...itemsOf(session),
      ...itemsOf([{ ...data, timeMs: noonMs + 10 * partMs }]).slice(0, 1),
    ];
    const ofBytes = (stitching: boolean) =>
      judged(folded(items), { stitching })[0]?.activity?.map((one) => [one.part, one.sentBytes]);
    expect(ofBytes(true)).toEqual([
      [1, 0],
      [10, 7_000],
      [20, 6],
    ]);
    expect(ofBytes(false)).toEqual([
      [1, 0],
      [20, 6],
    ]);
  });

  test('is not known where groups alone tell of it', () => {
    const groups = itemsOf(at([1, 2, 3, 4])).filter(({ kind }) => kind === 'transfer');
    expect(judged(folded(groups)).map(({ activity, estimated }) => [activity, estimated])).toEqual([
      [null, true],
    ]);
  });

  test('is not known of superflows, which say how many connections there were and not when', () => {
    const superflow = flowReporterId('router', 'superflow');
    const scan = connectionRow({ port: 445, logSourceId: superflow, records: 1, connections: 9 });
    expect(
      judged(folded([{ kind: 'transfer', row: scan }])).map(({ activity }) => activity),
    ).toEqual([null]);
  });

  test('of a fan-out is that of its pairs together, as far as it is known of all', () => {
    const hosts = [1, 2, 3, 4, 5, 6].map((n) => ({ destination: `93.184.216.${n}` }));
    const single = hosts.flatMap((host, n) => at([n % 2], host));
    expect(activityOf(...single)).toEqual([
      [
        { part: 0, connections: 3, sentBytes: 0 },
        { part: 1, connections: 3, sentBytes: 0 },
      ],
    ]);
    const unread = itemsOf(at([1, 2], { destination: '93.184.216.7' })).slice(1);
    expect(judged(folded([...itemsOf(single), ...unread]))[0]?.activity).toBeNull();
  });

  test('adds up to its connections and its rated bytes, whatever was folded', () => {
    let told = 0;
    fc.assert(
      fc.property(
        fc.array(itemArbitrary, { maxLength: 60 }),
        fc.array(fc.nat({ max: 95 }), { maxLength: 9 }),
        fc.boolean(),
        (items, parts, stitching) => {
          const own = itemsOf(at(parts, { source: '10.9.9.9' }));
          const findings = judged(folded([{ kind: 'transfer', row: control }, ...items, ...own]), {
            stitching,
          });
          for (const finding of findings) expectSound(finding);
          told += findings.filter(({ activity }) => activity !== null).length;
        },
      ),
      { numRuns: 200 },
    );
    expect(told).toBeGreaterThan(100);
  });
});
