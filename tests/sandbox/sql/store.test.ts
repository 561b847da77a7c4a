import { ConsoleStore } from '../../../sandbox/sql/store.ts';
import { aFlow, anEvent, aProperty, closeConsoles, nowMs, openConsole } from './console.ts';

afterAll(closeConsoles);

describe('the store', () => {
  it('keeps what a record says, and what it leaves out as documented', async () => {
    const { ask } = await openConsole({
      events: [
        anEvent({ endMs: nowMs, deviceMs: nowMs - 1, magnitude: 9, eventCount: 4 }),
        anEvent(),
      ],
    });
    expect(
      await ask(
        'SELECT endtime, devicetime, magnitude, severity, credibility, eventcount, eventdirection FROM events',
      ),
    ).toEqual([
      {
        endtime: nowMs,
        devicetime: nowMs - 1,
        magnitude: 9,
        severity: 3,
        credibility: 5,
        eventcount: 4,
        eventdirection: 'L2R',
      },
      {
        endtime: nowMs - 10_000,
        devicetime: nowMs - 10_000,
        magnitude: 3,
        severity: 3,
        credibility: 5,
        eventcount: 1,
        eventdirection: 'L2R',
      },
    ]);
  });

  it('keeps flows', async () => {
    const { ask } = await openConsole({
      flows: [aFlow({ sourceBytes: 5_000_000_000, flowBias: 'Mostly out' })],
    });
    expect(await ask('SELECT sourcebytes, flowbias, flowtype, flowid FROM flows')).toEqual([
      { sourcebytes: 5_000_000_000, flowbias: 'Mostly out', flowtype: 0, flowid: 1 },
    ]);
  });

  it('counts what it inserts, and keeps the rows before a bad one', async () => {
    const { store, column } = await openConsole();
    expect(await store.insertEvents([anEvent(), anEvent()])).toBe(2);
    await expect(
      store.insertEvents([anEvent(), anEvent({ source: 'example.org' }), anEvent()]),
    ).rejects.toThrow('"example.org" is not an IP address.');
    expect(await column('SELECT COUNT(*) FROM events')).toEqual([3]);
  });

  it('adds properties once, changes their flags and refuses another type', async () => {
    const { store, column } = await openConsole({ properties: [aProperty('A'), aProperty('B')] });
    await store.addProperties([aProperty('a', { enabled: false }), aProperty('B')]);
    expect(store.properties.map((each) => [each.name, each.enabled])).toEqual([
      ['a', false],
      ['B', true],
    ]);
    await expect(store.addProperties([aProperty('A', { type: 'text' })])).rejects.toThrow(
      /already numeric, it cannot become text/,
    );
    await store.insertEvents([anEvent({ properties: { B: 2, a: 1 } })]);
    expect(await column('SELECT b FROM events')).toEqual([2]);
  });

  it('finds the value of a property under a differently cased name', async () => {
    const { column } = await openConsole({
      properties: [aProperty('Bytes Sent')],
      events: [anEvent({ properties: { 'bytes sent': 12 } })],
    });
    expect(await column('SELECT "Bytes Sent" FROM events')).toEqual([12]);
  });

  it('takes rows made by SQL', async () => {
    const { store, ask } = await openConsole();
    await store.execute(
      `INSERT INTO events (starttime, sourceip, destinationip, sourceaddress, destinationaddress, logsourceid, eventdirection)
       SELECT $1::BIGINT, 167772161, 1, 281470681743360::UHUGEINT + 167772161, 1, 1, 'L2R'`,
      [nowMs],
    );
    expect(await ask('SELECT sourceip, sourceaddress, eventcount, protocolid FROM events')).toEqual(
      [{ sourceip: '10.0.0.1', sourceaddress: '10.0.0.1', eventcount: 1, protocolid: 6 }],
    );
  });

  it('runs reads side by side, and interrupts one without the others', async () => {
    const { store } = await openConsole({ events: [anEvent()] });
    const endless =
      'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE hash(a.range * b.range) = 1';
    const abort = new AbortController();
    const slow = store.rows(endless, [], { signal: abort.signal });
    const refused = expect(slow).rejects.toThrow(/interrupt/i);
    expect(await store.rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 1 }]);
    abort.abort();
    await refused;
    await expect(store.rows('SELECT 1', [], { signal: abort.signal })).rejects.toThrow(/abort/i);
    expect(await store.rows('SELECT count(*) AS n FROM events')).toEqual([{ n: 1 }]);
  });

  it('keeps the order of a large sorted result', async () => {
    const { store, column } = await openConsole();
    await store.execute(
      `INSERT INTO events (starttime, sourceip, destinationip, sourceaddress, destinationaddress, logsourceid, eventdirection, qid)
       SELECT ${nowMs} - n % 1000, n, 1, n, 1, 1, 'L2R', (n * 7919) % 100003 FROM range(100000) t(n)`,
    );
    const seen = await column('SELECT qid, sourceip FROM events ORDER BY qid DESC');
    expect(seen).toHaveLength(100_000);
    expect(seen).toEqual([...seen].sort((a, b) => Number(b) - Number(a)));
  });

  it('fetches no extension and reads no file', async () => {
    const store = await ConsoleStore.open();
    try {
      await expect(store.rows("SELECT * FROM read_csv('/etc/passwd')")).rejects.toThrow();
      await expect(store.execute('INSTALL inet')).rejects.toThrow();
    } finally {
      store.close();
    }
  });
});
