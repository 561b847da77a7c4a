import { aliases } from '../../../../app/detection/aql/columns.ts';
import { announcementsIn } from '../../../../app/detection/stitching/announcement.ts';
import { readFtpLine } from '../../../../app/detection/stitching/ftp-line.ts';
import { readRecord } from '../../../../app/detection/looking/read-record.ts';
import { noonMs } from '../builders.ts';

const row = (change: Readonly<Record<string, unknown>> = {}) => ({
  [aliases.domain]: 0,
  [aliases.source]: '10.1.2.3',
  [aliases.sourcePort]: 40_000,
  [aliases.destination]: '93.184.216.34',
  [aliases.destinationPort]: 21,
  [aliases.transport]: 6,
  [aliases.category]: 18015,
  [aliases.logSource]: 7,
  [aliases.eventCount]: 1,
  [aliases.time]: noonMs,
  ...change,
});
const listener = (change: Readonly<Record<string, unknown>>) =>
  readFtpLine(row({ [aliases.dataPort]: 50_000, ...change }))?.announces?.listener;

describe('a command that a sensor read', () => {
  test.each([
    ['the server’s address', { [aliases.dataHost]: '93.184.216.34' }, 'server'],
    ['the client’s address', { [aliases.dataHost]: '::ffff:10.1.2.3' }, 'client'],
    ['Zeek’s flag', { [aliases.dataMode]: 'T' }, 'server'],
    ['Zeek’s flag', { [aliases.dataMode]: 'F' }, 'client'],
    ['a true value', { [aliases.dataMode]: true }, 'server'],
    ['Suricata’s word', { [aliases.dataMode]: 'active' }, 'client'],
    ['the command', { [aliases.command]: 'epsv' }, 'server'],
    ['the command', { [aliases.command]: 'PORT' }, 'client'],
    [
      'the mode, behind NAT',
      { [aliases.dataHost]: '205.167.25.101', [aliases.dataMode]: 'T' },
      'server',
    ],
  ])('says who waits by %s', (_, change, expected) => {
    expect(listener(change)).toBe(expected);
  });

  test('announces nothing where nobody is known to wait, or the port is none', () => {
    expect(listener({ [aliases.command]: 'STOR' })).toBeUndefined();
    for (const port of [0, 70_000, 'x', null])
      expect(listener({ [aliases.command]: 'PASV', [aliases.dataPort]: port })).toBeUndefined();
    expect(listener({ [aliases.command]: 'PASV', [aliases.dataPort]: '50000' })).toBe('server');
  });

  test('is of a control session or none', () => {
    for (const port of [50_000, 445, 69, null])
      expect(
        readFtpLine(row({ [aliases.destinationPort]: port, [aliases.command]: 'STOR' })),
      ).toBeNull();
    expect(readFtpLine(row())).toBeNull();
    expect(readFtpLine('text')).toBeNull();
  });

  test('names a file only where its command takes one', () => {
    const named = (command: string | null) =>
      readFtpLine(row({ [aliases.command]: command, [aliases.fileName]: 'x' }))?.fileName ?? null;
    expect(['STOR', 'RETR', null].map(named)).toEqual(['x', 'x', 'x']);
    expect(['PASS', 'USER', 'PORT'].map(named)).toEqual([null, null, null]);
  });

  test('keeps the session in progress whatever its category, unless it was denied', () => {
    const said = { [aliases.command]: 'STOR', [aliases.transport]: 0 };
    expect(readRecord(row({ ...said, [aliases.category]: 10_001 }))).toMatchObject({
      phase: 'progress',
      protocolId: 6,
    });
    expect(readRecord(row({ ...said, [aliases.category]: 18_014 }))).toBe('not-asked-for');
  });
});

test('of two sensors that read the same session one is listened to', () => {
  const read = (port: number, logSource: number, sourcePort = 40_000) => {
    const record = readRecord(
      row({
        [aliases.dataPort]: port,
        [aliases.dataMode]: 'T',
        [aliases.logSource]: logSource,
        [aliases.sourcePort]: sourcePort,
      }),
    );
    if (typeof record === 'string') throw new Error(record);
    return record;
  };
  const said = announcementsIn([
    read(50_000, 9),
    read(50_000, 7),
    read(50_001, 9),
    read(50_002, 7, 40_001),
  ]);
  expect(said.map(({ port, controlPort }) => [port, controlPort])).toEqual([
    [50_000, 40_000],
    [50_001, 40_000],
    [50_002, 40_001],
  ]);
});
