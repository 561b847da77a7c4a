import fc from 'fast-check';
import { cardsOf } from '../../../../cards/cards.ts';
import { byWorstFirst } from '../../../../cards/rank.ts';
import { findingSchema, type Finding } from '../../../../contract/finding.ts';
import type { ConnectionRow } from '../../../../app/detection/rows/rows.ts';
import { aDataChannel } from '../../../support/ui-records.ts';
import { connectionRow, findingOf, findingsOf, fold, uncounted } from '../builders.ts';
import { judgedTransfers } from '../judged.ts';

/** One connection to each of `count` destinations. */
const spread = (count: number, change: Partial<ConnectionRow> = {}) =>
  Array.from({ length: count }, (_, n) =>
    connectionRow({
      destination: `93.184.${n >> 8}.${n & 255}`,
      connections: 1,
      records: 1,
      ...change,
    }),
  );

describe('pairs', () => {
  test('say everything of the contract', () => {
    const finding = findingOf(
      connectionRow({ user: 'alice' }),
      connectionRow({ phase: 'opening', ...uncounted, connections: 5, records: 3 }),
    );
    expect(findingSchema.parse(finding)).toEqual(finding);
    expect(finding).toEqual({
      activity: null,
      regularity: null,
      sizes: null,
      id: 'p~0~10.1.2.3~93.184.216.34~21~tcp',
      kind: 'pair',
      domain: { id: 0, name: null },
      source: '10.1.2.3',
      destination: '93.184.216.34',
      destinations: [],
      destinationCount: 1,
      port: 21,
      transport: 'tcp',
      protocol: 'FTP',
      otherPorts: [],
      users: ['alice'],
      userCount: 1,
      logSources: [{ id: 7, name: 'edge firewall', connections: 5 }],
      flowSources: [],
      origins: { connections: [7], sent: [7], received: [7], total: [] },
      connections: 5,
      coalesced: 2,
      estimated: true,
      sent: { bytes: 1_000, knownConnections: 4, lowerBound: false },
      received: { bytes: 2_000, knownConnections: 4, lowerBound: false },
      total: null,
      dataChannel: null,
      state: 'moving',
      risk: 'LOW',
      reasons: [
        {
          code: 'connections-above-threshold',
          value: 5,
          unit: 'connections',
          threshold: { value: 3, source: 'source-rule' },
        },
        {
          code: 'sent-below-medium',
          value: 1_000,
          unit: 'bytes',
          threshold: { value: 1_048_576, source: 'source-rule' },
        },
      ],
      corrections: [
        ...['coalesced-counted', 'sessions-counted-once', 'unknown-bytes-kept', 'users-not-split'],
      ],
      firstSeenMs: 1_767_600_000_000,
      lastSeenMs: 1_767_600_060_000,
    });
  });

  test.each([
    [20, 6, 'FTP', 'tcp'],
    [21, 6, 'FTP', 'tcp'],
    [990, 6, 'FTPS', 'tcp'],
    [139, 6, 'SMB', 'tcp'],
    [445, 6, 'SMB', 'tcp'],
    [69, 17, 'TFTP', 'udp'],
    [69, 6, 'OTHER', 'tcp'],
    [445, 17, 'OTHER', 'udp'],
    [21, 132, 'OTHER', '132'],
  ])('port %p on protocol %p is %s/%s', (port, protocolId, protocol, transport) => {
    expect(findingOf(connectionRow({ port, protocolId }))).toMatchObject({ protocol, transport });
  });

  test('three connections are none, whatever their users', () => {
    expect(findingsOf([connectionRow({ connections: 3 })])).toEqual([]);
  });

  test('users do not split the traffic of a host below the threshold', () => {
    const rows = ['alice', 'bob'].map((user) => connectionRow({ user, connections: 2 }));
    expect(findingOf(...rows)).toMatchObject({ connections: 4, users: ['alice', 'bob'] });
  });

  test('names at most twenty users and counts all', () => {
    const rows = Array.from({ length: 30 }, (_, n) => connectionRow({ user: `u${n + 10}` }));
    const { users, userCount } = findingOf(...rows);
    expect([users.length, users[0], userCount]).toEqual([20, 'u10', 30]);
  });

  test('one connection with more than 1 MiB sent is one', () => {
    const row = connectionRow({ connections: 1, records: 1, sentBytes: 1_048_577 });
    expect(findingOf(row)).toMatchObject({
      risk: 'MEDIUM',
      reasons: [{ code: 'volume-without-count' }, { code: 'sent-above-medium' }],
      corrections: ['volume-counts'],
    });
  });

  test('an attempt stays LOW whatever it claims', () => {
    const each = { sentBytes: 1_400_000, sentLargest: 14_000, receivedBytes: 0 };
    expect(findingOf(connectionRow({ ...each, connections: 100 }))).toMatchObject({
      state: 'attempt',
      risk: 'LOW',
      corrections: ['attempts-capped'],
    });
  });

  test('much over TCP was answered, whatever is counted of the answer', () => {
    const row = connectionRow({ sentBytes: 500_000_000, sentLargest: 2e8, receivedBytes: 0 });
    expect(findingOf(row)).toMatchObject({ state: 'moving', risk: 'HIGH' });
  });

  test('of a device that logs no bytes it is not known whether any was answered', () => {
    const finding = findingOf(connectionRow({ ...uncounted, phase: 'opening' }));
    expect(finding).toMatchObject({ state: 'unknown', risk: 'LOW' });
    expect(finding.reasons.map(({ code }) => code)).toEqual([
      'connections-above-threshold',
      'sent-unknown',
    ]);
  });

  test('a counter of two gigabytes in five packets does not rate', () => {
    const lie = { sentBytes: 2e9, sentLargest: 2e9, sentImpossible: true };
    const finding = findingOf(connectionRow(), connectionRow({ ...lie, connections: 1 }));
    expect(finding).toMatchObject({ risk: 'LOW', sent: { bytes: 1_000, knownConnections: 4 } });
    expect(finding.reasons.map((reason) => reason.code)).toContain('impossible-counter');
    expect(finding.corrections).toContain('impossible-counter-excluded');
  });

  test('one total of both directions is never called sent', () => {
    const row = connectionRow({ ...uncounted, totalBytes: 50_000_000 });
    expect(findingOf(row)).toMatchObject({
      sent: null,
      total: { bytes: 50_000_000, knownConnections: 4 },
      state: 'moving',
      risk: 'LOW',
      reasons: [{}, { code: 'total-only', value: 50_000_000 }],
    });
  });

  test('takes the name of the domain where the session may know it', () => {
    const { findings } = judgedTransfers(fold([connectionRow({ domainId: 3 })]), {
      domainNames: new Map([[3, 'Plant']]),
    });
    expect(findings).toMatchObject([{ domain: { id: 3, name: 'Plant' } }]);
  });

  test('an id is safe in an address and differs by each part of the key', () => {
    const keys = [
      {},
      { domainId: 1 },
      { source: '2a00::1' },
      { destination: '2a00::2' },
      { port: 20 },
      { protocolId: 17 },
    ];
    const ids = findingsOf(keys.map(connectionRow)).map((finding) => finding.id);
    expect(new Set(ids).size).toBe(keys.length);
    expect(ids.filter((id) => encodeURI(decodeURIComponent(id)) === id)).toHaveLength(4);
    expect(ids.join('')).toMatch(/^[\w.~%-]+$/);
  });
});

describe('fan-outs', () => {
  test('many destinations, each below the threshold, are one finding', () => {
    const finding = findingOf(...spread(60), ...spread(1, { connections: 2, records: 2 }));
    expect(finding).toMatchObject({
      id: 'f~0~10.1.2.3~21~tcp',
      kind: 'fan-out',
      destination: null,
      destinationCount: 60,
      connections: 62,
      sent: { bytes: 61_000, knownConnections: 62 },
      state: 'moving',
      reasons: [
        { code: 'fan-out', value: 60, threshold: { value: 5, source: 'choice' } },
        { code: 'sent-below-medium' },
      ],
      corrections: ['fan-out-pooled'],
    });
    expect(finding.destinations).toHaveLength(50);
    expect(finding.destinations[0]).toEqual({ address: '93.184.0.0', connections: 3 });
  });

  test('five destinations are none, six are one', () => {
    expect(findingsOf(spread(5))).toEqual([]);
    expect(findingOf(...spread(6)).reasons[0]).toMatchObject({
      code: 'fan-out',
      threshold: { value: 5, source: 'choice' },
    });
  });

  test('a destination that is a finding of its own is not pooled', () => {
    const own = connectionRow({ destination: '8.8.8.8', connections: 10 });
    const [pair, fanOut] = findingsOf([...spread(6), own]).toSorted((a, b) =>
      a.kind < b.kind ? 1 : -1,
    );
    expect([pair?.connections, fanOut?.connections]).toEqual([10, 6]);
    expect(cardsOf([pair, fanOut].flatMap((f) => f ?? []))[0]?.connections).toBe(16);
  });

  test('few destinations are one by what they got together', () => {
    const each = { connections: 3, records: 3, sentBytes: 340_000, receivedBytes: 900 };
    const [finding, ...more] = findingsOf(spread(5, each));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      kind: 'fan-out',
      risk: 'MEDIUM',
      connections: 15,
      sent: { bytes: 1_700_000 },
      reasons: [{ code: 'pooled-volume', value: 1_700_000, threshold: { value: 1_048_576 } }, {}],
    });
  });

  test('a large one hides no other', () => {
    const quiet = Array.from({ length: 10 }, (_, n) => spread(1, { source: `10.0.0.${n}` }));
    const scanning = [300, 200, 6].map((count) =>
      spread(count, { source: `10.9.9.${count % 251}` }),
    );
    const findings = findingsOf([...quiet, ...scanning].flat());
    expect(findings.map((finding) => finding.destinationCount)).toEqual([300, 200, 6]);
  });

  test('what stands out among the sources of the site is said', () => {
    const ordinary = Array.from({ length: 18 }, (_, n) => spread(8, { source: `10.0.0.${n}` }));
    const standing = [9, 30].map((count) => spread(count, { source: `10.9.9.${count}` }));
    const findings = findingsOf([...ordinary, ...standing].flat());
    const saying = findings.filter(({ reasons }) => reasons[1]?.code === 'fan-out-stands-out');
    // Of twenty counts the nineteenth, 9, is the 95th percentile: it is in.
    expect(saying.map((finding) => finding.destinationCount).sort()).toEqual([30, 9]);
    expect(saying[0]?.reasons[1]?.threshold).toEqual({ value: 8, source: 'choice' });
    expect(findings).toHaveLength(20);
  });

  test('of fewer than twenty sources none stands out', () => {
    const findings = findingsOf([...spread(300), ...spread(6, { source: '10.0.0.1' })]);
    expect(findings.map(({ reasons }) => reasons.map(({ code }) => code).slice(0, 2))).toEqual([
      ['fan-out', 'sent-below-medium'],
      ['fan-out', 'sent-below-medium'],
    ]);
  });

  test('ports, transports and domains are not pooled together', () => {
    const rows = [
      ...spread(3),
      ...spread(3, { port: 445 }),
      ...spread(3, { protocolId: 17 }),
      ...spread(3, { domainId: 1 }),
    ];
    expect(findingsOf(rows)).toEqual([]);
  });

  test('adds the counts of each log source over its destinations', () => {
    const seenTwice = [...spread(6), ...spread(4, { logSourceId: 9, logSourceName: 'core' })];
    expect(findingOf(...seenTwice)).toMatchObject({
      connections: 6,
      logSources: [
        { id: 7, connections: 6 },
        { id: 9, name: 'core', connections: 4 },
      ],
    });
  });

  test('has the best state of its destinations and rates by their bytes together', () => {
    const attempts = spread(6, uncounted).map((row) => ({ ...row, phase: 'opening' as const }));
    const transfer = connectionRow({
      destination: '8.8.8.8',
      connections: 1,
      records: 1,
      sentBytes: 1_000_000,
    });
    expect(findingOf(...attempts)).toMatchObject({ state: 'unknown', risk: 'LOW' });
    expect(findingOf(...attempts, transfer)).toMatchObject({ state: 'moving', risk: 'LOW' });
    expect(findingOf(...attempts, transfer, { ...transfer, destination: '8.8.4.4' })).toMatchObject(
      { state: 'moving', risk: 'MEDIUM' },
    );
  });
});

describe('limit', () => {
  const many = Array.from({ length: 200 }, (_, n) =>
    connectionRow({
      destination: `93.184.216.${n}`,
      // Equal in fours, so that ids decide too.
      connections: 4 + (n % 5),
      sentBytes: (n % 50) * 399_999,
    }),
  );

  test('keeps the worst and says that something was cut', () => {
    const all = findingsOf(many);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 250 }),
        fc.shuffledSubarray(many, { minLength: 200 }),
        (maxFindings, rows) => {
          const { findings, isCut } = judgedTransfers(fold(rows), { maxFindings });
          expect(findings).toEqual(all.slice(0, maxFindings));
          expect(isCut).toBe(maxFindings < 200);
        },
      ),
      { numRuns: 20 },
    );
  });

  test.each([true, false])(
    'findings come worst first where uploads on data channels are counted: %s',
    (stitching) => {
      const uploadTo = (destination: string) => (/[02468]$/.test(destination) ? 20_000_000 : 0);
      const evidence = fold(many);
      const seen = {
        countsOf: () => null,
        isElsewhere: () => false,
        channelOf: (pair: number) => {
          const upload = uploadTo(evidence.pair(pair).destination);
          return {
            ...aDataChannel(),
            sent: { bytes: upload, knownConnections: 1, lowerBound: false },
            largestSent: upload,
            sizes: null,
            activity: [0, 0, upload],
          };
        },
      };
      const { findings } = judgedTransfers(evidence, { seen, stitching });
      expect(findings).toEqual([...findings].sort(byWorstFirst));
      const isByUpload = (finding: Finding) =>
        finding.risk === 'HIGH' && (finding.sent?.bytes ?? 0) < 10_485_760;
      expect(findings.some(isByUpload)).toBe(stitching);
    },
  );

  test('findings come worst first', () => {
    const findings = findingsOf(many);
    expect(findings).toEqual([...findings].sort(byWorstFirst));
    expect(findings[0]?.risk).toBe('HIGH');
  });
});
