import { ipNumber, nowMs, openImportFixture, type ImportFixture } from './files.ts';

let fixture: ImportFixture;

beforeEach(async () => {
  fixture = await openImportFixture();
});

afterEach(async () => {
  await fixture.close();
});

const record = {
  starttime: nowMs,
  sourceip: '10.1.1.1',
  sourceport: 50_000,
  destinationip: '28.1.1.1',
  destinationport: 21,
  protocolid: 6,
  category: 4008,
};

function lines(...records: readonly unknown[]): string {
  return `${records.map((one) => JSON.stringify(one)).join('\n')}\n`;
}

describe('JSON lines with QRadar field names', () => {
  it('become events; what a record leaves out takes the neutral value', async () => {
    const result = await fixture.load('day.ndjson', lines(record));
    expect(result).toMatchObject({ kind: 'qradar-json', loaded: 1 });
    expect(await fixture.events()).toMatchObject([
      {
        starttime: nowMs,
        endtime: nowMs,
        devicetime: nowMs,
        sourceip: ipNumber('10.1.1.1'),
        destinationport: 21,
        protocolid: 6,
        category: 4008,
        eventcount: 1,
        eventdirection: 'L2R',
        domainid: 0,
        magnitude: 3,
        username: null,
        payload: JSON.stringify(record),
      },
    ]);
    expect(fixture.store.dimensions.logSources).toMatchObject([
      { name: 'Imported', lastEventTimeMs: nowMs },
    ]);
  });

  it('keep every field they give, in any case of its name', async () => {
    await fixture.load(
      'day.ndjson',
      lines({
        StartTime: '2026-03-04T15:00:00Z',
        SourceAddress: '2d00::1',
        sourceip: '0.0.0.0',
        destinationaddress: '2d00::2',
        EventDirection: 'r2l',
        username: 'CORP\\a',
        logsourceid: 77,
        logsourcename: 'fw-77',
        eventcount: 12,
        domainid: 5,
        severity: 9,
        protocolid: 'UDP',
        payload: 'raw',
      }),
    );
    expect(await fixture.events()).toMatchObject([
      {
        starttime: nowMs,
        sourceip: 0,
        eventdirection: 'R2L',
        username: 'CORP\\a',
        logsourceid: 77,
        eventcount: 12,
        domainid: 5,
        severity: 9,
        protocolid: 17,
        payload: 'raw',
      },
    ]);
    expect(fixture.store.dimensions.logSources).toMatchObject([{ id: 77, name: 'fw-77' }]);
    expect(fixture.store.dimensions.domains.map((domain) => domain.id)).toEqual([0, 5]);
  });

  it('become flows where they have a field that only flows have', async () => {
    const flow = { ...record, sourcebytes: 5, destinationbytes: 6, applicationid: 1005, extra: 1 };
    const result = await fixture.load('flows.ndjson', lines(record, flow));
    expect(result.counts).toMatchObject({ events: 1, flows: 1, ignored: ['extra'] });
    const flows = await fixture.store.rows('SELECT * FROM flows');
    expect(flows).toMatchObject([{ sourcebytes: 5, destinationbytes: 6, flowdirection: 'L2R' }]);
  });

  it('say what is wrong line by line and load the rest', async () => {
    const content = [
      JSON.stringify(record),
      '{"starttime": 1',
      '[1, 2]',
      '',
      JSON.stringify({ ...record, starttime: undefined }),
      JSON.stringify({ ...record, starttime: 12 }),
      JSON.stringify({ ...record, sourceip: 'host' }),
      JSON.stringify({ ...record, destinationip: null }),
      JSON.stringify({ ...record, destinationport: 1.5 }),
      JSON.stringify({ ...record, eventcount: 0 }),
      JSON.stringify({ ...record, eventdirection: 'out' }),
      JSON.stringify({ ...record, severity: 11 }),
      JSON.stringify(record),
    ].join('\r\n');
    const result = await fixture.load('day.ndjson', content);
    expect(result.loaded).toBe(2);
    expect(result.rejected).toEqual([
      { line: 2, reason: 'The line is not a JSON object.' },
      { line: 3, reason: 'The line is not a JSON object.' },
      { line: 5, reason: 'starttime is missing.' },
      { line: 6, reason: 'starttime must be a time between 1990 and 2100, not "12".' },
      { line: 7, reason: 'sourceip must be an IPv4 or IPv6 address, not "host".' },
      { line: 8, reason: 'destinationip is missing.' },
      { line: 9, reason: 'destinationport must be a whole number from 0 to 65535, not "1.5".' },
      { line: 10, reason: 'eventcount must be a whole number from 1 to 2147483647, not "0".' },
      { line: 11, reason: 'eventdirection must be L2L, L2R, R2L or R2R, not "OUT".' },
      { line: 12, reason: 'severity must be a whole number from 0 to 10, not "11".' },
    ]);
  });

  it('ignore what a console computes, and say so', async () => {
    const result = await fixture.load('day.ndjson', lines({ ...record, hasoffense: true }));
    expect(result.counts.ignored).toEqual(['hasoffense']);
  });
});

describe('custom event properties', () => {
  it('are numeric where every value is a number, text otherwise', async () => {
    const result = await fixture.load(
      'day.ndjson',
      lines(
        { ...record, 'Bytes Sent': 310, Mixed: 1, Code: '007', Flag: true, List: [1] },
        { ...record, 'bytes sent': '2.5e3', Mixed: 'n1', Code: '42', Text: 'x', Nothing: null },
      ),
    );
    expect(result.counts.newProperties).toEqual([
      'Bytes Sent',
      'Code',
      'Flag',
      'List',
      'Mixed',
      'Text',
    ]);
    const types = new Map(
      fixture.store.properties.map((property) => [property.name, property.type]),
    );
    expect(Object.fromEntries(types)).toEqual({
      'Bytes Sent': 'numeric',
      Code: 'text',
      Flag: 'text',
      List: 'text',
      Mixed: 'text',
      Text: 'text',
    });
    const events = await fixture.events();
    expect(events.map((event) => event['property bytes sent'])).toEqual([310, 2500]);
    expect(events.map((event) => event['property mixed'])).toEqual(['1', 'n1']);
    expect(events.map((event) => event['property list'])).toEqual(['[1]', null]);
  });

  it('keep the type the console has; a text for a number is a wrong line', async () => {
    await fixture.store.addProperties([
      { name: 'Bytes Sent', type: 'numeric', enabled: true, useForRuleEngine: true },
      { name: 'Ticket', type: 'text', enabled: true, useForRuleEngine: false },
    ]);
    const result = await fixture.load(
      'day.ndjson',
      lines({ ...record, 'Bytes Sent': 'many' }, { ...record, 'BYTES SENT': '7', Ticket: 12 }),
    );
    expect(result.rejected).toEqual([
      {
        line: 1,
        reason: '"Bytes Sent" is a numeric property of this console, and "many" is no number.',
      },
    ]);
    expect(await fixture.events()).toMatchObject([
      { 'property bytes sent': 7, 'property ticket': '12' },
    ]);
  });

  it('stay in their own columns when one changes its flags before an import', async () => {
    const property = (name: string, enabled: boolean) =>
      ({ name, type: 'numeric', enabled, useForRuleEngine: true }) as const;
    await fixture.store.addProperties([property('One', true), property('Two', true)]);
    await fixture.store.addProperties([property('One', false)]);
    await fixture.load('day.ndjson', lines({ ...record, One: 1, Two: 2 }));
    expect(await fixture.events()).toMatchObject([{ 'property one': 1, 'property two': 2 }]);
  });

  it('treat the ways to write "no value" as none', async () => {
    await fixture.load(
      'day.ndjson',
      lines({ ...record, Bytes: 5 }, { ...record, Bytes: 'N/A' }, { ...record, Bytes: '-' }),
    );
    expect((await fixture.events()).map((event) => event['property bytes'])).toEqual([
      5,
      null,
      null,
    ]);
  });

  it('are limited in number: a file that has too many is told so', async () => {
    const many = Array.from({ length: 201 }, (_, index) => [`Field ${index}`, index] as const);
    const result = await fixture.load(
      'day.ndjson',
      lines({ ...record, ...Object.fromEntries(many) }, record),
    );
    expect(result.loaded).toBe(1);
    expect(result.rejected).toEqual([
      { line: 1, reason: '"Field 200" would be more than 200 new properties.' },
    ]);
  });

  it('take hostile names and values as data', async () => {
    const hostile = `"; DROP TABLE events; -- ' OR 1=1 <img onerror=alert(1)> \u202e \u0000`;
    const content = lines(
      { ...record, username: hostile, 'A "quoted" name': hostile },
      record,
    ).replace('"A \\"', '"__proto__":"polluted","constructor":"built","A \\"');
    const result = await fixture.load('day.ndjson', content);
    expect(result).toMatchObject({ loaded: 2, rejected: [] });
    const [first, second] = await fixture.events();
    expect(first).toMatchObject({
      username: hostile,
      'property a "quoted" name': hostile,
      'property constructor': 'built',
    });
    expect(second?.['property constructor']).toBeNull();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('CSV with a header of QRadar field names', () => {
  const header =
    'starttime,sourceip,destinationip,destinationport,protocolid,"Bytes Sent",username';

  it('becomes events, with quoted cells and cells over two lines', async () => {
    const content = `\uFEFF${header}\r\n${nowMs},10.1.1.1,28.1.1.1,445,6,310,"a, ""b""\nc"\r\n${nowMs},10.1.1.2,28.1.1.1,445,6,,\r\n`;
    const result = await fixture.load('day.csv', content);
    expect(result).toMatchObject({ kind: 'qradar-csv', loaded: 2, rejected: [] });
    expect(await fixture.events()).toMatchObject([
      { username: 'a, "b"\nc', 'property bytes sent': 310, category: 10_001 },
      { username: null, 'property bytes sent': null },
    ]);
  });

  it.each([';', '\t'])('is read with the delimiter %j', async (delimiter) => {
    const content = `${header}\n${nowMs},10.1.1.1,28.1.1.1,445,6,310,x\n`;
    const result = await fixture.load('day.csv', content.replaceAll(',', delimiter));
    expect(result).toMatchObject({ loaded: 1, rejected: [] });
  });

  it('names wrong lines by number and loads the rest', async () => {
    const good = `${nowMs},10.1.1.1,28.1.1.1,445,6,310,x`;
    const content = [
      header,
      good,
      `${nowMs},10.1.1.1`,
      'x,10.1.1.1,28.1.1.1,445,6,1,x',
      good,
      `${good}"`,
      good,
    ].join('\n');
    const result = await fixture.load('day.csv', content);
    expect(result.loaded).toBe(3);
    expect(result.rejected.map((one) => one.line)).toEqual([3, 4, 6]);
    expect(result.rejected[0]?.reason).toBe('The line has 2 columns, the header 7.');
    expect(result.rejected[1]?.reason).toMatch(/^starttime must be a time/);
  });

  it('becomes flows with a flow header', async () => {
    const content = `starttime,sourceip,destinationip,sourcebytes,flowid\n${nowMs},10.1.1.1,28.1.1.1,99,3\n`;
    expect((await fixture.load('flows.csv', content)).counts).toMatchObject({
      events: 0,
      flows: 1,
    });
  });
});

describe('files that cannot be imported', () => {
  it.each([
    ['an empty file', '', /is empty/],
    ['nothing but blank lines', ' \n\n', /is empty/],
    ['prose', 'Dear all,\nplease find attached\n', /is not recognised/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 10, 3]), /is not recognised/],
    ['a foreign table', 'name,age\nx,3\n', /is not recognised/],
  ])('%s is refused with a reason, and nothing is written', async (_, content, reason) => {
    await expect(
      fixture.loadAll({ 'good.ndjson': lines(record), 'bad.txt': content }),
    ).rejects.toThrow(reason);
    expect(await fixture.events()).toEqual([]);
  });

  it('a file of which every record lacks the key fields is named, with what is needed', async () => {
    await expect(
      fixture.loadAll({ 'good.ndjson': lines(record), 'bad.json': '[\n{"name": 1}\n]\n' }),
    ).rejects.toThrow(/bad\.json: this is JSON of no known kind[^]*Needed are/);
  });

  it('with keepGoing the others are imported and the results say why these were not', async () => {
    const results = await fixture.loadAll(
      { 'good.ndjson': lines(record), 'bad.txt': 'Dear all', 'bad.json': '{"name": 1}\n' },
      { keepGoing: true },
    );
    expect(results.map(({ loaded }) => loaded)).toEqual([1, 0, 0]);
    expect(results.map(({ problem }) => problem)).toEqual([
      null,
      expect.stringMatching(/no known kind/),
      expect.stringMatching(/is not recognised/),
    ]);
    expect(await fixture.events()).toHaveLength(1);
  });

  it('a file that is not there is named', async () => {
    const { importFile } = await import('../../../../sandbox/data/import/import.ts');
    await expect(
      importFile(fixture.store, '/nowhere/day.csv', { shiftToNow: false, nowMs }),
    ).rejects.toThrow(/\/nowhere\/day\.csv cannot be read: ENOENT/);
  });

  it('a line without end does not fill the memory; the lines after it are read', async () => {
    const long = `{"starttime": 1, "x": "${'y'.repeat(1_200_000)}"}`;
    const result = await fixture.load('day.ndjson', `${lines(record)}${long}\n${lines(record)}`);
    expect(result.loaded).toBe(2);
    expect(result.rejected).toEqual([
      { line: 2, reason: 'The line is longer than 1048576 characters.' },
    ]);
  });
});
