/** Which signals a console can tell, what is asked, and how rows become signals: scripted answers, hostile ones too. */
import fc from 'fast-check';
import { aliases } from '../../../../app/detection/aql/columns.ts';
import { planHostSignals } from '../../../../app/detection/host-signals/plan.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import type { ConsoleFacts, EventField } from '../../../../app/ports/console-facts.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { noonMs } from '../builders.ts';

const window = { startMs: noonMs - 3_600_000, stopMs: noonMs };
const field = (name: string): EventField => ({ name, numeric: false });
const sysmon = ['qideventid', 'Command', 'Process Path', 'Pipe Name', 'Computer Name'].map(field);
const allFilled = new Map(sysmon.map(({ name }) => [name, 9]));
const signal = new AbortController().signal;

type Filled = Awaited<ReturnType<ConsoleFacts['filling']>>;
const plan = (
  fields: readonly EventField[] = sysmon,
  filling: () => Promise<Filled> = () => Promise.resolve(allFilled),
  change: object = {},
) =>
  planHostSignals(
    { profile: 'corrected', window, settings: { ...defaultSettings, ...change } },
    fields,
    { filling },
    signal,
  );

const answered = async (planned: ReturnType<typeof plan>) => (await planned).answered(new Map());

test('all kinds are looked for by one optional search where their properties are filled', async () => {
  const planned = await plan();
  expect(planned.answered(new Map())).toEqual({
    state: 'used',
    lookedFor: ['ftp-script', 'ftp-upload-by-curl', 'c2-pipe'],
    found: 0,
    isCut: false,
  });
  const [search, ...others] = planned.searches;
  expect(others).toEqual([]);
  expect(search?.isOptional).toBe('whenever');
  const aql = search?.query.aql ?? '';
  expect(aql).toContain('devicetype IN (11, 12)');
  expect(aql).toContain(`"Pipe Name" IMATCHES '^\\\\?(msagent_.*|`);
  expect(aql).not.toContain('payload');
  expect(aql).toMatch(/LIMIT 500 START \d+ STOP \d+$/);
});

test('of a console that fills some of them only what these can tell', async () => {
  const filled = (...names: readonly string[]) =>
    plan(sysmon, () => Promise.resolve(new Map(names.map((name) => [name, 1]))));
  expect(await answered(filled('qideventid', 'Command'))).toMatchObject({
    lookedFor: ['ftp-script', 'ftp-upload-by-curl'],
  });
  expect(await answered(filled('qideventid', 'Pipe Name'))).toMatchObject({
    lookedFor: ['c2-pipe'],
  });
  // A pack makes properties that nothing fills, and without any id a record of Sysmon is not told.
  expect(await answered(filled('qideventid'))).toMatchObject({ state: 'no-records' });
  expect(await answered(filled('Computer Name'))).toMatchObject({ state: 'no-records' });
});

test('a console without such records is asked nothing', async () => {
  let asked = 0;
  const filling = () => {
    asked += 1;
    return Promise.resolve(null);
  };
  expect(await answered(plan([field('Bytes Sent'), field('qideventid')], filling))).toMatchObject({
    state: 'no-records',
  });
  expect(asked).toBe(0);
  expect(await answered(plan(sysmon, filling))).toMatchObject({ state: 'no-records' });
  expect(asked).toBe(1);
});

test.each([
  ['not-allowed', 'not-allowed'],
  ['search-failed', 'unavailable'],
  ['console-failed', 'unavailable'],
] as const)(
  'what is refused by %s is said as %s, before and during the search',
  async (code, state) => {
    const refused = () => Promise.reject(new AppError(code));
    expect(await answered(plan(sysmon, refused))).toMatchObject({ state, found: 0 });
    const { answered: during } = await plan();
    expect(during(new Map([['host-signals', new AppError(code)]]))).toMatchObject({ state });
  },
);

test.each(['cancelled', 'not-signed-in'] as const)('%s ends the run', async (code) => {
  const refused = () => Promise.reject(new AppError(code));
  await expect(plan(sysmon, refused)).rejects.toMatchObject({ code });
});

test('by the setting, in the source profile and over a part of the records it is off', async () => {
  expect(await answered(plan(sysmon, undefined, { hostSignals: false }))).toMatchObject({
    state: 'off',
  });
  const run = { profile: 'corrected' as const, window, settings: defaultSettings };
  const facts = { filling: () => Promise.resolve(allFilled) };
  for (const other of [
    { ...run, profile: 'source' as const },
    { ...run, focus: { source: '10.0.0.1' } },
  ])
    expect((await planHostSignals(other, sysmon, facts, signal)).answered(new Map()).state).toBe(
      'off',
    );
});

const row = (change: object = {}) => ({
  [aliases.domain]: 0,
  [aliases.source]: '10.30.4.8',
  [aliases.logSource]: 111,
  [aliases.logSourceName]: 'WS-0408',
  [aliases.process]: 'C:\\Windows\\System32\\ftp.exe',
  [aliases.commandLine]: 'ftp.exe -s:c:\\x.txt',
  [aliases.pipeName]: null,
  [aliases.computer]: 'WS-0408',
  [aliases.connections]: 2,
  [aliases.firstSeen]: noonMs - 60_000,
  [aliases.lastSeen]: noonMs - 30_000,
  ...change,
});

async function folded(rows: readonly unknown[]) {
  const planned = await plan();
  const [search] = planned.searches;
  const skipped = rows.flatMap((one) => search?.fold(one) ?? []);
  search?.onEnd?.({ isCut: false });
  return { ...planned, skipped, signals: planned.all(new Map([[0, 'Default Domain']])) };
}

test('groups of one host and script are one signal, in whatever order they come', async () => {
  const rows = [
    row(),
    row({ [aliases.logSource]: 112, [aliases.connections]: 5 }),
    row({ [aliases.commandLine]: 'ftp.exe -v -s:C:\\X.TXT', [aliases.lastSeen]: noonMs }),
    row({ [aliases.source]: '::ffff:10.30.4.9' }),
    row({ [aliases.domain]: 7 }),
  ];
  const { signals } = await folded(rows);
  expect(signals.map(({ host, domain, count }) => [host, domain.id, count])).toEqual([
    ['10.30.4.8', 0, 9],
    ['10.30.4.9', 0, 2],
    ['10.30.4.8', 7, 2],
  ]);
  expect(signals[0]).toMatchObject({
    id: 'h~0~10.30.4.8~ftp-script~c%3A%5Cx.txt',
    computer: 'WS-0408',
    command: 'ftp.exe -v -s:C:\\X.TXT',
    lastSeenMs: noonMs,
    logSources: [
      { id: 112, count: 5 },
      { id: 111, count: 4 },
    ],
  });
  expect((await folded(rows.toReversed())).signals).toEqual(signals);
});

test('rows that the query let pass and that are none change nothing; unreadable ones are counted', async () => {
  const {
    signals,
    skipped,
    answered: said,
  } = await folded([
    row({ [aliases.commandLine]: 'ftp.exe host' }),
    row({ [aliases.process]: 'C:\\a\\sftp.exe' }),
    row({ [aliases.source]: 'nonsense' }),
    row({ [aliases.lastSeen]: 'soon' }),
    row({ [aliases.connections]: 0 }),
    null,
  ]);
  expect(signals).toEqual([]);
  expect(skipped).toEqual(['no-source', 'no-time', 'no-count', 'not-a-row']);
  expect(said(new Map())).toMatchObject({ found: 0, isCut: false });
});

test('as many groups as were asked for may be a part', async () => {
  const many = Array.from({ length: 500 }, (_, at) =>
    row({ [aliases.commandLine]: `ftp -s:${at}` }),
  );
  expect((await folded(many)).answered(new Map())).toMatchObject({ found: 500, isCut: true });
});

test('whatever hosts wrote, the queries for their records stay whole statements', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(text, text, async (tail, name) => {
      const { signals } = await folded([
        row({ [aliases.pipeName]: `\\msagent_${tail}`, [aliases.computer]: name }),
        row({ [aliases.commandLine]: `ftp.exe -s:x${tail}` }),
      ]);
      for (const { aql } of signals) {
        expect(aql).toMatch(/^SELECT starttime, .* LIMIT 1000 START \d+ STOP \d+$/);
        expect((aql.replaceAll("''", '').match(/'/g) ?? []).length % 2).toBe(0);
      }
    }),
  );
});
