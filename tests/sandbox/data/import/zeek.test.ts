import { gzipSync } from 'node:zlib';
import { ipNumber, nowMs, openImportFixture, type ImportFixture } from './files.ts';

let fixture: ImportFixture;

beforeEach(async () => {
  fixture = await openImportFixture();
});

afterEach(async () => {
  await fixture.close();
});

const fields = [
  'ts',
  'uid',
  'id.orig_h',
  'id.orig_p',
  'id.resp_h',
  'id.resp_p',
  'proto',
  'service',
  'duration',
  'orig_bytes',
  'resp_bytes',
  'conn_state',
  'local_orig',
  'local_resp',
  'orig_pkts',
  'resp_pkts',
] as const;

const header = [
  '#separator \\x09',
  '#set_separator\t,',
  '#empty_field\t(empty)',
  '#unset_field\t-',
  '#path\tconn',
  `#fields\t${fields.join('\t')}`,
  '',
].join('\n');

type Fields = Partial<Record<(typeof fields)[number], string>>;

const session: Fields = {
  ts: '1713484795.943239',
  uid: 'C1',
  'id.orig_h': '10.1.1.1',
  'id.orig_p': '50000',
  'id.resp_h': '28.1.1.1',
  'id.resp_p': '21',
  proto: 'tcp',
  service: 'ftp',
  duration: '26.658219',
  orig_bytes: '310',
  resp_bytes: '3448',
  conn_state: 'SF',
  orig_pkts: '57',
  resp_pkts: '34',
};

function row(over: Fields = {}): string {
  const values: Fields = { ...session, ...over };
  return `${fields.map((name) => values[name] ?? '-').join('\t')}\n`;
}

describe('Zeek conn.log, tab separated', () => {
  it('becomes an event with bytes, packets, times and direction', async () => {
    const result = await fixture.load('conn.log', header + row());
    expect(result).toMatchObject({ kind: 'zeek-tsv', loaded: 1, rejected: [] });
    const [event] = await fixture.events();
    expect(event).toMatchObject({
      starttime: 1_713_484_795_943 + 26_658,
      endtime: 1_713_484_795_943 + 26_658,
      devicetime: 1_713_484_795_943,
      sourceip: ipNumber('10.1.1.1'),
      sourceport: 50_000,
      destinationip: ipNumber('28.1.1.1'),
      destinationport: 21,
      protocolid: 6,
      category: 4008,
      eventcount: 1,
      eventdirection: 'L2R',
      'property bytes sent': 310,
      'property bytes received': 3448,
      'property packets sent': 57,
      'property packets received': 34,
      'property application': 'ftp',
      'property connection state': 'SF',
      username: null,
    });
    const [source] = fixture.store.dimensions.logSources;
    expect(source).toMatchObject({ id: event?.['logsourceid'], name: 'Zeek' });
  });

  it.each([
    ['SF', 4008],
    ['S1', 4008],
    ['RSTR', 4008],
    ['OTH', 4021],
    ['S0', 4007],
    ['REJ', 4007],
    ['RSTOS0', 4007],
    ['SHR', 4007],
    ['-', 4007],
  ])('takes the state %s for category %i: never for a deny', async (state, category) => {
    await fixture.load('conn.log', header + row({ conn_state: state }));
    expect(await fixture.events()).toMatchObject([{ category }]);
  });

  it('leaves unset counters unknown instead of zero', async () => {
    await fixture.load('conn.log', header + row({ orig_bytes: '-' }));
    expect((await fixture.events())[0]?.['property bytes sent']).toBeUndefined();
    expect(fixture.store.properties.map((property) => property.name)).not.toContain('Bytes Sent');
  });

  it('has no ports for ICMP, whose ports are types', async () => {
    await fixture.load('conn.log', header + row({ proto: 'icmp', 'id.orig_p': '8' }));
    expect(await fixture.events()).toMatchObject([
      { protocolid: 1, sourceport: null, destinationport: null },
    ]);
  });

  it('obeys a header that comes again with other columns', async () => {
    const second = [
      '#path\tconn',
      '#fields\tid.resp_h\tid.orig_h\tts\tid.resp_p\tid.orig_p\tproto\tconn_state',
      '28.2.2.2\t10.2.2.2\t1713484900.0\t445\t1234\tudp\tS0',
      '',
    ].join('\n');
    const result = await fixture.load('conn.log', `${header}${row()}#close\tx\n${second}`);
    expect(result).toMatchObject({ loaded: 2, rejected: [] });
    expect((await fixture.events())[1]).toMatchObject({
      destinationip: ipNumber('28.2.2.2'),
      destinationport: 445,
      protocolid: 17,
    });
  });

  it('reads gzip, also of several members one after another, whatever the name', async () => {
    const members = Buffer.concat([gzipSync(header + row()), gzipSync(header + row())]);
    expect(await fixture.load('conn.txt', members)).toMatchObject({ loaded: 2, rejected: [] });
  });

  it('loads what came before the cut of a broken gzip file, and says where it broke', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      row({ uid: `C${index}`, orig_bytes: String((index * 7919) % 100_003) }),
    );
    const whole = gzipSync(header + many.join(''));
    const result = await fixture.load('conn.log.gz', whole.subarray(0, whole.length / 2));
    expect(result.loaded).toBeGreaterThan(1000);
    expect(result.rejected.at(-1)?.reason).toMatch(/cannot be read further/);
  });

  it('says what is wrong with each line and loads the rest', async () => {
    const content =
      header +
      row({ ts: 'XXXXXXXXXX.XXXXXX' }) +
      row() +
      row({ 'id.resp_p': '70000' }) +
      row({ 'id.orig_h': '10.1.1.256' }) +
      row({ orig_bytes: '-5' }) +
      row({ duration: 'long' }) +
      row({ conn_state: 'constructor' }) +
      'too\tfew\n' +
      row({ 'id.orig_h': '-' }) +
      row();
    const result = await fixture.load('conn.log', content);
    expect(result.loaded).toBe(2);
    expect(result.counts.rejected).toBe(8);
    expect(result.rejected).toEqual([
      { line: 7, reason: 'ts must be a time between 1990 and 2100, not "XXXXXXXXXX.XXXXXX".' },
      { line: 9, reason: 'id.resp_p must be a whole number from 0 to 65535, not "70000".' },
      { line: 10, reason: 'id.orig_h must be an IPv4 or IPv6 address, not "10.1.1.256".' },
      {
        line: 11,
        reason: 'orig_bytes must be a whole number from 0 to 9007199254740991, not "-5".',
      },
      { line: 12, reason: 'duration must be seconds from 0 on, not "long".' },
      { line: 13, reason: `conn_state "constructor" is not one of Zeek's.` },
      { line: 14, reason: 'The line has 2 columns, the header 16.' },
      { line: 15, reason: 'id.orig_h is missing.' },
    ]);
  });

  it('refuses the lines of another Zeek log by its name', async () => {
    const other = header.replace('#path\tconn', '#path\tdns') + row();
    const result = await fixture.load('all.log', `${header}${row()}${other}`);
    expect(result.rejected).toEqual([
      { line: 14, reason: `This is Zeek's "dns" log; only its conn and ftp logs are imported.` },
    ]);
  });

  it('shows the first hundred wrong lines and counts them all', async () => {
    const wrong = Array.from({ length: 250 }, () => row({ ts: 'x' })).join('');
    const result = await fixture.load('conn.log', header + wrong + row());
    expect(result.rejected).toHaveLength(100);
    expect(result.counts).toMatchObject({ rejected: 250, events: 1 });
  });

  it('judges direction by the networks given, not by local_orig', async () => {
    const local = ['!28.1.1.1/32'];
    await fixture.load('conn.log', header + row({ 'id.orig_h': '9.9.9.9', local_orig: 'F' }), {
      local,
    });
    expect(await fixture.events()).toMatchObject([{ eventdirection: 'L2R' }]);
  });
});

describe('Zeek conn.log as JSON', () => {
  it.each([
    ['epoch seconds', 1713484795.943239],
    ['ISO 8601', '2024-04-18T23:59:55.943239Z'],
  ])('is read with times as %s', async (_, ts) => {
    const record = {
      ts,
      'id.orig_h': '2d00::1',
      'id.orig_p': 50_000,
      'id.resp_h': '2d00::2',
      'id.resp_p': 445,
      proto: 'tcp',
      conn_state: 'SF',
      orig_bytes: 10,
      resp_bytes: 20,
    };
    const result = await fixture.load('conn.json', `${JSON.stringify(record)}\n{"ts":1}\n`);
    expect(result).toMatchObject({ kind: 'zeek-json', loaded: 1 });
    expect(result.rejected).toMatchObject([{ line: 2 }]);
    expect(await fixture.events()).toMatchObject([
      { starttime: 1_713_484_795_943, sourceip: 0, destinationport: 445 },
    ]);
  });
});

describe('times', () => {
  it('move by whole minutes over all files, so that the last record is in the last full minute', async () => {
    await fixture.loadAll(
      {
        'a.log': header + row({ ts: '1713484800.0', duration: '0' }),
        'b.log': header + row({ ts: '1713484000.0', uid: 'C2', duration: '0' }),
      },
      { shiftToNow: true, nowMs: nowMs + 30_000 },
    );
    const events = await fixture.events();
    const lastMs = nowMs - 60_000;
    expect(events.map((event) => event['starttime'])).toEqual([lastMs - 800_000, lastMs]);
    expect(events.map((event) => event['devicetime'])).toEqual([lastMs - 800_000, lastMs]);
    expect(fixture.store.dimensions.logSources).toMatchObject([{ lastEventTimeMs: lastMs }]);
  });

  it('are kept without that', async () => {
    const result = await fixture.load('a.log', header + row({ ts: '1713484800.0', duration: '0' }));
    expect(result).toMatchObject({ firstMs: 1_713_484_800_000, lastMs: 1_713_484_800_000 });
  });
});
