/** The three classes of benign transfers, and who looks nearly like them. */
import type { Finding } from '../../../../contract/finding.ts';
import {
  storageRanges,
  tagsByAddress,
} from '../../../../app/detection/allowing/published-ranges.ts';
import { recognise, type Surroundings } from '../../../../app/detection/allowing/recognise.ts';
import { aFinding as findingOf } from '../../adapters/store/some-findings.ts';

const aFinding = (change: Partial<Finding>) => findingOf('f', change);
const dayMs = 24 * 60 * 60_000;
const tags = storageRanges({
  changeNumber: 363,
  values: [
    { name: 'AzureCloud', properties: { addressPrefixes: ['20.0.0.0/11'] } },
    {
      name: 'Storage.WestEurope',
      properties: { addressPrefixes: ['20.33.145.0/24', '2603:1020:206::/48'] },
    },
  ],
});
const around: Surroundings = {
  window: { startMs: 0, stopMs: dayMs },
  tagOf: tagsByAddress(tags),
  rangesAgeDays: 3,
  othersTo: () => 0,
  othersOf: () => 0,
  isConfirmed: () => false,
};
const volume = (bytes: number) => ({ bytes, knownConnections: 6, lowerBound: false });

const share: Finding = aFinding({
  source: '10.20.1.15',
  destination: '20.33.145.20',
  port: 445,
  protocol: 'SMB',
  state: 'moving',
  risk: 'HIGH',
  connections: 6,
  sent: volume(180_000_000),
  received: volume(420_000_000),
  activity: [0, 12, 24, 36, 48, 60].map((part) => ({
    part,
    connections: 1,
    sentBytes: 30_000_000,
  })),
});

test('a share that is read and written in a published range of storage is cloud files', () => {
  expect(recognise(share, around)).toMatchObject({
    kind: 'cloud-files',
    subject: {
      scope: 'source-destination',
      source: share.source,
      destination: share.destination,
    },
  });
});

test('an attacker in the same region at the same hours is not suggested away', () => {
  const attacker: Finding = {
    ...share,
    id: 'attacker',
    source: '10.20.7.7',
    destination: '20.33.145.99',
    sent: volume(600_000_000),
    received: volume(2_000_000),
  };
  expect(recognise(attacker, around)).toBeNull();
  // And what is suggested of the share names nothing of the attacker's.
  const { subject } = recognise(share, around) ?? { subject: null };
  expect(subject).toMatchObject({ source: '10.20.1.15', destination: '20.33.145.20' });
});

describe('servers of DFS that the site names', () => {
  const named = storageRanges({
    values: [
      { name: 'DFS.Branches', properties: { addressPrefixes: ['198.51.100.0/28'] } },
      { name: 'Storage', properties: { addressPrefixes: ['198.51.100.0/24'] } },
    ],
  });
  const site = { ...around, tagOf: tagsByAddress(named) };
  const onDfs = { ...share, destination: '198.51.100.3' };

  test('are recognised where shares are read and written, on nobody else’s word', () => {
    const found = recognise(onDfs, { ...site, rangesAgeDays: 400 });
    expect(found).toMatchObject({
      kind: 'dfs',
      subject: { scope: 'source-destination', source: share.source, destination: '198.51.100.3' },
    });
    expect(found?.facts).toContainEqual({
      ...{ code: 'in-own-range', speaksFor: true, value: null, what: 'DFS.Branches' },
    });
    expect(found?.facts).toContainEqual({
      ...{ code: 'own-word-only', speaksFor: false, value: null, what: null },
    });
    expect(recognise({ ...onDfs, destination: '198.51.100.20' }, site)?.kind).toBe('cloud-files');
  });

  test('do not suggest an attacker away who sends to the same range at the same hours', () => {
    const attacker = { ...onDfs, id: 'attacker', source: '10.20.7.7' };
    const sending = { sent: volume(600_000_000), received: volume(2_000_000) };
    expect(recognise({ ...attacker, ...sending }, site)).toBeNull();
    expect(recognise({ ...attacker, received: null }, site)).toBeNull();
    expect(recognise({ ...attacker, protocol: 'FTP', port: 21 }, site)).toBeNull();
    // Who looks like a share in use is suggested for itself alone, and the share's entry does not name it.
    expect(recognise(onDfs, site)?.subject.source).toBe('10.20.1.15');
  });

  test('may be all of a file, and not half of the Internet', () => {
    const own = (prefix: string) => ({
      values: [{ name: 'DFS', properties: { addressPrefixes: [prefix] } }],
    });
    expect(storageRanges(own('198.51.100.9'))).toEqual([
      { tag: 'DFS', prefixes: ['198.51.100.9/32'] },
    ]);
    expect(() => storageRanges(own('0.0.0.0/1'))).toThrow('allowlist-ranges-invalid');
  });
});

test('a rented machine in the same cloud is no storage', () => {
  expect(recognise({ ...share, destination: '20.1.2.3' }, around)).toBeNull();
});

test('old ranges speak against', () => {
  const { facts } = recognise(share, { ...around, rangesAgeDays: 15.5 }) ?? { facts: [] };
  expect(facts).toContainEqual({ code: 'range-is-old', speaksFor: false, value: 15, what: null });
});

const upload: Finding = aFinding({
  source: '10.50.0.12',
  destination: '28.210.5.30',
  port: 21,
  protocol: 'FTP',
  state: 'moving',
  risk: 'HIGH',
  connections: 18,
  users: ['svc-build'],
  userCount: 1,
  sent: volume(57_600_000),
  activity: Array.from({ length: 9 }, (_, n) => ({
    part: n * 8,
    connections: 2,
    sentBytes: 6_400_000 + n * 1000,
  })),
  sizes: { transfers: 18, meanBytes: 3_200_000, deviationPercent: 1 },
});

test('artefacts of one size by an account of a service are a pipeline', () => {
  expect(recognise(upload, around)).toMatchObject({ kind: 'pipeline' });
});

test.each([
  ['by a person', { users: ['alice'] }],
  ['by several accounts', { users: ['svc-build', 'alice'], userCount: 2 }],
  ['by nobody known', { users: [], userCount: 0 }],
  [
    'of very different sizes',
    { sizes: { transfers: 18, meanBytes: 3_200_000, deviationPercent: 11 } },
  ],
  ['of unknown sizes', { sizes: null }],
  ['that moved little', { risk: 'LOW' as const }],
  ['that may be attempts', { state: 'unknown' as const }],
])('uploads %s are none', (_, change) => {
  expect(recognise({ ...upload, ...change }, around)).toBeNull();
});

test('nothing is suggested of a source with a confirmed true positive', () => {
  expect(recognise(upload, { ...around, isConfirmed: () => true })).toBeNull();
});

const nightly: Finding = aFinding({
  ...upload,
  source: '10.20.1.30',
  destination: '28.230.11.2',
  connections: 24,
  users: [],
  userCount: 0,
  regularity: {
    score: 0.95,
    skew: 1,
    dispersion: 0.9,
    medianMs: 100_000,
    spreadMs: 0,
    intervals: 23,
  },
  activity: [8, 9, 10].map((part) => ({ part, connections: 8, sentBytes: 200_000_000 })),
});

test('many files of one size within an hour, evenly, are a backup, of which one night is no proof', () => {
  const found = recognise(nightly, around);
  expect(found?.kind).toBe('backup');
  expect(found?.facts.filter(({ speaksFor }) => !speaksFor).map(({ code }) => code)).toEqual(
    expect.arrayContaining(['one-day-only', 'no-single-account', 'only-one']),
  );
});

test.each([
  [
    'all day long',
    { activity: [0, 48, 95].map((part) => ({ part, connections: 8, sentBytes: 1_000_000 })) },
  ],
  ['at an uneven pace', { regularity: null }],
  ['of few files', { connections: 4 }],
  ['over SMB', { protocol: 'SMB' as const, port: 445 }],
])('transfers %s are none', (_, change) => {
  expect(recognise({ ...nightly, ...change }, around)).toBeNull();
});

test('the port of a product that uses passive FTP speaks for a backup', () => {
  const channel = {
    ...{ sent: null, received: null, total: null, connections: 24, origins: [], modes: [] },
    ...{ confidence: null, doubted: 0, doubtedBytes: 0, sessions: 24, assumedSessions: 0 },
    ...{ partial: false, counted: true, ftpLog: null, ports: { from: 10_000, to: 10_023 } },
  };
  const { facts } = recognise({ ...nightly, dataChannel: channel }, around) ?? { facts: [] };
  expect(facts).toContainEqual({
    code: 'backup-port',
    speaksFor: true,
    value: null,
    what: 'Axcient x360Recover',
  });
});

test.each([
  [{ values: [] }],
  [{ values: [{ name: 'AzureCloud', properties: { addressPrefixes: ['20.0.0.0/11'] } }] }],
  [{ values: [{ name: 'Storage', properties: { addressPrefixes: ['20.0.0.0/99'] } }] }],
])('a file without ranges of storage is refused', (file) => {
  expect(() => storageRanges(file)).toThrow('allowlist-ranges-invalid');
});
