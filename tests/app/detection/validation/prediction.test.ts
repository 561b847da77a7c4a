/** The card stated beforehand, and what it says when another one comes (V6). */
import { defaultSettings } from '../../../../contract/default-settings.ts';
import type { Settings } from '../../../../contract/session.ts';
import type { Comparison, TechniqueId, Variant } from '../../../../contract/validation.ts';
import { comparisonOf } from '../../../../app/detection/validation/compare.ts';
import { predictionOf } from '../../../../app/detection/validation/predict.ts';
import { placed } from '../../../../app/detection/validation/recipe.ts';
import { receiptStatement, ruleStatement } from '../../../../app/detection/validation/statement.ts';
import type { ConsoleStore, EventRow } from '../../../../sandbox/sql/store.ts';
import { event } from '../small-store.ts';
import {
  atMs,
  checked,
  host,
  networkOf,
  networkRows,
  openBench,
  server,
  sysmonOf,
  sysmonRow,
} from './bench-store.ts';

const opened: ConsoleStore[] = [];
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

const mib = 2 ** 20;

function predicted(
  technique: TechniqueId,
  {
    target = server,
    variant = 'test',
    hasSent = true,
    bytes = null,
    ...settings
  }: {
    target?: string;
    variant?: Variant;
    hasSent?: boolean | null;
    bytes?: number | null;
  } & Partial<Settings> = {},
) {
  const where = technique === 'smb-pipe' ? null : target;
  const request = { technique, variant, source: host, host: null, target: where, bytes };
  const all = { ...defaultSettings, ...settings };
  return predictionOf(placed(request), variant, { settings: all, hasSent, nowMs: atMs });
}

test.each([
  ['ftp-c2', { fires: true, protocol: 'FTP', state: 'moving', risk: 'LOW' }],
  ['smb-pipe', { fires: false, whyNot: 'no-connection', protocol: null }],
  ['ftp-upload', { fires: true, protocol: 'FTP', state: 'moving', risk: 'HIGH' }],
  ['smb-internet', { fires: true, protocol: 'SMB', state: 'moving', risk: 'HIGH' }],
  ['tftp', { fires: true, protocol: 'TFTP', state: 'moving', risk: 'MEDIUM' }],
  ['ftps', { fires: true, protocol: 'FTPS', state: 'moving', risk: 'HIGH' }],
] as const)('what is stated of %s', (technique, card) => {
  expect(predicted(technique)).toMatchObject({ clause: null, ...card });
});

test.each([
  '127.0.0.1',
  '::1',
  '10.1.2.3',
  '192.168.1.1',
  '169.254.0.1',
  'fd00::1',
  '::ffff:10.0.0.1',
])('a target that is not outside cannot fire: %s', (target) => {
  expect(predicted('ftp-upload', { target })).toMatchObject({
    fires: false,
    clause: 'destination',
    whyNot: null,
  });
});

test('own public blocks, thresholds, an unread data channel and unknown bytes change what is stated', () => {
  expect(predicted('ftp-upload', { ownPublicBlocks: ['93.184.216.0/24'] })).toMatchObject({
    fires: false,
    clause: 'destination',
  });
  const thresholds = { connections: 10_000, mediumBytes: 100 * mib, highBytes: 200 * mib };
  expect(predicted('ftp-c2', { thresholds })).toMatchObject({ fires: false, whyNot: 'too-few' });
  expect(predicted('ftp-upload', { stitching: false })).toMatchObject({ fires: true, risk: 'LOW' });
  expect(predicted('ftp-upload', { bytes: mib })).toMatchObject({
    fires: true,
    risk: 'MEDIUM',
    sent: { least: 4 * mib + 4 },
  });
  expect(predicted('ftp-upload', { hasSent: false })).toMatchObject({ sent: null, risk: 'LOW' });
  expect(predicted('ftp-upload', { hasSent: null })).toMatchObject({ sent: null, risk: null });
  expect(predicted('smb-internet', { hasSent: false })).toMatchObject({
    fires: false,
    whyNot: 'too-few',
  });
  expect(predicted('ftps', { variant: 'twin' })).toMatchObject({ fires: false, whyNot: 'twin' });
});

const marker = 'twabcd1234';

async function compared(technique: TechniqueId, network: readonly EventRow[], settings = {}) {
  const sysmon = sysmonOf(technique, 'test', marker).map((one) => sysmonRow('extension', one));
  const store = await openBench('extension', [...sysmon, ...network]);
  opened.push(store);
  const { comparison } = await checked(store, { technique, marker, settings });
  return Object.fromEntries(
    comparison.map((line: Comparison) => [line.field, line.isSame ? 'same' : line.reason]),
  );
}

/** The data connections of an upload: ports of the server's choice, while the control connections are open. */
const dataRows = (bytes: number) =>
  networkRows(21, { count: 4, sent: bytes }).map((row, n) => ({
    ...row,
    destinationPort: 50_100 + n,
    sourcePort: 52_000 + n,
  }));

test('a card as it was stated: control connections and the data connections joined to them', async () => {
  expect(
    await compared('ftp-upload', [...networkOf('ftp-upload', 'test'), ...dataRows(3 * mib + 40)]),
  ).toEqual({
    ...{ fires: 'same', protocol: 'same', connections: 'same' },
    ...{ sent: 'same', state: 'same', risk: 'same' },
  });
});

test('14 MiB stated and some hundred bytes seen: no data channel is logged', async () => {
  expect(await compared('ftp-upload', networkOf('ftp-upload', 'test'))).toMatchObject({
    ...{ fires: 'same', protocol: 'same' },
    ...{ sent: 'no-data-channel', risk: 'no-data-channel' },
  });
});

test('bytes that no record carries', async () => {
  const bare = networkOf('ftp-upload', 'test').map((row) => ({
    ...row,
    properties: { BytesSent: null, BytesReceived: 900 },
  }));
  // Somebody else's records fill the property, so that it is read.
  const other = event({ source: '10.0.0.77', startMs: atMs - 3_600_000, sent: 5, received: 5 });
  expect(await compared('ftp-upload', [...bare, other])).toMatchObject({
    sent: 'bytes-not-filled',
    risk: 'bytes-not-filled',
  });
});

test('more connections than the steps open are of something else, and fewer are no card', async () => {
  const rows = networkRows(21, { count: 40, sent: 500 });
  expect(await compared('ftp-c2', rows)).toMatchObject({ connections: 'other-traffic' });
  const few = networkRows(21, { count: 2, sent: 500 });
  expect(await compared('ftp-c2', few)).toMatchObject({ fires: 'too-few', protocol: 'follows' });
  expect(await compared('ftp-c2', [])).toMatchObject({ fires: 'no-records', risk: 'follows' });
});

test('a rule that was changed since is a reason by itself', () => {
  const prediction = predicted('ftp-c2');
  const detection = {
    ...({ answer: 'not-fired', unknown: null, finding: null, droppedBy: null } as const),
    funnel: [],
  };
  const [fires] = comparisonOf(prediction, detection, {
    ...{ isRuleChanged: true, hasDataChannel: false, connections: 4 },
  });
  expect(fires).toMatchObject({ predicted: true, seen: false, reason: 'rule-changed' });
});

test('the text of a receipt depends on its values alone, and every one of them changes it', () => {
  const request = {
    ...({ technique: 'ftp-c2', variant: 'test', source: host, host: null, bytes: null } as const),
    target: server,
  };
  const properties = {
    ...{ eventId: ['Event ID'], process: [], command: [], parentCommand: [], file: [], pipe: [] },
    ...{ guid: [], originalName: [], sent: ['Bytes Sent'], received: [], total: [] },
  };
  const made = {
    ...({
      placed: placed(request),
      variant: 'test',
      marker,
      ruleVersion: 'r1',
      properties,
    } as const),
    ...{ prediction: predicted('ftp-c2'), settings: defaultSettings },
  };
  const text = receiptStatement(made);
  expect(receiptStatement({ ...made, properties: { ...properties } })).toBe(text);
  expect(JSON.parse(text)).toMatchObject({ marker, technique: 'ftp-c2', times: 4 });
  for (const change of [
    { marker: 'twabcd1235' },
    { ruleVersion: 'r2' },
    { properties: { ...properties, sent: [] } },
    { prediction: { ...made.prediction, fires: false } },
    { placed: placed({ ...request, target: '198.51.100.9' }) },
  ])
    expect(receiptStatement({ ...made, ...change })).not.toBe(text);
});

test('the rule has another version by every setting that changes findings, and by no other', () => {
  const version = ruleStatement(defaultSettings);
  const { thresholds } = defaultSettings;
  for (const change of [
    { categories: [9001] },
    { portPacks: ['ssh'] },
    { thresholds: { ...thresholds, connections: 4 } },
    { ownPublicBlocks: ['198.51.100.0/24'] },
    { stitching: !defaultSettings.stitching },
  ] as Partial<Settings>[])
    expect(ruleStatement({ ...defaultSettings, ...change })).not.toBe(version);
  const operating: Settings = { ...defaultSettings, auditDays: 31, logLevel: 'error' };
  expect(ruleStatement(operating)).toBe(version);
});
