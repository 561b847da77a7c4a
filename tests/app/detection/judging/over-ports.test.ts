import fc from 'fast-check';
import { cardsOf } from '../../../../cards/cards.ts';
import { findingSchema, type Finding } from '../../../../contract/finding.ts';
import { portsTogether } from '../../../../app/detection/judging/over-ports.ts';
import type { ConnectionRow } from '../../../../app/detection/rows/rows.ts';
import { connectionRow, counter, findingOf, findingsOf, sessions, uncounted } from '../builders.ts';

const tcp = 6;
const udp = 17;

/** Three closed connections, answered, below every threshold. */
const small = (change: Partial<ConnectionRow> = {}) =>
  connectionRow({
    connections: 3,
    records: 3,
    sentBytes: 600_000,
    sentLargest: 200_000,
    receivedBytes: 900,
    ...change,
  });

const [here, there, elsewhere] = ['93.184.216.34', '93.184.216.35', '93.184.216.36'];

/** One opened connection to each of eight hosts, on the ports in turn; nothing was counted. */
const sweep = (ports: readonly number[]) =>
  Array.from({ length: 8 }, (_, n) =>
    connectionRow({
      destination: `93.184.217.${n}`,
      port: ports[n % ports.length] ?? 0,
      phase: 'opening',
      connections: 1,
      records: 1,
      ...uncounted,
    }),
  );

const byKind = (kind: Finding['kind'], findings: readonly Finding[]) =>
  findings.filter((finding) => finding.kind === kind);

describe('what a source did on several ports, each below every threshold', () => {
  test('to one host is one finding that names the host and all ports', () => {
    const finding = findingOf(
      small({ user: 'alice' }),
      small({ port: 445, connections: 2, records: 2, sentBytes: 700_000, user: 'bob' }),
      small({ port: 990, ...uncounted, connections: 1, records: 1, logSourceId: 8 }),
    );
    expect(findingSchema.parse(finding)).toEqual(finding);
    expect(finding).toMatchObject({
      id: 'm~0~10.1.2.3',
      kind: 'pooled',
      destination: here,
      destinations: [],
      destinationCount: 1,
      port: 445,
      transport: 'tcp',
      protocol: 'SMB',
      otherPorts: [
        { port: 21, transport: 'tcp', protocol: 'FTP', connections: 3 },
        { port: 990, transport: 'tcp', protocol: 'FTPS', connections: 1 },
      ],
      users: ['alice', 'bob'],
      logSources: [
        { id: 7, connections: 5 },
        { id: 8, connections: 1 },
      ],
      connections: 6,
      sent: { bytes: 1_300_000, knownConnections: 5 },
      dataChannel: null,
      state: 'moving',
      risk: 'MEDIUM',
      reasons: [
        { code: 'pooled-volume', value: 1_300_000, threshold: { value: 1_048_576 } },
        { code: 'several-ports', value: 3, unit: 'ports', threshold: null },
        { code: 'sent-above-medium' },
      ],
    });
    expect(finding.corrections).toContain('fan-out-pooled');
  });

  test('to two destinations is one finding that names both, each once', () => {
    const finding = findingOf(
      small(),
      small({ port: 445, destination: there, connections: 2, records: 2 }),
      small({ port: 445, connections: 1, records: 1, ...uncounted }),
    );
    expect(finding).toMatchObject({
      kind: 'pooled',
      destination: null,
      destinationCount: 2,
      destinations: [
        { address: here, connections: 4 },
        { address: there, connections: 2 },
      ],
      connections: 6,
      sent: { bytes: 1_200_000 },
      risk: 'MEDIUM',
      reasons: [{ code: 'pooled-volume' }, { code: 'several-ports', value: 2 }, {}],
    });
  });

  test('a sweep that changes ports is one, without any bytes', () => {
    expect(findingOf(...sweep([21, 445, 139]))).toMatchObject({
      kind: 'pooled',
      destination: null,
      destinationCount: 8,
      connections: 8,
      // No bytes are known: most connections, then the lowest port.
      port: 21,
      otherPorts: [
        { port: 139, connections: 2 },
        { port: 445, connections: 3 },
      ],
      sent: null,
      risk: 'LOW',
      reasons: [
        { code: 'fan-out', value: 8, threshold: { value: 5, source: 'choice' } },
        { code: 'several-ports', value: 3 },
        { code: 'sent-unknown' },
      ],
    });
  });

  test('that is little and goes to few is no finding', () => {
    const little = { connections: 2, records: 2, sentBytes: 20_000 };
    expect(findingsOf([small(little), small({ ...little, port: 445 })])).toEqual([]);
    // Eight pairs, but four hosts.
    const four = sweep([21, 445]).map((row, n) => ({
      ...row,
      destination: `93.184.217.${n >> 1}`,
    }));
    expect(findingsOf(four)).toEqual([]);
  });

  test('counts TCP and UDP of a number as two ports', () => {
    const rows = [small({ port: 69, protocolId: tcp }), small({ port: 69, protocolId: udp })];
    const finding = findingOf(...rows);
    expect(finding).toMatchObject({
      port: 69,
      transport: 'tcp',
      protocol: 'OTHER',
      otherPorts: [{ port: 69, transport: 'udp', protocol: 'TFTP', connections: 3 }],
      connections: 6,
    });
    expect(finding.corrections).toContain('transport-in-key');
    expect(findingOf(...rows.toReversed())).toEqual(finding);
  });

  test('is told apart by source and by domain', () => {
    const other = small({ port: 445 });
    expect(findingsOf([small(), { ...other, source: '10.1.2.4' }])).toEqual([]);
    expect(findingsOf([small(), { ...other, domainId: 1 }])).toEqual([]);
  });

  test('has what is no other finding', () => {
    const pair = small({ port: 990, connections: 9, records: 9 });
    const fanOut = [small({ port: 20 }), small({ port: 20, destination: there })];
    const findings = findingsOf([pair, ...fanOut, small(), small({ port: 445 })]);
    expect(findings.map(({ kind }) => kind).sort()).toEqual(['fan-out', 'pair', 'pooled']);
    expect(byKind('pooled', findings)).toMatchObject([
      { port: 21, otherPorts: [{ port: 445 }], connections: 6, sent: { bytes: 1_200_000 } },
    ]);
    const [card] = cardsOf(findings);
    expect(card).toMatchObject({ connections: 21, sentBytes: 3_000_000 });
  });

  test('needs more than one port of what is no other finding', () => {
    const fanOut = [small({ port: 20 }), small({ port: 20, destination: there })];
    const findings = findingsOf([...fanOut, small({ destination: elsewhere })]);
    expect(findings.map(({ kind }) => kind)).toEqual(['fan-out']);
  });

  test('is HIGH above its threshold', () => {
    const ports = Array.from({ length: 11 }, (_, n) =>
      small({ port: 20 + n, sentBytes: 1_000_000 }),
    );
    expect(findingOf(...ports)).toMatchObject({ risk: 'HIGH', connections: 33, port: 20 });
  });

  test('gives the same in any order', () => {
    const rows = [
      small(),
      small({ port: 445, destination: there }),
      small({ port: 69, protocolId: udp, destination: elsewhere }),
      ...sweep([139, 990]),
    ];
    const expected = findingsOf(rows);
    expect(expected).toHaveLength(1);
    const orders = fc.shuffledSubarray(rows, { minLength: rows.length });
    fc.assert(fc.property(orders, (order) => expect(findingsOf(order)).toEqual(expected)));
  });
});

describe('the port that stands for all', () => {
  const member = (
    port: number,
    connections: number,
    sentBytes: number | null,
    protocolId = tcp,
  ) => ({
    key: connectionRow({ port, protocolId }),
    rated: sessions({ connections, sent: sentBytes === null ? null : counter(sentBytes) }),
  });

  test.each([
    ['has most bytes sent', [member(20, 9, 1), member(21, 1, 2)], 21],
    ['has most bytes of all its pairs', [member(20, 1, 3), member(21, 1, 2), member(21, 1, 2)], 21],
    ['has bytes that are known', [member(20, 9, null), member(21, 1, 0)], 21],
    ['else has most connections', [member(20, 1, 5), member(21, 2, 5)], 21],
    ['else is the lowest', [member(445, 1, 5), member(21, 1, 5)], 21],
    ['else is TCP', [member(21, 1, 5, udp), member(21, 1, 5, tcp)], 21],
  ])('%s', (_, members, port) => {
    const { key, otherPorts } = portsTogether(members);
    expect(key).toMatchObject({ port, protocolId: tcp });
    expect(otherPorts).toHaveLength(1);
  });

  test('is no other port of itself, and the others are in order', () => {
    const members = [member(990, 1, 9), member(445, 1, 8), member(21, 4, 1), member(445, 2, null)];
    expect(portsTogether(members)).toMatchObject({
      key: { port: 990 },
      otherPorts: [
        { port: 21, transport: 'tcp', protocol: 'FTP', connections: 4 },
        { port: 445, transport: 'tcp', protocol: 'SMB', connections: 3 },
      ],
    });
    expect(portsTogether(members.slice(0, 1)).otherPorts).toEqual([]);
  });
});
