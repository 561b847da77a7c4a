import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { absenceQuery, readAbsence } from '../../app/detection/after/absence.ts';
import { defaultSettings } from '../../contract/default-settings.ts';
import type { ImportResult } from '../../sandbox/data/import/import.ts';
import { compileAql } from '../../sandbox/sql/compile.ts';
import type { ConsoleStore } from '../../sandbox/sql/store.ts';
import { detectOverStore, type WholeResult } from '../sandbox/data/detection-over-store.ts';
import { essenceOf, findingsFromRows, inOrder } from '../sandbox/data/findings-from-rows.ts';
import { describeReal, importReal, importRecords, realFile } from './real-data.ts';

const data = 'zeek-conn-exposed-host';
const host = '64.225.56.201';
const files = ['19', '20', '21'].map((day) => realFile(data, `conn-2024-04-${day}.log.gz`));
const ports = [20, 21, 69, 139, 445, 990];
const dayMs = 86_400_000;
/** The minute after the last record (2024-04-21 23:59:51 UTC). */
const endMs = Date.UTC(2024, 3, 22);
const threeDays = 3 * 1440 + 1;

/** A line of the raw logs to one of the six ports, read without the importer. */
type Raw = {
  readonly atMs: number;
  readonly source: string;
  readonly port: number;
};

async function rawTransfers(): Promise<Raw[]> {
  const found: Raw[] = [];
  for (const file of files) {
    const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
    for await (const line of lines) {
      const [, ts, , source = '', , destination, port] = line.split('\t');
      if (line.startsWith('#') || destination !== host || !ports.includes(Number(port))) continue;
      const atMs = Math.floor(Number(ts) * 1000);
      found.push({ atMs, source, port: Number(port) });
    }
  }
  return found;
}

/** Connections by source and port in a window, most first, only those above the threshold of three. */
function aboveThreshold(raw: readonly Raw[], fromMs: number, toMs: number): [string, number][] {
  const counts = new Map<string, number>();
  for (const { atMs, source, port } of raw) {
    if (atMs < fromMs || atMs >= toMs) continue;
    const key = `${source} ${port}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 3).sort((a, b) => b[1] - a[1]);
}

describeReal(data, 'the exposed host in its true direction', () => {
  let store: ConsoleStore;
  let results: ImportResult[];

  beforeAll(async () => {
    ({ store, results } = await importReal(files, [`${host}/32`]));
  });

  afterAll(() => {
    store.close();
  });

  it('is imported whole, repeated headers and all', async () => {
    expect(results.map((result) => result.loaded)).toEqual([31_367, 39_073, 35_478]);
    expect(results.flatMap((result) => result.rejected)).toEqual([]);
    const [counters] = await store.rows('SELECT count("property bytes sent") AS n FROM events');
    expect(counters).toEqual({ n: 102_092 });
  });

  it('gives no card in any window, because no transfer connection is outbound', async () => {
    for (const lastMinutes of [1440, threeDays]) {
      const result = await detectOverStore(store, { nowMs: endMs, lastMinutes });
      expect(result.findings).toEqual([]);
      expect(result.denied).toEqual([]);
      expect(result.rows).toBe(0);
    }
    const directions = await store.rows(
      'SELECT eventdirection, count(*) AS n FROM events GROUP BY eventdirection ORDER BY n DESC',
    );
    expect(directions).toEqual([
      { eventdirection: 'R2L', n: 100_146 },
      { eventdirection: 'L2R', n: 5_607 },
      { eventdirection: 'R2R', n: 165 },
    ]);
    const transfers = await store.rows(
      `SELECT eventdirection, count(*) AS n FROM events
       WHERE destinationport IN (${ports.join(', ')}) AND eventdirection <> 'R2R'
       GROUP BY eventdirection`,
    );
    expect(transfers).toEqual([{ eventdirection: 'R2L', n: 613 }]);
  });

  it.each(['corrected', 'source'] as const)('says why in the %s profile', async (profile) => {
    const run = await detectOverStore(store, { nowMs: endMs, lastMinutes: threeDays, profile });
    const facts = { ...run, profile, settings: defaultSettings };
    const { sql, params } = compileAql(absenceQuery(facts).aql, {
      nowMs: endMs,
      timeZone: 'UTC',
      defaultWindowMs: 60_000,
      allowedDomains: null,
      facts: store,
    });
    const { directions, fitting } = readAbsence(await store.rows(sql, params), facts);
    expect(directions).toEqual([{ direction: 'R2L', allowed: 613, denied: 0, other: 0 }]);
    expect(fitting).toBe(profile === 'source' ? 0 : null);
  });
});

describeReal(data, 'the exposed host with roles swapped', () => {
  let store: ConsoleStore;
  let raw: Raw[];

  beforeAll(async () => {
    ({ store } = await importReal(files, [`!${host}/32`]));
    raw = await rawTransfers();
  });

  afterAll(() => {
    store.close();
  });

  const run = (nowMs: number, lastMinutes: number): Promise<WholeResult> =>
    detectOverStore(store, { nowMs, lastMinutes });

  it('has 613 connections in 406 groups', () => {
    expect(raw).toHaveLength(613);
    expect(new Set(raw.map(({ source, port }) => `${source} ${port}`)).size).toBe(406);
  });

  it('shows the six groups of the last day, all attempts, none above LOW', async () => {
    const { findings, denied } = await run(endMs, 1440);
    const expected = aboveThreshold(raw, endMs - dayMs, endMs);
    expect(expected).toHaveLength(6);
    const found = findings.map(
      (finding) => [`${finding.source} ${finding.port}`, finding.connections] as const,
    );
    expect(new Map(found)).toEqual(new Map(expected));
    expect(findings.every((finding) => finding.state === 'attempt')).toBe(true);
    expect(findings.every((finding) => finding.risk === 'LOW')).toBe(true);
    expect(
      findings.every((finding) => finding.reasons.some((why) => why.code === 'attempt-only')),
    ).toBe(true);
    expect(denied).toEqual([]);
  });

  it('shows 3, 6 and 6 groups on the three days', async () => {
    for (const [daysBack, groups] of [
      [2, 3],
      [1, 6],
      [0, 6],
    ] as const) {
      const nowMs = endMs - daysBack * dayMs;
      expect((await run(nowMs, 1440)).findings).toHaveLength(groups);
      expect(aboveThreshold(raw, nowMs - dayMs, nowMs)).toHaveLength(groups);
    }
  });

  it('finds 14 groups in windows that roll, the largest with 16 connections', async () => {
    const rolling = new Map<string, number>();
    for (const { atMs } of raw) {
      for (const [key, count] of aboveThreshold(raw, atMs, atMs + dayMs)) {
        rolling.set(key, Math.max(count, rolling.get(key) ?? 0));
      }
    }
    expect(rolling.size).toBe(14);
    expect(rolling.get('115.178.101.1 445')).toBe(16);
    // An hourly run over the last 24 hours sees each group; only minutes could move a count at the edge.
    const seen = new Set<string>();
    for (let hour = 0; hour <= 48; hour += 1) {
      const { findings } = await run(endMs - hour * 3_600_000, 1440);
      for (const { source, port, state, risk } of findings) {
        seen.add(`${source} ${port}`);
        expect([state, risk]).toEqual(['attempt', 'LOW']);
      }
    }
    expect([...seen].sort()).toEqual([...rolling.keys()].sort());
  });

  it('equals what a few lines compute straight from the rows, for one day and for three', async () => {
    for (const lastMinutes of [1440, threeDays]) {
      const result = await run(endMs, lastMinutes);
      const direct = await findingsFromRows(store, result.window, { eachIsOne: true });
      expect(inOrder(result.findings.map(essenceOf))).toEqual(inOrder(direct));
      expect(result.findings.every((finding) => finding.state === 'attempt')).toBe(true);
    }
  });
});

describeReal(data, 'the counters that lie', () => {
  it('are marked and never rated, even where a host sends them', async () => {
    const lies: Lie[] = [];
    for (const file of files) {
      const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
      for await (const line of lines) {
        const cells = line.split('\t');
        if (!line.startsWith('#') && Number(cells[11]) > 1e9) lies.push(lieOf(cells));
      }
    }
    expect(lies).toHaveLength(4);
    // The responder's claim is in `resp_bytes`. As bytes sent by the host, on port 445 and four times over, each
    // of them would be a HIGH finding of more than 6 GB.
    const records = lies.flatMap((lie) =>
      [0, 1, 2, 3].map((again) => ({
        starttime: lie.atMs + again * 60_000,
        sourceip: host,
        destinationip: lie.claimant,
        destinationport: 445,
        protocolid: 6,
        category: 4008,
        'Bytes Sent': lie.claimedBytes,
        'Packets Sent': lie.packets,
        'Bytes Received': 0,
      })),
    );
    const { store } = await importRecords(records, [`${host}/32`]);
    try {
      const nowMs = endMs;
      const { findings } = await detectOverStore(store, { nowMs, lastMinutes: threeDays });
      expect(findings).toHaveLength(4);
      for (const finding of findings) {
        expect(finding.risk).toBe('LOW');
        expect(finding.sent).toBeNull();
        const reason = finding.reasons.find((why) => why.code === 'impossible-counter');
        expect(reason?.value).toBeGreaterThan(6e9);
        expect(finding.corrections).toContain('impossible-counter-excluded');
      }
    } finally {
      store.close();
    }
  });
});

/** A record whose responder claims more bytes than its packets hold. */
type Lie = {
  readonly atMs: number;
  readonly claimant: string;
  readonly claimedBytes: number;
  readonly packets: number;
};

function lieOf(cells: readonly string[]): Lie {
  return {
    atMs: Math.floor(Number(cells[1]) * 1000),
    claimant: cells[3] ?? '',
    claimedBytes: Number(cells[11]),
    packets: Number(cells[19]),
  };
}
