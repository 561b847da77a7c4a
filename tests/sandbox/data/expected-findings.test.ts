import type { Finding } from '../../../contract/finding.ts';
import type { ExpectedFinding } from '../../../sandbox/data/expected.ts';
import { defaultSeed, loadScenario, stories } from '../../../sandbox/data/scenarios.ts';
import { randomFrom } from '../../../sandbox/data/random.ts';
import { ConsoleStore } from '../../../sandbox/sql/store.ts';
import { detectOverStore, type WholeResult } from './detection-over-store.ts';
import { essenceOf, findingsFromRows, inOrder } from './findings-from-rows.ts';

const endMs = Date.UTC(2026, 2, 4, 15, 0);

/** The expectations are pure, so that each can be a test of its own. */
const expected = Object.entries(stories).map(
  ([name, write]) => write({ endMs, random: randomFrom(defaultSeed, name) }).expected,
);
const findings = expected.flatMap((part) => part.findings ?? []);
const silences = expected.flatMap((part) => part.silences ?? []);

let store: ConsoleStore;
let result: WholeResult;
let withoutFlows: WholeResult;

beforeAll(async () => {
  store = await ConsoleStore.open();
  await loadScenario(store, { name: 'company', scale: 0.1, endMs });
  result = await detectOverStore(store, { nowMs: endMs });
  withoutFlows = await detectOverStore(store, { nowMs: endMs, settings: { flows: false } });
});

afterAll(() => {
  store.close();
});

function found(of: ExpectedFinding, { findings: all }: WholeResult): Finding {
  const [finding, ...more] = all.filter(
    (one) =>
      one.domain.id === of.domainId &&
      one.source === of.source &&
      one.destination === of.destination &&
      one.port === of.port &&
      one.transport === of.transport,
  );
  if (!finding || more.length > 0) throw new Error(`${more.length + Number(!!finding)} findings.`);
  return finding;
}

function expectAsWritten(finding: Finding, of: ExpectedFinding): void {
  expect({
    kind: finding.kind,
    destinationCount: finding.destinationCount,
    connections: finding.connections,
    coalesced: finding.coalesced,
    sentBytes: finding.sent?.bytes ?? null,
    receivedBytes: finding.received?.bytes ?? null,
    totalBytes: finding.total?.bytes ?? null,
    state: finding.state,
    risk: finding.risk,
    users: finding.users,
    logSourceIds: finding.logSources.map((source) => source.id).sort(),
  }).toEqual({
    kind: of.kind,
    destinationCount: of.destinationCount,
    connections: of.connections,
    coalesced: of.coalesced,
    sentBytes: of.sentBytes,
    receivedBytes: of.receivedBytes,
    totalBytes: of.totalBytes,
    state: of.state,
    risk: of.risk,
    users: of.users,
    logSourceIds: of.logSourceIds,
  });
  const shown = [...finding.reasons.map((reason) => reason.code), ...finding.corrections];
  expect(shown).toEqual(expect.arrayContaining([...of.mustShow]));
}

const named = findings.map(
  (finding) => [`${finding.story}, domain ${finding.domainId}`, finding] as const,
);

describe('regular connections', () => {
  const isRegular = ({ reasons }: Finding) => reasons.some(({ code }) => code === 'regular');

  test.each([
    ['with flows', () => result],
    ['without', () => withoutFlows],
  ])('are those of the beacon alone, which comes first of the LOW: %s', (_, of) => {
    const all = of().findings;
    const beacon = findings.find(({ story }) => story === 'ftp-beacon');
    expect(all.filter(isRegular).map(({ source }) => source)).toEqual([beacon?.source]);
    expect(all.find(({ risk }) => risk === 'LOW')?.source).toBe(beacon?.source);
    expect(all.find(isRegular)?.regularity).toMatchObject({ intervals: 71 });
  });
});

describe('the corrected detection over the company', () => {
  it.each(named)('finds %s as it was written down', (_, of) => {
    expectAsWritten(found(of, result), of);
  });

  it.each(named)('finds %s by events alone, if it can', (_, { withoutFlows: change, ...of }) => {
    if (change === null) {
      expect(() => found(of, withoutFlows)).toThrow('0 findings');
      return;
    }
    const counted = of.mustShow.filter((code) => code !== 'flows-counted');
    const mustShow = [...counted, ...(change?.mustShow ?? [])];
    expectAsWritten(found(of, withoutFlows), { ...of, ...change, mustShow });
  });

  it('equals what a few lines compute straight from the rows', async () => {
    const direct = await findingsFromRows(store, result.window);
    expect(inOrder(result.findings.map(essenceOf))).toEqual(inOrder(direct));
    expect(direct).toHaveLength(findings.length);
  });

  it('equals what a few lines compute straight from the events', async () => {
    const direct = await findingsFromRows(store, withoutFlows.window, { flows: false });
    expect(inOrder(withoutFlows.findings.map(essenceOf))).toEqual(inOrder(direct));
    expect(direct).toHaveLength(findings.filter((of) => of.withoutFlows !== null).length);
  });

  it('says of every number whether events, flows or both report it', () => {
    const ftps = result.findings.find((finding) => finding.source === '10.30.5.88');
    expect(ftps).toMatchObject({
      logSources: [{ id: 101, connections: 8 }],
      flowSources: [{ name: 'qflow-edge', kind: 'flow', connections: 8 }],
    });
    const flows = ftps?.flowSources[0]?.id;
    expect(ftps?.origins).toEqual({
      connections: [flows, 101],
      sent: [flows],
      received: [flows],
      total: [101],
    });
  });

  it('finds nothing else', () => {
    expect(result.findings).toHaveLength(findings.length);
    expect(result.skipped).toEqual([]);
    expect(result.limits).toEqual([]);
  });

  it.each([...new Set(silences.map((silence) => silence.story))])(
    'stays silent about %s',
    (story) => {
      for (const silence of silences.filter((one) => one.story === story)) {
        const loud = result.findings.filter(
          (finding) =>
            finding.domain.id === silence.domainId &&
            finding.source === silence.source &&
            (silence.port === null || finding.port === silence.port),
        );
        expect(loud).toEqual([]);
      }
    },
  );

  it('counts denied connections beside the findings', () => {
    const denied = result.denied.map(({ domainId, source, port, transport, connections }) => ({
      domainId,
      source,
      port,
      transport,
      connections,
    }));
    for (const { story, ...of } of expected.flatMap((part) => part.denied ?? [])) {
      expect([story, ...denied]).toContainEqual(of);
    }
  });

  it('finds the low and slow host in a window of seven days', async () => {
    const week = await detectOverStore(store, { nowMs: endMs, lastMinutes: 7 * 1440 });
    const slow = week.findings.filter((finding) => finding.source === '10.30.7.14');
    expect(slow).toMatchObject([{ connections: 7, risk: 'MEDIUM', port: 21 }]);
  });

  it('finds the same stories four hours later', async () => {
    const later = await detectOverStore(store, { nowMs: endMs + 4 * 3_600_000 });
    expect(later.findings.map((finding) => finding.id)).toEqual(
      result.findings.map((finding) => finding.id),
    );
  });
});

it('the source profile sees the one device that logs Access Permitted with bytes', async () => {
  const { findings: rows, missingCategories } = await detectOverStore(store, {
    nowMs: endMs,
    profile: 'source',
  });
  const uploads = findings.filter(({ story }) => story === 'proxy-uploads');
  const columns = ({ source, destination, connections, risk }: Finding | ExpectedFinding) =>
    [source, destination, connections, risk].join(' ');
  expect(rows.map(columns).sort()).toEqual(uploads.map(columns).sort());
  expect(missingCategories).toEqual(['Connection Accepted', 'Network Connection']);
});
