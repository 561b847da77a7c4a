import { detectOverStore } from '../detection-over-store.ts';
import { openImportFixture, type ImportFixture } from './files.ts';

let fixture: ImportFixture;

beforeEach(async () => {
  fixture = await openImportFixture();
});

afterEach(async () => {
  await fixture.close();
});

const startMs = Date.UTC(2026, 2, 4, 12);

/** A connection of an SMB session as a JSON line of Zeek; `n` tells it from others. */
function conn(n: number, change: object = {}): string {
  return `${JSON.stringify({
    ts: startMs / 1000 + n * 60,
    uid: `C${n}`,
    'id.orig_h': '10.1.1.10',
    'id.orig_p': 50_000 + n,
    'id.resp_h': '93.184.216.34',
    'id.resp_p': 445,
    proto: 'tcp',
    duration: 12.5,
    orig_bytes: 300_000,
    resp_bytes: 900,
    conn_state: 'SF',
    missed_bytes: 0,
    orig_pkts: 300,
    orig_ip_bytes: 312_000,
    resp_pkts: 14,
    resp_ip_bytes: 1_500,
    ...change,
  })}\n`;
}

const five = [0, 1, 2, 3, 4].map((n) => conn(n)).join('');

async function pair() {
  const window = { startMs: startMs - 3_600_000, stopMs: startMs + 6 * 3_600_000 };
  const { findings } = await detectOverStore(fixture.store, {
    nowMs: window.stopMs,
    range: { window },
  });
  return findings.map(({ kind, connections, sent, risk }) => [
    kind,
    connections,
    sent?.bytes,
    risk,
  ]);
}

const once = [['pair', 5, 1_500_000, 'MEDIUM']];

describe('a connection counts once', () => {
  it('where a file repeats it, or another does', async () => {
    const results = await fixture.loadAll({ 'a.log': five + five, 'b.log': five });
    expect(results.map(({ notes }) => notes.map(({ records }) => records))).toEqual([[5], [5]]);
    expect(await pair()).toEqual(once);
  });

  it.each(['after', 'before'])('where a record of it with fewer bytes stands %s', async (where) => {
    const more = { orig_bytes: 900_000, orig_pkts: 900, orig_ip_bytes: 936_000, duration: 50 };
    const whole = [0, 1, 2, 3].map((n) => conn(n)).join('') + conn(4, more);
    await fixture.load('conn.log', where === 'after' ? whole + conn(4) : conn(4) + whole);
    expect(await pair()).toEqual([['pair', 5, 2_100_000, 'MEDIUM']]);
  });

  it('where Zeek saw the rest of it from the middle (OTH)', async () => {
    const middle = conn(4, {
      uid: 'C9',
      ts: startMs / 1000 + 4 * 60 + 15,
      conn_state: 'OTH',
      orig_bytes: 0,
      orig_pkts: 1,
      orig_ip_bytes: 40,
    });
    await fixture.load('conn.log', five + middle);
    expect(await pair()).toEqual(once);
  });

  it('where it is in files of one sensor: they are one log source', async () => {
    const parts = [0, 1, 2, 3, 4].map((n) => [`conn.0${n}_00_00.log`, conn(n)] as const);
    await fixture.loadAll(Object.fromEntries(parts));
    expect(fixture.store.dimensions.logSources.map(({ name }) => name)).toEqual(['Zeek']);
    expect(await pair()).toEqual(once);
  });

  it('where its host says so, too: Sysmon is one more reporter', async () => {
    const sysmon = [0, 1, 2, 3, 4].map((n) =>
      JSON.stringify({
        EventID: 3,
        Channel: 'Microsoft-Windows-Sysmon/Operational',
        Computer: 'ws-1',
        TimeCreated: new Date(startMs + n * 60_000).toISOString(),
        Protocol: 'tcp',
        Initiated: 'true',
        SourceIp: '10.1.1.10',
        SourcePort: 50_000 + n,
        DestinationIp: '93.184.216.34',
        DestinationPort: 445,
      }),
    );
    await fixture.loadAll({ 'conn.log': five, 'sysmon.json': sysmon.join('\n') });
    expect(await pair()).toEqual(once);
  });
});

describe('a counter that its row contradicts', () => {
  const lie = { orig_bytes: 2_900_000, orig_pkts: 45, orig_ip_bytes: 3_666 };

  it('is not believed: what the packets held is stored, and said', async () => {
    const result = await fixture.load('conn.log', conn(0, lie));
    expect(await fixture.events()).toMatchObject([{ 'property bytes sent': 3_666 - 45 * 40 }]);
    expect(result.notes).toEqual([
      { note: 'counters above the bytes of their own packets: not believed', records: 1 },
    ]);
  });

  it.each([
    [
      'kept where no packets could hold it, for the detection marks it',
      { ...lie, orig_bytes: 1_607_364_734 },
      1_607_364_734,
    ],
    [
      'kept where the count of IP bytes is the one that cannot be',
      { orig_bytes: 2_000_000, orig_pkts: 1_500, orig_ip_bytes: 800 },
      2_000_000,
    ],
    [
      'unknown where there were no packets',
      { orig_bytes: 5, orig_pkts: 0, orig_ip_bytes: 0 },
      null,
    ],
    [
      'without its gap where the packets are not counted',
      {
        orig_bytes: 1_607_364_734,
        missed_bytes: 1_607_310_063,
        orig_pkts: undefined,
        orig_ip_bytes: undefined,
      },
      54_671,
    ],
    [
      'kept where some of it was missed',
      {
        orig_bytes: 1_000_000,
        missed_bytes: 200_000,
        orig_pkts: undefined,
        orig_ip_bytes: undefined,
      },
      1_000_000,
    ],
  ])('is %s', async (_, change, bytes) => {
    await fixture.load('conn.log', conn(0, change));
    expect((await fixture.events())[0]?.['property bytes sent'] ?? null).toBe(bytes);
  });
});
