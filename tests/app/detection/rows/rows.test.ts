import { aliases, sourceColumns } from '../../../../app/detection/aql/columns.ts';
import { readConnection, readDenied, readSourceRow } from '../../../../app/detection/rows/rows.ts';
import { rule } from '../../../../app/detection/rule/rule.ts';
import { arielRow, connectionRow, noonMs } from '../builders.ts';

const sourceRow = (change: Readonly<Record<string, unknown>> = {}) => ({
  [sourceColumns.logSource]: 'edge firewall',
  [sourceColumns.source]: '10.1.2.3',
  [sourceColumns.destination]: '93.184.216.34',
  [sourceColumns.port]: 21,
  [sourceColumns.user]: 'alice',
  [sourceColumns.protocol]: 'FTP',
  [sourceColumns.connections]: 4.0,
  [sourceColumns.sent]: 1000.0,
  [sourceColumns.received]: 2000.0,
  [sourceColumns.firstSeen]: noonMs,
  [sourceColumns.lastSeen]: noonMs,
  ...change,
});

describe('rows of the connections query', () => {
  test('are read as they come from Ariel', () => {
    expect(readConnection(arielRow())).toEqual(connectionRow());
  });

  test('may bring numbers as text', () => {
    const row = arielRow({
      [aliases.connections]: '4.0',
      [aliases.sent]: '1.0E3',
      [aliases.destinationPort]: '21',
      [aliases.firstSeen]: String(noonMs),
    });
    expect(readConnection(row)).toEqual(connectionRow());
  });

  const { permit, opened, progress, closed, denied } = rule.categories;
  test.each([
    ...permit.map((category) => ['opening', category] as const),
    ...opened.map((category) => ['opening', category] as const),
    ...progress.map((category) => ['progress', category] as const),
    ...closed.map((category) => ['closed', category] as const),
  ])('are of phase %s where their category is %p', (phase, category) => {
    expect(readConnection(arielRow({ [aliases.category]: category }))).toMatchObject({ phase });
  });

  test.each([0, 255])('protocol %p tells no transport: that of the port is taken', (protocol) => {
    const row = (port: number) =>
      arielRow({ [aliases.transport]: protocol, [aliases.destinationPort]: port });
    expect(readConnection(row(21))).toMatchObject({ protocolId: 6 });
    expect(readDenied(row(69))).toMatchObject({ protocolId: 17 });
  });

  test('a counter below zero claims nothing, and is known to be impossible', () => {
    const row = arielRow({ [aliases.sentImpossible]: 1, [aliases.sent]: -2_147_483_648 });
    expect(readConnection(row)).toMatchObject({ sentBytes: 0, sentImpossible: true });
  });

  test.each([...denied, 4001, 0, -1, 4002.5])('are of no phase where it is %p', (category) => {
    expect(readConnection(arielRow({ [aliases.category]: category }))).toBe('not-asked-for');
  });

  test.each([
    ['known, when the counter is there', 1, 0, 0],
    ['unknown, when there is none, whatever the sum says', 0, 0, null],
    ['unknown, when the sum is nothing', 1, null, null],
    ['unknown, when the sum is negative', 1, -5, null],
    ['unknown, when the sum is text', 1, 'many', null],
    ['unknown, when the console has no such property', undefined, undefined, null],
  ])('bytes are %s', (_, known, sum, sentBytes) => {
    const row = arielRow({ [aliases.sentKnown]: known, [aliases.sent]: sum });
    expect(readConnection(row)).toMatchObject({ sentBytes });
  });

  test.each([
    ['null', null],
    ['', null],
    ['  ', null],
    [null, null],
    [undefined, null],
    [17, null],
    ['<img onerror>', '<img onerror>'],
    ["' OR 1=1", "' OR 1=1"],
    ['\u202Eevil', '\u202Eevil'],
    ['a\ud800', 'a\ufffd'],
  ])('the user %j is read as %j', (user, read) => {
    expect(readConnection(arielRow({ [aliases.user]: user }))).toMatchObject({ user: read });
  });

  test('a user name of 64 kB is cut and says so', () => {
    const row = readConnection(arielRow({ [aliases.user]: 'x'.repeat(65_536) }));
    expect(row).toMatchObject({ user: `${'x'.repeat(256)}…` });
  });

  test('more records than events cannot be', () => {
    expect(readConnection(arielRow({ [aliases.records]: 9 }))).toMatchObject({ records: 4 });
  });

  test.each([
    ['not-a-row', null],
    ['not-a-row', 'text'],
    ['not-a-row', []],
    ['no-source', arielRow({ [aliases.source]: '0.0.0.0' })],
    ['no-source', arielRow({ [aliases.source]: 'null' })],
    ['no-source', arielRow({ [aliases.source]: 5 })],
    ['no-source', {}],
    ['no-destination', arielRow({ [aliases.destination]: '0:0:0:0:0:0:0:0' })],
    ['not-asked-for', arielRow({ [aliases.destinationPort]: 23 })],
    ['not-asked-for', arielRow({ [aliases.destinationPort]: null })],
    ['not-asked-for', arielRow({ [aliases.transport]: null })],
    ['not-asked-for', arielRow({ [aliases.category]: 4003 })],
    ['not-asked-for', arielRow({ [aliases.category]: null })],
    ['no-count', arielRow({ [aliases.connections]: 0 })],
    ['no-count', arielRow({ [aliases.connections]: Number.NaN })],
    ['no-count', arielRow({ [aliases.connections]: '1; DROP' })],
    ['no-time', arielRow({ [aliases.firstSeen]: noonMs / 1000 })],
    ['no-time', arielRow({ [aliases.lastSeen]: null })],
  ])('says %s of a row that does not fit', (problem, row) => {
    expect(readConnection(row)).toBe(problem);
  });
});

test('a denied row needs no destination', () => {
  const row = arielRow({ [aliases.destination]: undefined, [aliases.category]: undefined });
  expect(readDenied(row)).toEqual({
    domainId: 0,
    source: '10.1.2.3',
    port: 21,
    protocolId: 6,
    connections: 4,
    firstMs: noonMs,
    lastMs: noonMs + 60_000,
  });
});

describe('rows of the source profile', () => {
  test('are read under our names', () => {
    expect(readSourceRow(sourceRow())).toEqual({
      logSource: 'edge firewall',
      source: '10.1.2.3',
      destination: '93.184.216.34',
      port: 21,
      user: 'alice',
      connections: 4,
      sentBytes: 1000,
      receivedBytes: 2000,
      firstMs: noonMs,
      lastMs: noonMs,
    });
  });

  test.each([
    ['not-a-row', 7],
    ['no-source', sourceRow({ [sourceColumns.source]: '0.0.0.0' })],
    ['no-destination', sourceRow({ [sourceColumns.destination]: null })],
    ['not-asked-for', sourceRow({ [sourceColumns.port]: 443 })],
    ['no-count', sourceRow({ [sourceColumns.connections]: null })],
    ['no-time', sourceRow({ [sourceColumns.firstSeen]: 0 })],
  ])('say %s of a row that does not fit', (problem, row) => {
    expect(readSourceRow(row)).toBe(problem);
  });
});
