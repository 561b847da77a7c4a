import { ipNumber, openImportFixture, type ImportFixture } from './files.ts';

let fixture: ImportFixture;

beforeEach(async () => {
  fixture = await openImportFixture();
});

afterEach(async () => {
  await fixture.close();
});

function lines(...records: readonly unknown[]): string {
  return `${records.map((one) => JSON.stringify(one)).join('\n')}\n`;
}

const process = {
  EventID: 1,
  Channel: 'Microsoft-Windows-Sysmon/Operational',
  Computer: 'WS-1',
  TimeCreated: '2026-03-04T14:00:00.123456700Z',
  Image: 'C:\\Windows\\System32\\ftp.exe',
  CommandLine: 'ftp.exe -s:x.txt',
  ParentImage: 'C:\\Windows\\System32\\cmd.exe',
  OriginalFileName: 'ftp.exe',
  User: 'CORP\\a',
  RuleName: '-',
};

const connection = {
  ...process,
  EventID: 3,
  Protocol: 'udp',
  SourceIp: '10.1.1.1',
  SourcePort: '50000',
  DestinationIp: '28.1.1.1',
  DestinationPort: '69',
  DestinationHostname: '-',
};

describe('Sysmon events as JSON lines', () => {
  it('become events of their host with the property names of IBM’s mapping', async () => {
    const result = await fixture.load('sysmon.jsonl', lines(process));
    expect(result).toMatchObject({ kind: 'sysmon-json', loaded: 1, rejected: [] });
    const [event] = await fixture.events();
    expect(event).toMatchObject({
      starttime: Date.UTC(2026, 2, 4, 14, 0, 0, 123),
      username: 'CORP\\a',
      eventdirection: 'L2L',
      'property event id': 1,
      'property process path': process.Image,
      'property process name': 'ftp.exe',
      'property command': process.CommandLine,
      'property parent process path': process.ParentImage,
      'property original file name': 'ftp.exe',
    });
    expect(event?.['payload']).toContain('ftp.exe -s:x.txt');
    expect(fixture.store.dimensions.logSources).toMatchObject([
      { name: 'WS-1 (Sysmon)', typeId: 12 },
    ]);
  });

  it('have addresses only for connections', async () => {
    await fixture.load('sysmon.jsonl', lines(connection));
    expect(await fixture.events()).toMatchObject([
      {
        sourceip: ipNumber('10.1.1.1'),
        destinationip: ipNumber('28.1.1.1'),
        destinationport: 69,
        protocolid: 17,
        eventdirection: 'L2R',
        category: 4016,
      },
    ]);
  });

  it('keep the one leading backslash of a pipe', async () => {
    const pipe = { ...process, EventID: 17, PipeName: '\\msagent_f1' };
    await fixture.load('sysmon.jsonl', lines(pipe));
    expect((await fixture.events())[0]?.['property pipe name']).toBe('\\msagent_f1');
  });

  it.each([
    ['Hostname and @timestamp', { Hostname: 'WS-9', '@timestamp': '2026-03-04T14:00:00Z' }],
    ['Hostname and UtcTime', { Hostname: 'WS-9', UtcTime: '2026-03-04 14:00:00.000' }],
    ['Hostname and EventTime', { Hostname: 'WS-9', EventTime: '2026-03-04 14:00:00' }],
  ])('of collectors with %s are read', async (_, names) => {
    const { Computer, TimeCreated, ...rest } = process;
    expect([Computer, TimeCreated]).toHaveLength(2);
    await fixture.load('sysmon.jsonl', lines({ ...rest, ...names }));
    expect((await fixture.events())[0]?.['starttime']).toBe(Date.UTC(2026, 2, 4, 14));
    expect(fixture.store.dimensions.logSources[0]?.name).toBe('WS-9 (Sysmon)');
  });

  it('nested as Event.System and Event.EventData are read', async () => {
    const { EventID, Channel, Computer, TimeCreated, ...data } = process;
    const system = {
      EventID,
      Channel,
      Computer,
      TimeCreated: { '#attributes': { SystemTime: TimeCreated } },
    };
    await fixture.load('sysmon.jsonl', lines({ Event: { System: system, EventData: data } }));
    expect(await fixture.events()).toMatchObject([
      { 'property event id': 1, 'property original file name': 'ftp.exe' },
    ]);
  });

  const xml = (rest: string): unknown => ({
    HostName: 'lx-1',
    SyslogMessage: `<Event><System><EventID>1</EventID><TimeCreated SystemTime="2026-03-04T14:00:00.5Z"/><Channel>Linux-Sysmon/Operational</Channel></System><EventData><Data Name="Image">/usr/bin/curl</Data><Data Name="User">root</Data>${rest}`,
  });

  it('of Linux in syslog are read from their XML, entities and all', async () => {
    const record = xml(
      '<Data Name="CommandLine">curl -T a ftp://h &gt;&amp; b &#39;c&#39;</Data></EventData></Event>',
    );
    await fixture.load('syslog.json', lines(record));
    expect(await fixture.events()).toMatchObject([
      {
        starttime: Date.UTC(2026, 2, 4, 14, 0, 0, 500),
        username: 'root',
        'property process name': 'curl',
        'property command': `curl -T a ftp://h >& b 'c'`,
      },
    ]);
    expect(fixture.store.dimensions.logSources).toMatchObject([
      { name: 'lx-1 (Sysmon)', typeId: 11 },
    ]);
  });

  it('that syslog cut keep the cut value', async () => {
    await fixture.load('syslog.json', lines(xml('<Data Name="CommandLine">java -cp /opt/tom')));
    expect((await fixture.events())[0]?.['property command']).toBe('java -cp /opt/tom');
  });

  it('say what is wrong line by line and load the rest', async () => {
    const result = await fixture.load(
      'sysmon.jsonl',
      lines(
        process,
        { ...connection, DestinationIp: '-' },
        { ...connection, DestinationPort: 'ftp' },
        { ...process, EventID: 'one' },
        { ...process, TimeCreated: 'yesterday' },
        process,
      ),
    );
    expect(result.loaded).toBe(2);
    expect(result.rejected).toEqual([
      { line: 2, reason: 'DestinationIp is missing.' },
      { line: 3, reason: 'DestinationPort must be a whole number from 0 to 65535, not "ftp".' },
      { line: 4, reason: 'EventID must be a whole number from 1 to 255, not "one".' },
      { line: 5, reason: 'TimeCreated must be a time between 1990 and 2100, not "yesterday".' },
    ]);
  });
});
