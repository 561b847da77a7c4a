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

const channel = 'Microsoft-Windows-Sysmon/Operational';
const provider = 'Microsoft-Windows-Sysmon';
const created = '2026-03-04T14:00:00.043Z';
const data = {
  UtcTime: '2026-03-04 14:00:00.000',
  Image: 'C:\\Windows\\System32\\ftp.exe',
  User: 'EX\\u1',
  Protocol: 'tcp',
  Initiated: 'true',
  SourceIp: '10.1.1.1',
  SourcePort: '50000',
  DestinationIp: '28.1.1.1',
  DestinationPort: '21',
};
const elements = Object.entries(data);
const xml = `<Event xmlns='x'><System><Provider Name='${provider}' Guid='{5770385F}'/><EventID>3</EventID><TimeCreated SystemTime='${created}'/><Channel>${channel}</Channel><Computer>ws-1</Computer></System><EventData>${elements.map(([name, value]) => `<Data Name='${name}'>${value}</Data>`).join('')}</EventData></Event>`;

describe('a Sysmon connection', () => {
  it.each<readonly [string, unknown]>([
    ['flat', { EventID: 3, Channel: channel, Computer: 'ws-1', TimeCreated: created, ...data }],
    [
      'evtx_dump',
      {
        Event: {
          System: {
            Provider: { '#attributes': { Name: provider } },
            EventID: 3,
            Channel: channel,
            Computer: 'ws-1',
            TimeCreated: { '#attributes': { SystemTime: created } },
          },
          EventData: data,
        },
      },
    ],
    [
      'xmltodict',
      {
        Event: {
          '@xmlns': 'x',
          System: {
            Provider: { '@Name': provider },
            EventID: { '@Qualifiers': '', '#text': '3' },
            Channel: channel,
            Computer: 'ws-1',
            TimeCreated: { '@SystemTime': '2026-03-04 14:00:00.043' },
          },
          EventData: { Data: elements.map(([name, text]) => ({ '@Name': name, '#text': text })) },
        },
      },
    ],
    [
      'EvtxECmd',
      {
        EventId: 3,
        Provider: provider,
        Channel: channel,
        Computer: 'ws-1',
        TimeCreated: '2026-03-04T14:00:00.0430000+00:00',
        Payload: JSON.stringify({
          EventData: { Data: elements.map(([name, text]) => ({ '@Name': name, '#text': text })) },
        }),
      },
    ],
    [
      'Winlogbeat',
      {
        '@timestamp': created,
        winlog: {
          channel,
          provider_name: provider,
          computer_name: 'ws-1',
          event_id: 3,
          event_data: data,
        },
      },
    ],
    [
      'Winlogbeat 6',
      {
        '@timestamp': created,
        log_name: channel,
        source_name: provider,
        computer_name: 'ws-1',
        event_id: 3,
        event_data: data,
      },
    ],
    [
      'the Elastic Agent, its data moved to ECS',
      {
        '@timestamp': created,
        event: { code: '3', provider },
        host: { name: 'ws-1' },
        winlog: { channel, computer_name: 'ws-1', event_id: '3' },
        process: { executable: data.Image },
        user: { name: 'u1', domain: 'EX' },
        network: { transport: 'tcp' },
        source: { ip: data.SourceIp, port: 50_000 },
        destination: { ip: data.DestinationIp, port: 21 },
      },
    ],
    [
      'a hit of Elasticsearch with dotted names',
      {
        _source: {
          '@timestamp': created,
          'winlog.channel': channel,
          'winlog.provider_name': provider,
          'winlog.computer_name': 'ws-1',
          'winlog.event_id': '3',
          ...Object.fromEntries(
            elements.map(([name, value]) => [`winlog.event_data.${name}`, value]),
          ),
        },
      },
    ],
    [
      'Wazuh',
      {
        timestamp: created,
        data: {
          win: {
            system: {
              providerName: provider,
              eventID: '3',
              channel,
              computer: 'ws-1',
              systemTime: created,
            },
            eventdata: Object.fromEntries(
              elements.map(([name, value]) => [name.replace(/^./, (c) => c.toLowerCase()), value]),
            ),
          },
        },
      },
    ],
    [
      'Azure Sentinel',
      {
        TimeGenerated: created,
        Source: provider,
        EventLog: channel,
        EventID: 3,
        Computer: 'ws-1',
        EventData: `<DataItem><EventData>${elements.map(([name, value]) => `<Data Name="${name}">${value}</Data>`).join('')}</EventData></DataItem>`,
      },
    ],
    ['XML in a message', { message: xml }],
    [
      'forwarded, told by its fields',
      {
        EventID: 3,
        Channel: 'ForwardedEvents',
        Computer: 'ws-1',
        TimeCreated: created,
        ProcessGuid: '{1}',
        ...data,
      },
    ],
  ])('is the same in every shape: %s', async (_, shape) => {
    const result = await fixture.load('sysmon.json', lines(shape));
    expect(result).toMatchObject({ kind: 'sysmon-json', loaded: 1, rejected: [] });
    expect(await fixture.events()).toMatchObject([
      {
        starttime: Date.UTC(2026, 2, 4, 14, 0, 0, 43),
        sourceip: ipNumber('10.1.1.1'),
        sourceport: 50_000,
        destinationip: ipNumber('28.1.1.1'),
        destinationport: 21,
        protocolid: 6,
        category: 4016,
        username: 'EX\\u1',
        'property process name': 'ftp.exe',
      },
    ]);
    expect(fixture.store.dimensions.logSources).toMatchObject([{ name: 'ws-1 (Sysmon)' }]);
  });

  it('that was accepted and is written from the service’s side is turned round', async () => {
    const accepted = {
      ...data,
      Initiated: 'false',
      SourceIp: '10.1.1.9',
      SourcePort: '445',
      DestinationIp: '10.1.1.1',
      DestinationPort: '50000',
    };
    const record = {
      EventID: 3,
      Channel: channel,
      Computer: 'srv',
      TimeCreated: created,
      ...accepted,
    };
    await fixture.load('sysmon.json', lines(record));
    expect(await fixture.events()).toMatchObject([
      { sourceip: ipNumber('10.1.1.1'), destinationip: ipNumber('10.1.1.9'), destinationport: 445 },
    ]);
  });

  it('of another channel or provider is no Sysmon event, whatever its number', async () => {
    const other = { EventID: 3, Computer: 'ws-1', TimeCreated: created, ...data };
    await expect(
      fixture.load(
        'other.json',
        lines(
          { ...other, Channel: 'Microsoft-Windows-TaskScheduler/Operational' },
          { ...other, Channel: channel, Provider: 'Microsoft-Windows-Kernel-General' },
        ),
      ),
    ).rejects.toThrow(/Windows events without network events of Sysmon/);
  });

  it('is missed in a Winlogbeat export of other channels, which is named', async () => {
    const winlog = { channel: 'Security', computer_name: 'ws-1', event_id: '4624', event_data: {} };
    await expect(
      fixture.load('beat.ndjson', lines({ '@timestamp': created, winlog })),
    ).rejects.toThrow(/a Winlogbeat export without network events[^]*event 3/);
  });
});

describe('Suricata’s eve.json', () => {
  const ends = {
    src_ip: '10.1.1.1',
    src_port: 50_000,
    dest_ip: '28.1.1.1',
    dest_port: 21,
    proto: 'TCP',
    flow_id: 7,
  };
  const timestamp = '2026-03-04T14:01:00.000000+0000';
  const flow = {
    ...ends,
    timestamp,
    event_type: 'flow',
    app_proto: 'ftp',
    flow: {
      pkts_toserver: 12,
      pkts_toclient: 14,
      bytes_toserver: 800,
      bytes_toclient: 1500,
      start: '2026-03-04T13:59:00.000000+0000',
      end: '2026-03-04T14:00:00.000000+0000',
      state: 'closed',
    },
  };
  const ftp = {
    ...ends,
    timestamp: '2026-03-04T13:59:30.000000+0000',
    event_type: 'ftp',
    ftp: { command: 'EPSV', dynamic_port: 51_093, mode: 'passive' },
  };

  it('gives flows at their end with bytes, and commands as progress with what they announce', async () => {
    const result = await fixture.load('eve.json', lines(ftp, flow));
    expect(result).toMatchObject({ kind: 'suricata-json', loaded: 2, rejected: [] });
    expect(await fixture.events()).toMatchObject([
      { category: 18_015, 'property ftp data port': 51_093, 'property ftp data host': '28.1.1.1' },
      {
        starttime: Date.UTC(2026, 2, 4, 14),
        devicetime: Date.UTC(2026, 2, 4, 13, 59),
        category: 4008,
        'property bytes sent': 800,
        'property packets received': 14,
        'property application': 'ftp',
      },
    ]);
  });

  it('takes a flow without an answer for an opening', async () => {
    const unanswered = {
      ...flow,
      flow: { ...flow.flow, pkts_toclient: 0, bytes_toclient: 0, state: 'new' },
    };
    await fixture.load('eve.json', lines(unanswered));
    expect(await fixture.events()).toMatchObject([{ category: 4007 }]);
  });

  it('refuses other records by name; a file of only those is named', async () => {
    const dns = { ...ends, timestamp, event_type: 'dns', dns: {} };
    expect(await fixture.load('eve.json', lines(dns, flow))).toMatchObject({
      loaded: 1,
      rejected: [{ line: 1, reason: expect.stringMatching(/Suricata's "dns"/) as string }],
    });
    await expect(fixture.load('dns.json', lines(dns))).rejects.toThrow(
      /a Suricata eve\.json[^]*Needed are records of the types flow/,
    );
  });
});

describe('lines of firewalls', () => {
  it('are read as LEEF with any delimiter, and as CEF', async () => {
    const content = [
      '<13>Mar  4 14:00:00 gw-1 LEEF:1.0|V|FW|1|allow|devTime=2026-03-04T14:00:00Z\tsrc=10.1.1.1\tdst=28.1.1.1\tsrcPort=50001\tdstPort=21\tproto=TCP\tsrcBytes=310\tdstBytes=900',
      'LEEF:2.0|V|FW|1|deny|^|devTime=1772632801000^src=10.1.1.1^dst=28.1.1.1^dstPort=445^proto=6',
      'LEEF:2.0|V|FW|1|close|x7C|devTime=1772632802000|src=10.1.1.1|dst=28.1.1.1|dstPort=21',
      'Mar  4 14:00:03 gw-1 CEF:0|V|FW|1|100|Connection closed|3|act=close src=10.1.1.1 spt=50002 dst=28.1.1.1 dpt=21 proto=TCP out=5 in=6 msg=a\\=b c suser=EX\\\\u1',
    ].join('\n');
    const result = await fixture.load('fw.log', content);
    expect(result).toMatchObject({ kind: 'leef-cef', loaded: 4, rejected: [] });
    expect(await fixture.events()).toMatchObject([
      {
        category: 4002,
        sourceport: 50_001,
        'property bytes sent': 310,
        'property bytes received': 900,
      },
      { category: 4003, destinationport: 445, protocolid: 6 },
      { category: 4008 },
      {
        category: 4008,
        sourceport: 50_002,
        'property bytes sent': 5,
        'property bytes received': 6,
      },
    ]);
    expect(fixture.store.dimensions.logSources.map(({ name }) => name)).toEqual(['gw-1', 'V FW']);
  });

  it('of CEF may have an equals sign in a value, and a value of any length', async () => {
    const start = 'CEF:0|V|FW|1|100|Connection closed|3|rt=1772632801000 src=10.1.1.1';
    const content = [
      `${start} request=http://x/?a=b&dpt=1 dst=28.1.1.1 dpt=21`,
      `${start} msg=a${' '.repeat(200_000)}b dst=28.1.1.1 dpt=21`,
    ].join('\n');
    expect(await fixture.load('fw.log', content)).toMatchObject({ loaded: 2, rejected: [] });
    expect(await fixture.events()).toMatchObject([
      { destinationport: 21 },
      { destinationport: 21 },
    ]);
  });

  it('say it where no word tells what happened, and are refused without addresses', async () => {
    const result = await fixture.load(
      'fw.log',
      'CEF:0|V|FW|1|7|Odd|3|src=10.1.1.1 dst=28.1.1.1 rt=1772632801000\nCEF:0|V|FW|1|7|Odd|3|rt=1\n',
    );
    expect(result.rejected).toEqual([{ line: 2, reason: 'src is missing.' }]);
    expect(result.notes).toMatchObject([
      { note: expect.stringMatching(/no word for permit/) as string },
    ]);
    expect(await fixture.events()).toMatchObject([{ category: 10_001 }]);
  });
});

describe('exports of QRadar', () => {
  const row = { starttime: 1_772_632_800_000, sourceip: '10.1.1.1', destinationip: '28.1.1.1' };

  it('with names of functions are looked up; what is not known is said', async () => {
    const result = await fixture.load(
      'rows.ndjson',
      lines(
        {
          ...row,
          categoryname_category: 'ACL Deny',
          protocolname_protocolid: 'udp_ip',
          categoryname_highlevelcategory: 'Access',
          logsourcename_logsourceid: 'fw-1',
        },
        { ...row, 'CATEGORYNAME(category)': 'firewall permit', 'PROTOCOLNAME(protocolid)': 'TCP' },
        { ...row, categoryname_category: 'Rare Thing', protocolname_protocolid: 'XTP' },
      ),
    );
    expect(await fixture.events()).toMatchObject([
      { category: 4013, protocolid: 17 },
      { category: 4002, protocolid: 6 },
      { category: 10_001, protocolid: 255 },
    ]);
    expect(result.notes.map(({ note }) => note)).toEqual([
      'the protocol "XTP" is not known here: taken as unknown',
      'the category "Rare Thing" is not known here: taken as unknown',
    ]);
    expect(fixture.store.dimensions.logSources.map(({ name }) => name)).toEqual([
      'fw-1',
      'Imported',
    ]);
  });

  it('show nobody as "N/A"; "null" is a name', async () => {
    await fixture.load(
      'rows.ndjson',
      lines(
        { ...row, username: 'N/A' },
        { ...row, starttime: row.starttime + 1, username: 'null' },
      ),
    );
    expect(await fixture.events()).toMatchObject([{ username: null }, { username: 'null' }]);
  });

  it('of the Log Activity tab are read by their headings', async () => {
    const content =
      'Event Name,Log Source,Event Count,Time,Low Level Category,Source IP,Source Port,Destination IP,Destination Port,Username,Magnitude,Bytes Sent\n' +
      'Firewall Deny,FW @ gw-1,3,"Mar 4, 2026, 2:00:00 PM",Firewall Deny,10.1.1.1,50000,28.1.1.1,445,N/A,5,77\n';
    expect(await fixture.load('export.csv', content)).toMatchObject({ loaded: 1, rejected: [] });
    expect(await fixture.events()).toMatchObject([
      {
        starttime: row.starttime,
        category: 4003,
        eventcount: 3,
        username: null,
        magnitude: 5,
        'property bytes sent': 77,
      },
    ]);
  });
});
