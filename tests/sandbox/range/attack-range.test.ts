/** The attack range over HTTP: what it lets happen is found by AQL through the REST API, now or late, whole or in part. */
import type {
  RangeOrderInput,
  RangeRun,
  SignalName,
  TechniqueName,
} from '../../../sandbox/api/range-control.ts';
import { techniqueNames } from '../../../sandbox/data/range/order.ts';
import { techniques } from '../../../sandbox/data/range/techniques.ts';
import { startConsole, type RunningConsole } from '../../../sandbox/start.ts';
import { searchOver, type ArielRow } from '../../support/ariel.ts';
import { injectAttack } from '../../support/attack-range.ts';
import { ManualClock } from '../api/support.ts';
import { detectOverStore } from '../data/detection-over-store.ts';

const endMs = Date.UTC(2026, 2, 4, 15, 0);
const token = 'token-of-the-service';
const minuteMs = 60_000;
const clock = new ManualClock(endMs);
const lines: string[] = [];
let running: RunningConsole;

beforeAll(async () => {
  running = await startConsole({
    scenario: 'stories',
    app: 'none',
    endMs,
    token,
    clock,
    log: (line) => lines.push(line),
  });
});
afterAll(() => running.close());
// Each run has minutes of its own.
beforeEach(() => {
  clock.advance(10 * minuteMs);
});

const inject = (order: RangeOrderInput): Promise<RangeRun> =>
  injectAttack(running.console.url, token, order);

let asked = 0;
/** Asks for records of a run's time; two searches are never the same. */
async function found(run: RangeRun, columns: string, where: string): Promise<ArielRow[]> {
  asked += 1;
  return searchOver(
    running.console.url,
    token,
    `SELECT ${columns} FROM events WHERE ${where} LIMIT ${1000 + asked} START ${run.fromMs} STOP ${run.untilMs + 1000}`,
  );
}
const counted = async (run: RangeRun, where: string): Promise<ArielRow | undefined> =>
  (await found(run, 'COUNT(*) AS records, SUM(eventcount) AS events', where))[0];

const windows = (id: number): string => `devicetype = 12 AND qideventid = '${id}'`;
const linux = (id: number): string => `devicetype = 11 AND qideventid = '${id}'`;
const wall = (port: number, transport = 6): string =>
  `logsourceid = 102 AND destinationport = ${port} AND protocolid = ${transport} AND eventdirection = 'L2R'`;

/** Where each signal is found: by the telling words of each, in the properties of a console with IBM's names. */
const signs: Readonly<Record<TechniqueName, Readonly<Partial<Record<SignalName, string>>>>> = {
  'ftp-c2': {
    file: `${windows(11)} AND "Filename" ILIKE '%\\ftp_c2.txt'`,
    process: `${windows(1)} AND "Process Path" ILIKE '%\\ftp.exe' AND "Command" ILIKE '% -s:%'`,
    connection: `${windows(3)} AND "Process Path" ILIKE '%\\ftp.exe' AND destinationport = 21`,
    'firewall-control': wall(21),
  },
  'smb-pipe': {
    process: `${windows(1)} AND "Process Name" = 'powershell.exe' AND "Command" ILIKE '%NamedPipeServerStream%'`,
    pipe: `${windows(17)} AND "Pipe Name" = '\\msagent_f1'`,
  },
  'ftp-upload': {
    file: `${linux(11)} AND "Filename" ILIKE '%/t1071_upload.bin'`,
    process: `${linux(1)} AND "Process Name" = 'curl' AND "Command" ILIKE '% -T % ftp://%'`,
    connection: `${linux(3)} AND "Process Path" ILIKE '%curl' AND destinationport = 21`,
    'firewall-control': wall(21),
    'firewall-data': `logsourceid = 102 AND destinationport BETWEEN 50000 AND 59999`,
  },
  'smb-internet': {
    file: `${windows(11)} AND "Filename" ILIKE '%_smb.bin'`,
    process: `${windows(1)} AND "Process Name" = 'robocopy.exe' AND "Command" ILIKE '%\\public\%'`,
    connection: `${windows(3)} AND "Process Path" = 'System' AND destinationport = 445 AND eventdirection = 'L2R'`,
    'firewall-control': wall(445),
  },
  tftp: {
    file: `${linux(11)} AND "Filename" ILIKE '%/t1071_upload.bin'`,
    process: `${linux(1)} AND "Command" ILIKE '% -T % tftp://%'`,
    connection: `${linux(3)} AND "Process Path" = 'curl' AND destinationport = 69 AND protocolid = 17`,
    'firewall-control': wall(69, 17),
    'firewall-data': `logsourceid = 102 AND protocolid = 17 AND eventdirection = 'R2L'`,
  },
  ftps: {
    file: `${linux(11)} AND "Filename" ILIKE '%/t1071_upload.bin'`,
    process: `${linux(1)} AND "Command" ILIKE '% -T % ftps://%'`,
    connection: `${linux(3)} AND destinationport = 990`,
    'firewall-control': wall(990),
    'firewall-data': `logsourceid = 102 AND destinationport BETWEEN 50000 AND 59999`,
  },
};

describe.each(techniqueNames)('%s', (technique) => {
  test('leaves each of its signals, found by AQL', async () => {
    const run = await inject({ technique });
    expect(run.signals.map(({ signal }) => signal)).toEqual(techniques[technique].attack.signals);
    for (const { signal, records, events } of run.signals) {
      expect(records).toBeGreaterThan(0);
      const where = signs[technique][signal];
      if (where === undefined) throw new Error(`nothing looks for ${signal}`);
      expect([signal, await counted(run, where)]).toEqual([signal, { records, events }]);
    }
    // What it did is in reach of the page's own query.
    const all = await searchOver(running.console.url, token, run.aql);
    expect(all.length).toBeGreaterThanOrEqual(
      run.signals.reduce((sum, { records }) => sum + records, 0),
    );
  });

  test('has a twin that shows none of the telling words', async () => {
    const run = await inject({ technique, twin: true });
    expect(run.signals.every(({ records }) => records > 0)).toBe(true);
    const telling = {
      'ftp-c2': 'process',
      'smb-pipe': 'pipe',
      'ftp-upload': 'process',
      'smb-internet': 'process',
      tftp: 'process',
      ftps: 'process',
    } as const satisfies Record<TechniqueName, SignalName>;
    const where = signs[technique][telling[technique]] ?? '';
    expect(await counted(run, where)).toMatchObject({ records: 0 });
  });
});

test('a process, its pipe and its connection are one story by ProcessGuid', async () => {
  for (const [technique, second] of [
    ['ftp-c2', 3],
    ['smb-pipe', 17],
    ['ftp-upload', 3],
  ] as const) {
    clock.advance(minuteMs);
    const run = await inject({ technique, sessions: 3 });
    const rows = await found(
      run,
      `"Process Guid" AS guid, qideventid AS id`,
      `qideventid IN ('1', '${second}')`,
    );
    const guids = (id: number): unknown[] =>
      rows.filter((row) => row['id'] === String(id)).map(({ guid }) => guid);
    expect(new Set(guids(1)).size).toBe(3);
    expect(new Set(guids(second))).toEqual(new Set(guids(1)));
  }
});

test('the uploads are cards of the detection, and twins none', async () => {
  const uploads = ['ftp-c2', 'ftp-upload', 'smb-internet', 'tftp', 'ftps'] as const;
  const found = async (twin: boolean): Promise<readonly string[]> => {
    for (const technique of uploads) {
      await inject({ technique, twin });
      clock.advance(2 * minuteMs);
    }
    const { findings } = await detectOverStore(running.store, {
      nowMs: clock.now(),
      lastMinutes: 15,
    });
    return findings.map(({ port, risk }) => `${port} ${risk}`).sort();
  };
  expect(await found(true)).toEqual([]);
  clock.advance(20 * minuteMs);
  expect(await found(false)).toEqual(['21 HIGH', '21 LOW', '445 HIGH', '69 MEDIUM', '990 HIGH']);
});

test('a marker tells two runs at the same time apart', async () => {
  const first = await inject({ technique: 'ftp-upload', marker: 'one-1234' });
  const second = await inject({ technique: 'ftp-upload', marker: 'two-5678' });
  for (const run of [first, second]) {
    const rows = await found(
      run,
      '"Command" AS command',
      `"Command" ILIKE '%${run.marker}%' AND qideventid = '1'`,
    );
    expect(rows).toHaveLength(4);
    expect(await counted(run, `UTF8(payload) ILIKE '%${run.marker}%'`)).toMatchObject({
      records: 8,
    });
  }
});

describe('what comes late', () => {
  test('is found only when its time has come, and says how late it was', async () => {
    const run = await inject({ technique: 'ftp-c2', sessions: 2, lateSeconds: 90 });
    const process = signs['ftp-c2'].process ?? '';
    expect(await counted(run, process)).toMatchObject({ records: 0 });
    const [first, second] = [run.untilMs - 16_000 + 500, run.untilMs - 8000 + 500];
    clock.advance(first + 90_000 - clock.now());
    while (
      running.store.dimensions.logSources.find(({ id }) => id === 111)?.lastEventTimeMs !== first
    ) {
      await new Promise(setImmediate);
    }
    expect(await counted(run, process)).toMatchObject({ records: 1 });
    clock.advance(second + 90_000 - clock.now());
    clock.advance(minuteMs);
    await settled();
    const lags = await found(run, 'endtime - starttime AS lag', process);
    expect(lags).toEqual([{ lag: 90_000 }, { lag: 90_000 }]);
  });

  /** Resolves when nothing waits any more. */
  async function settled(): Promise<void> {
    for (;;) {
      const response = await fetch(`${running.console.url}/console/stand-in/attack-range/runs`, {
        headers: { SEC: token },
      });
      const { waiting } = (await response.json()) as { waiting: number }; // what it documents
      if (waiting === 0) return;
    }
  }
});

test('what is left out by order is missing, and only that', async () => {
  const run = await inject({
    technique: 'ftp-upload',
    without: ['connection', 'firewall-data'],
  });
  for (const { signal, records, whyNot } of run.signals) {
    const isLeftOut = signal === 'connection' || signal === 'firewall-data';
    expect([signal, whyNot]).toEqual([signal, isLeftOut ? 'ordered' : null]);
    const where = signs['ftp-upload'][signal] ?? '';
    expect(await counted(run, where)).toMatchObject({ records: isLeftOut ? 0 : records });
  }
});

test('what is coalesced is three records and one for the rest, which SUM(eventcount) still counts', async () => {
  const run = await inject({ technique: 'ftp-upload', sessions: 9, coalesced: true });
  const process = run.signals.find(({ signal }) => signal === 'process');
  expect(process).toMatchObject({ records: 4, events: 9 });
  const where = signs['ftp-upload'].process ?? '';
  expect(await counted(run, where)).toEqual({ records: 4, events: 9 });
  const marked = `${where} AND UTF8(payload) ILIKE '%${run.marker}%'`;
  expect(await counted(run, marked)).toEqual({ records: 4, events: 9 });
});

test('the host itself is no way out, and a private target is seen inside', async () => {
  const self = await inject({ technique: 'ftp-c2', target: '127.0.0.1' });
  const dark = self.signals.filter(({ whyNot }) => whyNot === 'loopback');
  expect(dark.map(({ signal }) => signal)).toEqual(['firewall-control']);
  expect(await counted(self, `destinationport = 21 AND eventdirection <> 'L2L'`)).toMatchObject({
    records: 0,
  });
  clock.advance(minuteMs);
  const inside = await inject({ technique: 'ftp-upload', target: '10.20.1.30' });
  expect(inside.signals.map(({ logSource }) => logSource)).toContain('cp-core-01');
  expect(
    await counted(inside, `destinationip = '10.20.1.30' AND eventdirection <> 'L2L'`),
  ).toMatchObject({ records: 0 });
});

test('a host that nobody knew gets a log source by its first record, once', async () => {
  const host = { name: 'lab-99', address: '10.30.99.9' };
  const first = await inject({ technique: 'smb-pipe', host });
  const again = await inject({ technique: 'ftp-c2', host });
  for (const run of [first, again]) {
    expect(run.signals[0]?.logSource).toBe('lab-99 (Sysmon)');
  }
  const rows = await found(
    first,
    'LOGSOURCENAME(logsourceid) AS name',
    `sourceip = '10.30.99.9' AND devicetype = 12 GROUP BY logsourceid`,
  );
  expect(rows).toEqual([{ name: 'lab-99 (Sysmon)' }]);
});

test('hostile words of a user arrive as they are', async () => {
  const user = `<img src=x onerror=alert(1)>' OR '1'='1`;
  const run = await inject({ technique: 'ftp-upload', user });
  const rows = await found(
    run,
    'username, UTF8(payload) AS payload',
    `devicetype = 11 AND qideventid = '1'`,
  );
  expect(rows).toHaveLength(4);
  for (const row of rows) {
    expect(row['username']).toBe(user);
    // In XML they are text.
    expect(row['payload']).not.toContain('<img');
  }
});

test('the log says what was let happen', async () => {
  const run = await inject({ technique: 'tftp', lateSeconds: 5, without: ['process'] });
  const [line] = lines.filter((each) => each.includes(run.marker));
  expect(line).toMatch(
    /^attack range: tftp on lx-build-07 \(10\.20\.2\.9\) to 28\.201\.9\.33, marker run-[0-9a-f]{8}: \d+ records, 4 sessions, 1048576 bytes, late by 5 s, without process; ordered by "Scripts and curl"$/,
  );
});
