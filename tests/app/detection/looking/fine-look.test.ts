/** The fine look of a run, by way of `detect`. */
import type { Finding } from '../../../../contract/finding.ts';
import type { SentQuery } from '../../../../contract/run.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { aliases } from '../../../../app/detection/aql/columns.ts';
import { lengthInUrl, longestQuery } from '../../../../app/detection/aql/statement.ts';
import { detect } from '../../../../app/detection/detect.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import type { EventSearch } from '../../../../app/ports/search.ts';
import { arielRow, noonMs } from '../builders.ts';
import { drained } from '../../../../app/ports/steps.ts';

/** What becomes of a query: rows, then its end or an error. */
type Answer = {
  readonly rows?: readonly unknown[];
  readonly failsWith?: AppError;
};

async function run(
  answerOf: (query: SentQuery) => Answer,
  settings: Partial<typeof defaultSettings> = {},
) {
  const asked: SentQuery[] = [];
  const search: EventSearch['search'] = async function* (query) {
    asked.push(query);
    const { rows = [], failsWith } = answerOf(query);
    if (rows.length > 0) yield await Promise.resolve(rows);
    if (failsWith) throw failsWith;
    return { rows: rows.length, examined: 0, limitedByAdministrator: false };
  };
  const findings: Finding[] = [];
  const result = await detect(
    {
      profile: 'corrected',
      window: { startMs: noonMs - 3_600_000, stopMs: noonMs },
      settings: { ...defaultSettings, ...settings },
    },
    {
      search: { search },
      facts: {
        eventFields: () =>
          Promise.resolve([
            { name: 'BytesSent', numeric: true },
            { name: 'BytesReceived', numeric: true },
          ]),
        categoryIds: () => Promise.resolve(new Map()),
        domainNames: () => Promise.resolve(new Map()),
        filling: () => Promise.resolve(null),
        isFillingKnown: () => true,
        knownDisabled: () => [],
        disabled: () => Promise.resolve(null),
        refusedQueries: () => Promise.resolve(new Set()),
      },
    },
    {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onPlan: () => undefined,
      onRows: () => undefined,
      onFirstLook: () => undefined,
      mayFold: () => null,
      onWhole: (judging) =>
        Promise.resolve(drained(judging({ push: (finding) => findings.push(finding) }))),
      pace: (steps) => Promise.resolve(drained(steps)),
    },
  );
  return { ...result, findings, asked };
}

/** A record of a control session of the group `arielRow`. */
const record = (n: number, change: Readonly<Record<string, unknown>> = {}) => ({
  ...arielRow(),
  [aliases.sourcePort]: 40_000 + n,
  [aliases.eventCount]: 1,
  [aliases.time]: noonMs - 600_000 + n * 1_000,
  [aliases.sent]: 250,
  [aliases.received]: 500,
  ...change,
});
const four = [0, 1, 2, 3].map((n) => record(n));
const upload = record(9, {
  [aliases.destinationPort]: 50_000,
  [aliases.sent]: 14_200_000,
  [aliases.received]: 0,
});
const byName =
  (answers: Readonly<Record<string, Answer>>) =>
  ({ name }: SentQuery) =>
    answers[name] ?? {};
const refusal = new AppError('query-rejected');
const broken = new AppError('rows-missing');

describe('single records', () => {
  const groups = { rows: [arielRow()] };

  test('all read, say what there is; else it is an estimate', async () => {
    const whole = await run(byName({ connections: groups, records: { rows: four } }));
    expect(whole.findings).toMatchObject([{ connections: 4, sent: { bytes: 1_000 } }]);
    const lines = [0, 5, 10, 15].map((n) =>
      record(0, {
        [aliases.time]: noonMs - 600_000 + n * 10_000,
        [aliases.category]: 4002,
        [aliases.sent]: 250 * n,
      }),
    );
    const permits = { rows: [arielRow({ [aliases.category]: 4002, [aliases.sent]: 7_500 })] };
    const once = await run(byName({ connections: permits, records: { rows: lines } }));
    expect(once.findings).toEqual([]);
    const part = await run(byName({ connections: permits, records: { rows: lines.slice(1) } }));
    expect(part.findings).toMatchObject([{ connections: 4 }]);
  });

  test('refused, leave an estimate and say so', async () => {
    const result = await run(byName({ connections: groups, records: { failsWith: refusal } }));
    expect(result.findings).toMatchObject([{ connections: 4, dataChannel: null }]);
    expect(result.limits).toEqual([{ kind: 'records', limit: 0 }]);
  });

  test('that break off after some rows mark what they told as partial, and the run goes on', async () => {
    const records = { rows: [...four, upload], failsWith: broken };
    const result = await run(byName({ connections: groups, records }));
    expect(result.findings).toMatchObject([
      {
        connections: 4,
        dataChannel: { partial: true, sent: { bytes: 14_200_000, lowerBound: true } },
      },
    ]);
    expect(result.limits).toEqual([{ kind: 'records', limit: 0 }]);
  });

  test('of flows that break off mark all hosts of their query: whose flows are missing is not known', async () => {
    const other = { [aliases.source]: '10.1.2.4' };
    const flow = (change: Readonly<Record<string, unknown>>) => ({
      ...record(0),
      [aliases.flowSource]: 'router',
      [aliases.flowId]: 1,
      [aliases.firstSeen]: noonMs - 600_000,
      [aliases.lastSeen]: noonMs - 600_000,
      ...change,
    });
    const result = await run(
      byName({
        connections: { rows: [arielRow(), arielRow(other)] },
        records: {
          rows: [...four, upload, ...[...four, upload].map((row) => ({ ...row, ...other }))],
        },
        'flow-records': { rows: [flow(other)], failsWith: broken },
      }),
    );
    expect(result.findings).toMatchObject([
      { source: '10.1.2.3', dataChannel: { partial: true } },
      { source: '10.1.2.4', dataChannel: { partial: true } },
    ]);
    expect(result).toMatchObject({ flows: 'unavailable', limits: [] });
  });
});

describe('long queries', () => {
  /** Answered control sessions of so many sources. */
  const many = Array.from({ length: 400 }, (_, n) =>
    arielRow({ [aliases.source]: `10.1.${n >> 8}.${n & 255}` }),
  );
  const isLong = ({ aql }: SentQuery) => lengthInUrl(aql) > longestQuery.inRequestLine;
  const recordsOf = (asked: readonly SentQuery[]) =>
    asked.filter(({ name }) => name === 'records' || name === 'flow-records');

  test('are asked once where they are answered', async () => {
    const { asked, limits } = await run(byName({ connections: { rows: many } }));
    expect(recordsOf(asked).map(isLong)).toEqual([true, true]);
    expect(limits).toEqual([]);
  });

  test('that are refused are asked again for fewer pairs, which is said', async () => {
    const { asked, limits, flows } = await run((query) =>
      query.name === 'connections' ? { rows: many } : isLong(query) ? { failsWith: refusal } : {},
    );
    const short = recordsOf(asked).filter((query) => !isLong(query));
    expect(short.map(({ name }) => name).sort()).toEqual([
      ...['flow-records', 'flow-records'],
      ...['records', 'records'],
    ]);
    expect(limits).toMatchObject([{ kind: 'channels' }]);
    expect(limits[0]?.limit).toBeGreaterThan(100);
    expect(limits[0]?.limit).toBeLessThan(400);
    expect(flows).toBe('used');
  });

  test('leave an estimate where the shorter ones are refused too', async () => {
    const { asked, limits } = await run(({ name }) =>
      name === 'connections' ? { rows: many } : name === 'records' ? { failsWith: refusal } : {},
    );
    expect(recordsOf(asked).some((query) => !isLong(query))).toBe(true);
    expect(limits.map(({ kind }) => kind).sort()).toEqual(['channels', 'records']);
  });

  test('are not asked again where they were short', async () => {
    const { asked } = await run(
      byName({ connections: { rows: [arielRow()] }, records: { failsWith: refusal } }),
    );
    expect(recordsOf(asked)).toHaveLength(2);
  });
});

describe('what a limit cut', () => {
  const cut = { rows: [arielRow({ [aliases.source]: '10.7.7.7' })] };
  const large = arielRow({ [aliases.sent]: 20_000_000, [aliases.sentLargest]: 20_000_000 });

  test('is asked for by volume, and makes a finding once', async () => {
    const answers = { connections: cut, 'connections-by-volume': { rows: [large] } };
    const { findings, asked } = await run(byName(answers), { maxRows: 1 });
    expect(asked.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['connections-by-volume', 'control-sessions']),
    );
    expect(findings[0]).toMatchObject({ source: '10.1.2.3', sent: { bytes: 20_000_000 } });
  });

  test('is not asked for where nothing was cut', async () => {
    const { asked } = await run(byName({ connections: cut }));
    expect(asked.map(({ name }) => name)).not.toContain('connections-by-volume');
  });

  test('by volume may be refused, or break off, and the run goes on', async () => {
    for (const rows of [[], [large]]) {
      const answers = {
        connections: cut,
        'connections-by-volume': { rows, failsWith: broken },
        'control-sessions': { failsWith: refusal },
      };
      const { findings } = await run(byName(answers), { maxRows: 1 });
      expect(findings.map(({ source }) => source)).toContain('10.7.7.7');
      expect(findings.some(({ source }) => source === '10.1.2.3')).toBe(rows.length > 0);
    }
  });
});
