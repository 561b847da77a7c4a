import type { Finding } from '../../../contract/finding.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { riskOfBytes } from '../../../app/detection/judging/risk.ts';
import { parse } from '../../../sandbox/aql/index.ts';
import type { ConsoleStore } from '../../../sandbox/sql/store.ts';
import { detectOverStore, type WholeResult } from '../../sandbox/data/detection-over-store.ts';
import { noonMs } from './builders.ts';
import { event, openStore, repeat } from './small-store.ts';

/** The query as analysts have it. It names no window but its own and no LIMIT, and QRadar refuses it. */
const sourceQuery = `
  SELECT LOGSOURCENAME(logsourceid) AS LogSource, sourceip, destinationip, destinationport, username,
         CASE WHEN destinationport IN (20, 21) THEN 'FTP' WHEN destinationport = 990 THEN 'FTPS'
              WHEN destinationport IN (139, 445) THEN 'SMB' WHEN destinationport = 69 THEN 'TFTP'
              ELSE 'Other' END AS Protocol,
         COUNT(*) AS ConnectionCount, SUM("BytesSent") AS TotalBytesSent,
         SUM("BytesReceived") AS TotalBytesReceived, MIN(starttime) AS FirstSeen,
         MAX(starttime) AS LastSeen,
         CASE WHEN SUM("BytesSent") > 10485760 THEN 'HIGH' WHEN SUM("BytesSent") > 1048576 THEN 'MEDIUM'
              ELSE 'LOW' END AS ExfilRisk
  FROM events
  WHERE destinationport IN (20, 21, 69, 139, 445, 990) AND eventdirection = 'L2R'
    AND "BytesSent" IS NOT NULL
    AND NOT (destinationip INCIDR '10.0.0.0/8' OR destinationip INCIDR '172.16.0.0/12'
          OR destinationip INCIDR '192.168.0.0/16' OR destinationip INCIDR '127.0.0.0/8'
          OR destinationip INCIDR '169.254.0.0/16' OR destinationip INCIDR '100.64.0.0/10')
    AND CATEGORYNAME(category) IN ('Access Permitted', 'Connection Accepted', 'Session Opened',
                                   'Network Connection')
  LAST 24 HOURS
  GROUP BY sourceip, destinationip, destinationport, username, Protocol
  HAVING ConnectionCount > 3
  ORDER BY ConnectionCount DESC`;

const minuteMs = 60_000;

/** What the source query finds … */
const found = [
  ...repeat(8, { source: '10.0.0.5', username: 'alice', sent: 3_000_000, received: 100 }),
  ...repeat(6, { source: '10.0.0.6', destinationPort: 445, category: 4014, sent: 300_000 }),
  event({ source: '10.0.0.6', destinationPort: 445, category: 4014, sent: 0, received: 7 }),
  ...repeat(6, { source: '10.0.0.7', destinationPort: 69, protocolId: 17, sent: 20, received: 0 }),
  ...repeat(5, { source: '10.0.0.8', destinationPort: 990, destination: '198.51.100.4', sent: 1 }),
  // The first and the last millisecond of the window.
  event({ source: '10.0.0.9', destinationPort: 20, startMs: noonMs - 1_440 * minuteMs, sent: 1 }),
  ...repeat(2, { source: '10.0.0.9', destinationPort: 20, sent: 1 }),
  event({ source: '10.0.0.9', destinationPort: 20, startMs: noonMs - 1, sent: 1 }),
];

/** … and what it leaves out, each with its clause. */
const leftOut = [
  ...repeat(3, { source: '10.0.1.1', sent: 9_000_000 }), // not more than 3
  ...repeat(2, { source: '10.0.1.2', username: 'alice', sent: 1 }), // split by user
  ...repeat(2, { source: '10.0.1.2', username: 'bob', sent: 1, startMs: noonMs - 300 * minuteMs }),
  ...repeat(9, { source: '10.0.1.3' }), // no byte counter
  ...repeat(9, { source: '10.0.1.4', category: 4002, sent: 1 }), // Firewall Permit
  ...repeat(9, { source: '10.0.1.5', destination: '192.168.7.7', sent: 1 }),
  ...repeat(9, { source: '10.0.1.5', destination: '100.64.7.7', sent: 1 }),
  ...repeat(9, { source: '10.0.1.6', direction: 'R2L', sent: 1 }),
  ...repeat(9, { source: '10.0.1.7', destinationPort: 22, sent: 1 }),
  event({ source: '10.0.1.8', eventCount: 50, sent: 1 }), // coalesced: one record
  ...repeat(9, { source: '10.0.1.9', startMs: noonMs, sent: 1 }), // after the window
  ...repeat(9, { source: '10.0.1.9', startMs: noonMs - 1_460 * minuteMs, sent: 1 }), // before it
];

/** IPv6 has no place in `sourceip` and `destinationip`: QRadar answers `0.0.0.0` for both. */
const overIpv6 = repeat(9, { source: '2a00::5', destination: '2a02:26f0::9', sent: 1 });

const at = (minutesBefore: number) => noonMs - minutesBefore * minuteMs;

/** The twelve columns, written by hand from the records above, most connections first. */
const expected = [
  [
    'edge firewall',
    '10.0.0.5',
    '93.184.216.34',
    21,
    'alice',
    'FTP',
    8,
    24_000_000,
    800,
    at(60),
    at(53),
    'HIGH',
  ],
  [
    'edge firewall',
    '10.0.0.6',
    '93.184.216.34',
    445,
    null,
    'SMB',
    7,
    1_800_000,
    7,
    at(60),
    at(55),
    'MEDIUM',
  ],
  [
    'edge firewall',
    '10.0.0.7',
    '93.184.216.34',
    69,
    null,
    'TFTP',
    6,
    120,
    0,
    at(60),
    at(55),
    'LOW',
  ],
  [
    'edge firewall',
    '10.0.0.8',
    '198.51.100.4',
    990,
    null,
    'FTPS',
    5,
    5,
    null,
    at(60),
    at(56),
    'LOW',
  ],
  [
    'edge firewall',
    '10.0.0.9',
    '93.184.216.34',
    20,
    null,
    'FTP',
    4,
    4,
    null,
    at(1_440),
    noonMs - 1,
    'LOW',
  ],
];

/** The columns of the source query, as a finding has them. */
function twelveColumns(finding: Finding): unknown[] {
  return [
    ...[finding.logSources[0]?.name, finding.source, finding.destination, finding.port],
    ...[finding.users[0] ?? null, finding.protocol, finding.connections],
    ...[finding.sent?.bytes ?? null, finding.received?.bytes ?? null],
    ...[finding.firstSeenMs, finding.lastSeenMs, finding.risk],
  ];
}

describe('source profile beside the source query', () => {
  let store: ConsoleStore;
  let source: WholeResult;
  let corrected: WholeResult;

  beforeAll(async () => {
    store = await openStore([...found, ...leftOut, ...overIpv6]);
    source = await detectOverStore(store, { nowMs: noonMs, profile: 'source' });
    corrected = await detectOverStore(store, { nowMs: noonMs });
  });
  afterAll(() => store.close());

  const aql = () => source.queries[0]?.aql ?? '';
  const correctedFinding = (ip: string) =>
    corrected.findings.find(({ source: from }) => from === ip);

  test('the source query as it stands is refused', () => {
    expect(() => parse(sourceQuery)).toThrow(/INCIDR/);
    const clauses = sourceQuery.replaceAll(
      /destinationip INCIDR ('[^']+')/g,
      'INCIDR($1, destinationip)',
    );
    expect(() => parse(clauses)).toThrow(/GROUP/);
    expect(() => parse(aql())).not.toThrow();
  });

  test('gives the twelve columns row for row', () => {
    const rows = source.findings.toSorted((a, b) => b.connections - a.connections);
    expect(rows.map(twelveColumns)).toEqual(expected);
  });

  test('differs in its text only where QRadar demands it', () => {
    const inBoth = [
      'LOGSOURCENAME(logsourceid) AS LogSource, sourceip, destinationip, destinationport, username,',
      'COUNT(*) AS ConnectionCount, SUM("BytesSent") AS TotalBytesSent,',
      'SUM("BytesReceived") AS TotalBytesReceived, MIN(starttime) AS FirstSeen,',
      'MAX(starttime) AS LastSeen',
      "WHERE destinationport IN (20, 21, 69, 139, 445, 990) AND eventdirection = 'L2R'",
      '"BytesSent" IS NOT NULL',
      'GROUP BY sourceip, destinationip, destinationport, username',
      'HAVING ConnectionCount > 3',
      'ORDER BY ConnectionCount DESC',
    ];
    const flat = sourceQuery.replaceAll(/\s+/g, ' ');
    expect(inBoth.filter((part) => !flat.includes(part))).toEqual([]);
    expect(inBoth.filter((part) => !aql().includes(part))).toEqual([]);
  });

  /** What the source has, and what stands for it, because QRadar knows no other way. */
  const differences: readonly (readonly [string, RegExp, RegExp])[] = [
    [
      'INCIDR is a function with the block first',
      /destinationip INCIDR '10\.0\.0\.0\/8'/,
      /INCIDR\('10\.0\.0\.0\/8', destinationip\)/,
    ],
    [
      'categories by the ids of those names that the console has: two of four exist',
      /CATEGORYNAME\(category\) IN \('Access Permitted', 'Connection Accepted'/,
      /category IN \(4014, 4016\)/,
    ],
    [
      'the window is fixed to minutes and comes last',
      /LAST 24 HOURS\s+GROUP BY/,
      /LIMIT 100000 START \d+ STOP \d+$/,
    ],
    [
      'the protocol is a simple CASE and no longer a key, being a function of the port',
      /AS Protocol,[^]*username, Protocol/,
      /CASE destinationport WHEN 20 THEN 'FTP' [^]*AS FtProtocol,[^]*destinationport, username HAVING/,
    ],
    ['the risk is computed from the sum, outside AQL', /AS ExfilRisk/, /^(?!.*ExfilRisk)/],
    ['a limit is added, and said when reached', /^(?![^]*LIMIT)/, / LIMIT 100000 /],
  ];

  test.each(differences)('differs: %s', (_, inSource, inOurs) => {
    expect(sourceQuery).toMatch(inSource);
    expect(aql()).toMatch(inOurs);
  });

  test('the risk outside AQL is that of the CASE', () => {
    const boundaries = [0, 1_048_576, 1_048_577, 10_485_760, 10_485_761];
    expect(boundaries.map((bytes) => riskOfBytes(bytes))).toEqual([
      'LOW',
      'LOW',
      'MEDIUM',
      'MEDIUM',
      'HIGH',
    ]);
  });

  test('IPv6 folds into one row of 0.0.0.0, which is counted and shown, not a finding', () => {
    expect(source.skipped).toEqual([{ reason: 'no-source', rows: 1 }]);
  });

  test('without bytes received on the console the column is unknown, where the source query would fail', async () => {
    const properties = { ...defaultSettings.properties, received: ['NoSuchProperty'] };
    const { findings } = await detectOverStore(store, {
      nowMs: noonMs,
      profile: 'source',
      settings: { properties },
    });
    expect(findings.map(({ received }) => received)).toEqual(expected.map(() => null));
  });

  describe('what the corrected profile finds on the same records', () => {
    test.each([
      ['a host whose users are each below the threshold', '10.0.1.2', 4],
      ['connections without a byte counter', '10.0.1.3', 9],
      ['the most common permit category', '10.0.1.4', 9],
      ['one record that stands for fifty connections', '10.0.1.8', 50],
      ['IPv6', '2a00::5', 9],
      ['27 MB in three connections', '10.0.1.1', 3],
    ])('%s', (_, ip, connections) => {
      expect(correctedFinding(ip)).toMatchObject({ connections });
    });

    test.each([
      ['a documentation range', '10.0.0.8'],
      ['carrier NAT and private destinations', '10.0.1.5'],
      ['what came in', '10.0.1.6'],
      ['other ports', '10.0.1.7'],
      ['other minutes', '10.0.1.9'],
    ])('not %s', (_, ip) => {
      expect(correctedFinding(ip)).toBeUndefined();
    });

    test('the same risk where both see the same bytes', () => {
      const risks = ['10.0.0.5', '10.0.0.6', '10.0.0.7'].map((ip) => correctedFinding(ip)?.risk);
      expect(risks).toEqual(['HIGH', 'MEDIUM', 'LOW']);
    });

    test('a volume without the count, and says so', () => {
      expect(correctedFinding('10.0.1.1')).toMatchObject({
        risk: 'HIGH',
        corrections: ['volume-counts'],
      });
    });
  });
});
