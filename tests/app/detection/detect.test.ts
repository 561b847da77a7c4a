import type { Finding, Profile } from '../../../contract/finding.ts';
import { runSteps, type RunStep, type SentQuery } from '../../../contract/run.ts';
import { aliases, sourceColumns } from '../../../app/detection/aql/columns.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { detect, type DetectionWatch } from '../../../app/detection/detect.ts';
import { AppError } from '../../../app/ports/app-error.ts';
import type { EventField } from '../../../app/ports/console-facts.ts';
import type { DetectionPorts } from '../../../app/ports/detection.ts';
import type { EventSearch } from '../../../app/ports/search.ts';
import { arielRow, noonMs } from './builders.ts';
import { collected } from './judged.ts';
import { drained } from '../../../app/ports/steps.ts';

type Answer = {
  readonly pages?: readonly (readonly unknown[])[];
  readonly limited?: boolean;
  readonly failsWith?: Error;
  /** Waits for the signal before anything else. */
  readonly hangs?: boolean;
};

const fields: readonly EventField[] = [
  { name: 'BytesSent', numeric: true },
  { name: 'BytesReceived', numeric: true },
];

/** A console that answers each query by its name. */
function consoleThat(
  answers: Readonly<Record<string, Answer>>,
  facts: Partial<DetectionPorts['facts']> = {},
) {
  const asked: SentQuery[] = [];
  const ended: string[] = [];
  const search: EventSearch['search'] = async function* (query, { signal, onProgress }) {
    asked.push(query);
    const { pages = [], limited = false, failsWith, hangs } = answers[query.name] ?? {};
    try {
      if (hangs) await aborted(signal);
      if (signal.aborted) throw new AppError('cancelled');
      if (failsWith) throw failsWith;
      onProgress({ percent: 40, examined: 1_000 });
      for (const page of pages) yield await Promise.resolve(page);
      return { rows: pages.flat().length, examined: 2_000, limitedByAdministrator: limited };
    } finally {
      ended.push(query.name);
    }
  };
  const ports: DetectionPorts = {
    search: { search },
    facts: {
      eventFields: () => Promise.resolve(fields),
      categoryIds: () => Promise.resolve(new Map([['Session Opened', 4016]])),
      domainNames: () => Promise.resolve(new Map([[0, 'Default Domain']])),
      filling: () => Promise.resolve(null),
      isFillingKnown: () => true,
      knownDisabled: () => [],
      disabled: () => Promise.resolve(null),
      refusedQueries: () => Promise.resolve(new Set()),
      ...facts,
    },
  };
  return { ports, asked, ended };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}

const run = async (
  ports: DetectionPorts,
  watch: Partial<DetectionWatch> = {},
  request: { profile?: Profile; settings?: Partial<typeof defaultSettings> } = {},
) => {
  const findings: Finding[] = [];
  const result = await detect(
    {
      profile: request.profile ?? 'corrected',
      window: { startMs: noonMs - 3_600_000, stopMs: noonMs },
      settings: { ...defaultSettings, ...request.settings },
    },
    ports,
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
      ...watch,
    },
  );
  return { ...result, findings };
};

const sourceRow = {
  [sourceColumns.logSource]: 'edge firewall',
  [sourceColumns.source]: '10.1.2.3',
  [sourceColumns.destination]: '93.184.216.34',
  [sourceColumns.port]: 21,
  [sourceColumns.user]: 'alice',
  [sourceColumns.connections]: 9,
  [sourceColumns.sent]: 20_000_000,
  [sourceColumns.received]: null,
  [sourceColumns.firstSeen]: noonMs - 600_000,
  [sourceColumns.lastSeen]: noonMs - 1,
};

describe('a corrected run', () => {
  test('goes from the question to findings, denied connections and what it looked at', async () => {
    const { ports } = consoleThat({
      connections: { pages: [[arielRow()], [arielRow({ [aliases.source]: '10.1.2.4' })]] },
      denied: { pages: [[arielRow({ [aliases.connections]: 3 })]] },
    });
    const result = await run(ports);
    expect(result.findings.map((finding) => finding.id)).toEqual([
      'p~0~10.1.2.3~93.184.216.34~21~tcp',
      'p~0~10.1.2.4~93.184.216.34~21~tcp',
    ]);
    expect(result.findings[0]?.domain.name).toBe('Default Domain');
    expect(result.denied).toMatchObject([{ source: '10.1.2.3', transport: 'tcp', connections: 3 }]);
    expect(result).toMatchObject({
      window: { startMs: noonMs - 3_600_000, stopMs: noonMs },
      properties: { sent: ['BytesSent'], received: ['BytesReceived'], total: [] },
      examined: 10_000,
      rows: 3,
      limits: [],
      skipped: [],
    });
  });

  test('names its steps in order and never goes back', async () => {
    const { ports } = consoleThat({ connections: { pages: [[arielRow()], [arielRow()]] } });
    const steps: RunStep[] = [];
    await run(ports, { onProgress: ({ step }) => steps.push(step) });
    expect([...new Set(steps)]).toEqual([...runSteps]);
    expect(steps).toEqual([...steps].sort((a, b) => runSteps.indexOf(a) - runSteps.indexOf(b)));
  });

  test('reports the progress of both searches as one, which never falls', async () => {
    const { ports } = consoleThat({ connections: { pages: [[arielRow()]] } });
    const seen: { percent: number; rows: number; examined: number }[] = [];
    await run(ports, { onProgress: (progress) => seen.push({ ...progress }) });
    const percents = seen.map((progress) => progress.percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(seen.at(-1)).toMatchObject({ percent: 100, rows: 1 });
  });

  test('tells its plan before it searches', async () => {
    const { ports, asked } = consoleThat({});
    let planned: readonly SentQuery[] = [];
    await run(ports, {
      onPlan: (plan) => {
        expect(asked).toEqual([]);
        planned = plan.queries;
      },
    });
    expect(asked).toEqual(planned);
    expect(planned.map((query) => query.name)).toEqual(['connections', 'denied', 'flows']);
  });

  test('tells that it asks for single records before it does', async () => {
    const { ports, asked } = consoleThat({ connections: { pages: [[arielRow()]] } });
    const planned: (readonly string[])[] = [];
    await run(ports, {
      onPlan: ({ queries }) => {
        expect(asked.map(({ name }) => name)).not.toContain('records');
        planned.push(queries.map(({ name }) => name));
      },
    });
    expect(planned).toEqual([
      ['connections', 'denied', 'flows'],
      ['connections', 'denied', 'flows', 'records', 'flow-records'],
    ]);
  });

  test('can be looked at after each page', async () => {
    const page = (n: number) => [arielRow({ [aliases.source]: `10.1.2.${n}` })];
    const { ports } = consoleThat({ connections: { pages: [page(1), page(2)] } });
    const lengths: number[] = [];
    await run(ports, {
      onRows: (judging) => judging && lengths.push(collected(judging).findings.length),
    });
    expect(lengths).toEqual([1, 2]);
  });

  test('shows who talks to whom while it is found out which properties are filled', async () => {
    const { ports, asked } = consoleThat({
      'first-look': { pages: [[arielRow({ [aliases.sent]: null })]] },
      connections: { pages: [[arielRow({ [aliases.sent]: 20_000_000 })]] },
    });
    const seen = Promise.withResolvers<undefined>();
    const shown: (number | undefined)[] = [];
    const result = await run(
      {
        ...ports,
        facts: {
          ...ports.facts,
          isFillingKnown: () => false,
          filling: () => seen.promise.then(() => null),
        },
      },
      {
        onRows: (judging) =>
          judging && shown.push(collected(judging).findings[0]?.sent?.bytes ?? undefined),
        onFirstLook: () => seen.resolve(undefined),
      },
    );
    expect(asked[0]?.name).toBe('first-look');
    expect(asked[0]?.aql).not.toContain('Bytes');
    expect(shown).toEqual([undefined, 20_000_000]);
    expect(result.queries.map(({ name }) => name)).not.toContain('first-look');
  });

  test('a first look that the console refuses, or that comes too late, changes nothing', async () => {
    const { ports } = consoleThat({
      'first-look': { failsWith: new AppError('query-rejected') },
      connections: { pages: [[arielRow()]] },
    });
    const facts = { ...ports.facts, isFillingKnown: () => false };
    const onFirstLook = jest.fn();
    const { findings } = await run({ ...ports, facts }, { onFirstLook });
    expect(findings).toHaveLength(1);
    expect(onFirstLook).not.toHaveBeenCalled();
  });

  test('what was judged on the way stays as it was when more is folded', async () => {
    const page = (bytes: number) => [arielRow({ [aliases.sent]: bytes })];
    const { ports } = consoleThat({ connections: { pages: [page(1_000), page(2_000)] } });
    const seen: Finding[][] = [];
    const result = await run(ports, {
      onRows: (judging) => judging && seen.push(collected(judging).findings),
    });
    const sums = (findings: readonly Finding[]) => findings.map(({ sent }) => sent?.bytes);
    expect(seen.map(sums)).toEqual([[1_000], [3_000]]);
    expect(sums(result.findings)).toEqual([3_000]);
  });

  test('takes both spellings of a host for one, and asks for its records in both', async () => {
    const mapped = { [aliases.source]: '::ffff:10.1.2.3' };
    const { ports, asked } = consoleThat({
      connections: {
        pages: [
          [arielRow(), arielRow({ ...mapped, [aliases.user]: 'alice' })],
          [arielRow({ [aliases.source]: '10.1.2.4' })],
        ],
      },
      denied: { pages: [[arielRow({ [aliases.connections]: 3 }), arielRow(mapped)]] },
    });
    const result = await run(ports);
    expect(result.findings.map(({ source, connections }) => [source, connections])).toEqual([
      ['10.1.2.3', 8],
      ['10.1.2.4', 4],
    ]);
    expect(result.denied).toMatchObject([{ source: '10.1.2.3', connections: 7 }]);
    const records = asked.find(({ name }) => name === 'records')?.aql ?? '';
    expect(records).toContain(
      "(sourceip IN ('10.1.2.3','10.1.2.4') OR sourceaddress IN ('::ffff:a01:203'))",
    );
    expect(asked.find(({ name }) => name === 'flow-records')?.aql).toContain(
      "sourcev6 IN ('::ffff:a01:203')",
    );
  });

  test('counts the rows that do not fit, by reason', async () => {
    const rows = [
      arielRow({ [aliases.destination]: '10.9.9.9' }),
      arielRow({ [aliases.destination]: '::ffff:10.9.9.9' }),
      arielRow({ [aliases.destination]: '198.51.100.1' }),
      arielRow({ [aliases.source]: null }),
      'text',
      arielRow(),
    ];
    const { ports } = consoleThat({ connections: { pages: [rows] } });
    const result = await run(ports);
    expect(result.findings).toHaveLength(1);
    expect(result.skipped).toEqual([
      { reason: 'not-external', rows: 3 },
      { reason: 'no-source', rows: 1 },
      { reason: 'not-a-row', rows: 1 },
    ]);
  });

  test('leaves own public blocks out, however many there are', async () => {
    const ownPublicBlocks = [
      ...Array.from({ length: 40 }, (_, n) => `5.${n}.0.0/16`),
      '93.184.216.0/24',
    ];
    const { ports } = consoleThat({ connections: { pages: [[arielRow()]] } });
    const result = await run(ports, {}, { settings: { ownPublicBlocks } });
    expect(result.findings).toEqual([]);
    expect(result.skipped).toEqual([{ reason: 'not-external', rows: 1 }]);
  });

  test('refuses own blocks that are none', async () => {
    const { ports, asked } = consoleThat({});
    await expect(
      run(ports, {}, { settings: { ownPublicBlocks: ['1.2.3.4/99'] } }),
    ).rejects.toMatchObject({ code: 'settings-invalid' });
    expect(asked).toEqual([]);
  });

  test('says which limits it reached', async () => {
    const pages = [[1, 2, 3].map((n) => arielRow({ [aliases.source]: `10.1.2.${n}` }))];
    const { ports } = consoleThat({ connections: { pages, limited: true } });
    const result = await run(ports, {}, { settings: { maxRows: 3, maxFindings: 2 } });
    expect(result.findings).toHaveLength(2);
    expect(result.limits).toEqual([
      { kind: 'rows', limit: 3 },
      { kind: 'administrator', limit: 3 },
      { kind: 'findings', limit: 2 },
    ]);
  });
});

describe('data channels', () => {
  const record = (change: Readonly<Record<string, unknown>>) => ({
    ...arielRow(),
    [aliases.sourcePort]: 40_000,
    [aliases.eventCount]: 1,
    [aliases.time]: noonMs - 600_000,
    [aliases.sent]: 200,
    [aliases.received]: 400,
    ...change,
  });
  const upload = record({
    [aliases.sourcePort]: 40_001,
    [aliases.destinationPort]: 50_000,
    [aliases.time]: noonMs - 620_000,
    [aliases.sent]: 14_200_000,
    [aliases.received]: 0,
  });
  const few = arielRow({ [aliases.connections]: 1, [aliases.records]: 1 });
  const answers = {
    connections: { pages: [[few]] },
    records: { pages: [[upload, record({})]] },
  };

  test('make a finding of a single session, with its own bytes apart', async () => {
    const { findings } = await run(consoleThat(answers).ports);
    expect(findings).toMatchObject([
      {
        risk: 'HIGH',
        state: 'moving',
        connections: 1,
        sent: { bytes: 200 },
        dataChannel: {
          sent: { bytes: 14_200_000, knownConnections: 1, lowerBound: false },
          connections: 1,
          modes: ['passive'],
          ports: { from: 50_000, to: 50_000 },
          confidence: 'time',
          partial: false,
          counted: true,
        },
      },
    ]);
    expect(findings[0]?.reasons).toContainEqual({
      code: 'data-channel-counted',
      value: 14_200_000,
      unit: 'bytes',
      threshold: null,
      confidence: 'time',
    });
    expect(findings[0]?.corrections).toContain('data-channel-joined');
  });

  test('are shown and not rated where the setting says so', async () => {
    const { ports } = consoleThat({ ...answers, connections: { pages: [[arielRow()]] } });
    const { findings } = await run(ports, {}, { settings: { stitching: false } });
    expect(findings).toMatchObject([
      { risk: 'LOW', dataChannel: { sent: { bytes: 14_200_000 }, counted: false } },
    ]);
    expect(findings[0]?.reasons.map(({ code }) => code)).toContain('data-channel-left-out');
  });

  test('are partial where the answer ends at the limit of rows', async () => {
    const rows = [few, arielRow({ [aliases.source]: '10.7.7.7', [aliases.destinationPort]: 445 })];
    const { ports } = consoleThat({ ...answers, connections: { pages: [rows.slice(0, 1)] } });
    const { findings, limits } = await run(ports, {}, { settings: { maxRows: 2 } });
    expect(limits).toEqual([{ kind: 'rows', limit: 2 }]);
    expect(findings[0]?.dataChannel).toMatchObject({ partial: true, sent: { lowerBound: true } });
  });

  test('are partial where flows are cut, or an administrator’s restriction keeps records back', async () => {
    const channelOf = async (more: Parameters<typeof consoleThat>[0], maxRows?: number) => {
      const { ports } = consoleThat({ ...answers, ...more });
      const settings = maxRows === undefined ? {} : { maxRows };
      return (await run(ports, {}, { settings })).findings[0]?.dataChannel;
    };
    const other = record({ [aliases.firstSeen]: noonMs - 1, [aliases.lastSeen]: noonMs - 1 });
    const flows = { pages: [[other, other, other]] };
    expect(await channelOf({ 'flow-records': flows })).toMatchObject({ partial: false });
    expect(await channelOf({ 'flow-records': flows }, 3)).toMatchObject({
      partial: true,
      sent: { lowerBound: true },
    });
    expect(await channelOf({ records: { ...answers.records, limited: true } })).toMatchObject({
      partial: true,
      sent: { lowerBound: true },
    });
  });

  test('end the run where what watches it refuses their rows', async () => {
    const { ports } = consoleThat({ ...answers, connections: { pages: [[arielRow()]] } });
    const refused = new AppError('memory-short');
    const onRows = (snapshot: unknown) => {
      if (snapshot === null) throw refused;
    };
    await expect(run(ports, { onRows })).rejects.toBe(refused);
  });

  test('are not asked for where groups tell all there is', async () => {
    const one = { [aliases.records]: 1, [aliases.connections]: 1 };
    const attempt = { ...one, [aliases.received]: 0, [aliases.sent]: 0 };
    const rows = [arielRow({ ...one, [aliases.destinationPort]: 445 }), arielRow(attempt)];
    const { ports, asked } = consoleThat({ connections: { pages: [rows] } });
    const steps: RunStep[] = [];
    await run(ports, { onProgress: ({ step }) => steps.push(step) });
    expect(steps).not.toContain('stitch');
    expect(asked.map(({ name }) => name)).toEqual(['connections', 'denied', 'flows']);
  });
});

describe('a run of the source profile', () => {
  test('gives a finding for each row, rated as the source query does', async () => {
    const { ports, asked } = consoleThat({ 'source-profile': { pages: [[sourceRow]] } });
    const result = await run(ports, {}, { profile: 'source' });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.aql).toContain('category IN (4016)');
    expect(result.denied).toEqual([]);
    expect(result.findings).toMatchObject([
      {
        id: 's~0~10.1.2.3~93.184.216.34~21~alice',
        transport: null,
        protocol: 'FTP',
        connections: 9,
        sent: { bytes: 20_000_000 },
        received: null,
        risk: 'HIGH',
        corrections: [],
      },
    ]);
  });

  test('fails where the console has no property of bytes sent', async () => {
    const { ports } = consoleThat({}, { eventFields: () => Promise.resolve([]) });
    await expect(run(ports, {}, { profile: 'source' })).rejects.toMatchObject({
      code: 'byte-property-missing',
    });
  });

  test('fails where the console has none of the four categories', async () => {
    const { ports } = consoleThat({}, { categoryIds: () => Promise.resolve(new Map()) });
    await expect(run(ports, {}, { profile: 'source' })).rejects.toMatchObject({
      code: 'query-rejected',
    });
  });
});

describe('a run whose flows are refused', () => {
  test.each([
    ['not-allowed', 'not-allowed'],
    ['query-rejected', 'unavailable'],
    ['search-failed', 'unavailable'],
    ['search-timed-out', 'unavailable'],
    ['console-failed', 'unavailable'],
  ] as const)('by %s goes on with events alone and says so', async (code, flows) => {
    const { ports } = consoleThat({
      connections: { pages: [[arielRow()]] },
      flows: { failsWith: new AppError(code) },
    });
    const plans: string[] = [];
    const result = await run(ports, { onPlan: (plan) => plans.push(plan.flows) });
    expect(result.findings).toHaveLength(1);
    expect({ plans, flows: result.flows }).toEqual({ plans: ['used', flows], flows });
    expect(result.limits).toEqual([]);
  });

  test.each(['not-signed-in', 'cancelled'] as const)('by %s ends as any other', async (code) => {
    const { ports } = consoleThat({ flows: { failsWith: new AppError(code) } });
    await expect(run(ports)).rejects.toMatchObject({ code });
  });

  test('after a part of their rows ends: half of the flows would look like all', async () => {
    const { ports } = consoleThat({});
    const failing: EventSearch['search'] = async function* (query) {
      if (query.name !== 'flows') return { rows: 0, examined: 0, limitedByAdministrator: false };
      yield await Promise.resolve([arielRow()]);
      throw new AppError('rows-missing');
    };
    await expect(run({ ...ports, search: { search: failing } })).rejects.toMatchObject({
      code: 'rows-missing',
    });
  });

  test('by a fault of ours ends', async () => {
    const { ports } = consoleThat({ flows: { failsWith: new TypeError('a fault of ours') } });
    await expect(run(ports)).rejects.toThrow('a fault of ours');
  });

  test('is not asked again for single ones', async () => {
    const { ports, asked } = consoleThat({
      connections: { pages: [[arielRow()]] },
      flows: { failsWith: new AppError('not-allowed') },
    });
    await run(ports);
    expect(asked.map(({ name }) => name)).toEqual(['connections', 'denied', 'flows', 'records']);
  });

  test('when asked for single ones is said too', async () => {
    const { ports } = consoleThat({
      connections: { pages: [[arielRow()]] },
      'flow-records': { failsWith: new AppError('query-rejected') },
    });
    expect(await run(ports)).toMatchObject({ flows: 'unavailable', limits: [] });
  });

  test('does not hide that events failed', async () => {
    const { ports } = consoleThat({
      connections: { failsWith: new AppError('not-allowed') },
      flows: { failsWith: new AppError('not-allowed') },
    });
    await expect(run(ports)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('a run that fails', () => {
  test('cancels the other searches, waits for their end and says why', async () => {
    const failsWith = new AppError('console-busy');
    const { ports, ended } = consoleThat({
      connections: { failsWith },
      denied: { hangs: true },
    });
    await expect(run(ports)).rejects.toBe(failsWith);
    expect(ended.toSorted()).toEqual(['connections', 'denied', 'flows']);
  });

  test('keeps what was already shown', async () => {
    const failing: EventSearch['search'] = async function* (query) {
      if (query.name === 'connections') yield await Promise.resolve([arielRow()]);
      throw new AppError('rows-missing');
    };
    const { ports } = consoleThat({});
    const lengths: number[] = [];
    const ended = run(
      { ...ports, search: { search: failing } },
      { onRows: (judging) => judging && lengths.push(collected(judging).findings.length) },
    );
    await expect(ended).rejects.toMatchObject({ code: 'rows-missing' });
    expect(lengths.at(-1)).toBe(1);
  });

  test('stops all searches when it is cancelled', async () => {
    const { ports, ended } = consoleThat({ connections: { hangs: true }, denied: { hangs: true } });
    const cancel = new AbortController();
    const ending = run(ports, {
      signal: cancel.signal,
      onPlan: () => queueMicrotask(() => cancel.abort()),
    });
    await expect(ending).rejects.toMatchObject({ code: 'cancelled' });
    expect(ended.toSorted()).toEqual(['connections', 'denied', 'flows']);
  });

  test('ends a search whose rows it cannot fold', async () => {
    const { ports, ended } = consoleThat({ connections: { pages: [[arielRow()], [arielRow()]] } });
    const onRows = () => {
      throw new TypeError('a fault of ours');
    };
    await expect(run(ports, { onRows })).rejects.toThrow('a fault of ours');
    expect(ended.toSorted()).toEqual(['connections', 'denied', 'flows']);
  });
});
