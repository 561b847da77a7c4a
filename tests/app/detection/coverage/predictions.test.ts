/** What a repair predicts is what a run finds after it was applied, over generated deployments in a real store. */
import fc from 'fast-check';
import { cardsOf } from '../../../../cards/cards.ts';
import type { CoverageResult, Repair } from '../../../../contract/coverage.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { risks, type Risk } from '../../../../contract/finding.ts';
import type { SentQuery } from '../../../../contract/run.ts';
import type { Settings } from '../../../../contract/session.ts';
import { aliases } from '../../../../app/detection/aql/columns.ts';
import { mostCardGroups } from '../../../../app/detection/coverage/cards-query.ts';
import { mostClauseGroups } from '../../../../app/detection/coverage/clauses-query.ts';
import { lookAtCoverage } from '../../../../app/detection/coverage/look.ts';
import { predictedCards } from '../../../../app/detection/coverage/predict.ts';
import { readCardRow, relaxed, type CardRow } from '../../../../app/detection/coverage/relaxed.ts';
import { cellsOf } from '../../../../app/detection/rows/cells.ts';
import { allRows } from '../../../../app/detection/searching/all-rows.ts';
import type { DetectionPorts } from '../../../../app/ports/detection.ts';
import { drained } from '../../../../app/ports/steps.ts';
import type { ConsoleStore, EventRow, FlowRow } from '../../../../sandbox/sql/store.ts';
import { withChanges } from '../../../../ui/coverage/change-settings.ts';
import { detectOverStore, portsOverStore } from '../../../sandbox/data/detection-over-store.ts';
import { noonMs } from '../builders.ts';
import { flow, openStore, repeat } from '../small-store.ts';

/** Deployments that have a console to themselves; TRANSFER_WATCH_DEPLOYMENTS asks for more. */
const alone = Number(process.env['TRANSFER_WATCH_DEPLOYMENTS'] ?? 20);
/** Deployments that share a console: what takes time is the planning of queries, which is then done once for all of them. */
const together = 1_250;
/** As many of them at least have a change that shows more. */
const helped = 1_000;

// Half a second each on a machine with two cores, several on a busy one.
jest.setTimeout(300_000 + alone * 5_000);

/** Predictions are made from events alone. */
const settings: Settings = { ...defaultSettings, flows: false, stitching: false };
const window = { startMs: noonMs - 2 * 3_600_000, stopMs: noonMs };

let store: ConsoleStore;
beforeAll(async () => {
  store = await openStore([]);
  await store.addProperties([
    { name: 'Octets Out', type: 'numeric', enabled: true, useForRuleEngine: true },
  ]);
});
afterAll(() => store.close());

const hosts = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'];
const servers = ['93.184.216.34', '93.184.216.35'];

/**
 * What is logged of some hosts. A host is in the network hierarchy or not, and a pair has one category: else the look at
 * single records, which reads all of a pair, tells more than its groups do. Each record is a connection of its own.
 */
const deploymentOf = (sources: readonly string[], most: number): fc.Arbitrary<EventRow[]> =>
  fc
    .record({
      isKnown: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
      isUsual: fc.tuple(fc.boolean(), fc.boolean()),
      transfers: fc.array(
        fc.record({
          source: fc.constantFrom(...sources),
          destination: fc.constantFrom(...servers),
          destinationPort: fc.constantFrom(21, 445, 22),
          count: fc.integer({ min: 1, max: 6 }),
          property: fc.constantFrom('BytesSent', 'Octets Out', null),
          bytes: fc.constantFrom(0, 200, 400_000, 4_000_000),
        }),
        { minLength: 1, maxLength: most },
      ),
    })
    .map(({ isKnown, isUsual, transfers }) =>
      transfers
        .flatMap(({ count, property, bytes, ...row }) =>
          repeat(count, {
            ...row,
            direction: isKnown[hosts.indexOf(row.source)] === true ? 'L2R' : 'R2R',
            category: isUsual[servers.indexOf(row.destination)] === true ? 4008 : 9001,
          }).map((record) => ({
            ...record,
            properties: property === null ? {} : { [property]: bytes },
          })),
        )
        // Source ports tell connections apart.
        .map((row, at) => ({ ...row, sourcePort: 40_000 + at })),
    );

const look = (ports: DetectionPorts, wanted = settings) =>
  lookAtCoverage({ window, settings: wanted }, ports, {
    signal: new AbortController().signal,
    onQuery: () => undefined,
    pace: (steps) => Promise.resolve(drained(steps)),
  });

type Cards = ReadonlyMap<string, Risk>;

/** The cards of a run by domain and source, each with its worst risk. */
async function cardsByDomain(wanted: Settings): Promise<ReadonlyMap<number, Cards>> {
  const { findings } = await detectOverStore(store, {
    nowMs: noonMs,
    lastMinutes: (window.stopMs - window.startMs) / 60_000,
    settings: wanted,
  });
  const ofDomains = Map.groupBy(
    cardsOf(findings),
    ({ findings: [worst] }) => worst?.domain.id ?? 0,
  );
  return new Map(
    [...ofDomains].map(([domain, cards]) => [
      domain,
      new Map(cards.map(({ source, findings: own }) => [source, worstOf(own)])),
    ]),
  );
}

const worstOf = (findings: readonly { readonly risk: Risk }[]): Risk =>
  findings.map(({ risk }) => risk).reduce((a, b) => (risks.indexOf(a) <= risks.indexOf(b) ? a : b));

async function cardsUnder(wanted: Settings): Promise<Cards> {
  return (await cardsByDomain(wanted)).get(0) ?? new Map();
}

const countsOf = (cards: Cards) => ({
  cards: cards.size,
  high: [...cards.values()].filter((risk) => risk === 'HIGH').length,
});

/** What a repair says, in the words of what a run finds after it. */
const predictionOf = ({ cards, high, sources }: Repair) => ({
  ...{ cards, high, sources: [...sources].sort() },
  worstFirst: [...sources.slice(0, high)].sort(),
});

/** The cards that came or rose from a run to the next. There are no more sources than a repair names. */
function gainOf(before: Cards, after: Cards): ReturnType<typeof predictionOf> {
  const gained = new Map(
    [...after].filter(([source, risk]) => {
      const known = before.get(source);
      return known === undefined || risks.indexOf(risk) < risks.indexOf(known);
    }),
  );
  const high = [...gained].flatMap(([source, risk]) => (risk === 'HIGH' ? [source] : []));
  return { ...countsOf(gained), sources: [...gained.keys()].sort(), worstFirst: high.sort() };
}

test(`card by card, over ${alone} deployments, each alone`, async () => {
  let predictions = 0;
  await fc.assert(
    fc.asyncProperty(deploymentOf(hosts, 6), async (rows) => {
      await store.execute('DELETE FROM events');
      await store.insertEvents(rows);
      const { repairs, cardsNow } = await look(portsOverStore(store, noonMs));
      const before = await cardsUnder(settings);
      expect(cardsNow).toEqual(countsOf(before));
      for (const repair of repairs.filter(({ isApplicable }) => isApplicable)) {
        predictions += 1;
        const after = await cardsUnder(withChanges(settings, repair.changes));
        expect(predictionOf(repair)).toEqual(gainOf(before, after));
      }
    }),
    { numRuns: alone, seed: 14, endOnFailure: true },
  );
  expect(predictions).toBeGreaterThan(alone);
});

/** A deployment's rows as those of a domain, with addresses of its own. */
const inDomain = (rows: readonly EventRow[], domainId: number): EventRow[] =>
  rows.map((row) => ({
    ...row,
    domainId,
    source: row.source.replace('10.0.0', `10.${domainId >> 8}.${domainId & 255}`),
    destination: row.destination.replace('184.216', `${domainId >> 8}.${domainId & 255}`),
  }));

/** Each query is asked once, of all domains; of its rows everybody gets those of the one domain that they may see. */
class Answers {
  readonly #known = new Map<string, Promise<Map<number, unknown[]>>>();
  readonly #ports: DetectionPorts = portsOverStore(store, noonMs);

  /** `onCards` hears the rows that predictions are made from. */
  portsOf(domain: number, onCards: (rows: CardRow[]) => void): DetectionPorts {
    const ofDomain = async (query: SentQuery) => {
      const rows = (await this.#answerOf(query)).get(domain) ?? [];
      if (query.name === 'coverage-cards') onCards(rows.flatMap((row) => readCardRow(row) ?? []));
      return rows;
    };
    return {
      ...this.#ports,
      search: {
        search: async function* (query) {
          const rows = await ofDomain(query);
          yield rows;
          return { rows: rows.length, examined: rows.length, limitedByAdministrator: false };
        },
      },
    };
  }

  #answerOf(query: SentQuery): Promise<Map<number, unknown[]>> {
    const known = this.#known.get(query.aql) ?? this.#asked(query);
    this.#known.set(query.aql, known);
    return known;
  }

  async #asked(query: SentQuery): Promise<Map<number, unknown[]>> {
    const limit = Math.min(mostClauseGroups, mostCardGroups);
    const { signal } = new AbortController();
    const { rows, isCut } = await allRows(this.#ports.search, query, { limit, signal });
    // Else a domain would have lost rows to the limit that is for all of them.
    expect(isCut).toBe(false);
    return Map.groupBy(rows, (row) => Number(cellsOf(row)?.[aliases.domain]));
  }
}

test(`card by card, over ${together} deployments, each a domain of one console`, async () => {
  const drawn = fc
    .sample(deploymentOf(hosts, 6), { numRuns: together, seed: 15 })
    .map((rows, at) => inDomain(rows, at + 1));
  const fill = async (rows: readonly EventRow[]) => {
    await store.execute('DELETE FROM events');
    await store.insertEvents(rows);
  };
  await fill(drawn.flat());
  const answers = new Answers();
  const predicted: { readonly domain: number; readonly repair: Repair }[] = [];
  const rowsOf = new Map<number, CardRow[]>();
  const now = new Map<number, CoverageResult['cardsNow']>();
  for (const domain of drawn.map((_, at) => at + 1)) {
    const { repairs, cardsNow } = await look(
      answers.portsOf(domain, (rows) => rowsOf.set(domain, rows)),
    );
    now.set(domain, cardsNow);
    for (const repair of repairs.filter(({ isApplicable }) => isApplicable))
      predicted.push({ domain, repair });
  }
  const before = await cardsByDomain(settings);
  const none: Cards = new Map();
  expect(now).toEqual(
    new Map(drawn.map((_, at) => [at + 1, countsOf(before.get(at + 1) ?? none)])),
  );
  const byChanges = Map.groupBy(predicted, ({ repair }) => JSON.stringify(repair.changes));
  for (const own of byChanges.values()) {
    await fill(own.flatMap(({ domain }) => drawn[domain - 1] ?? []));
    const changes = own[0]?.repair.changes ?? [];
    const after = await cardsByDomain(withChanges(settings, changes));
    for (const { domain, repair } of own) {
      const found = after.get(domain) ?? none;
      const gain = gainOf(before.get(domain) ?? none, found);
      expect({ domain, ...predictionOf(repair) }).toEqual({ domain, ...gain });
      // Cards that a change leaves as they are, too.
      const rows = rowsOf.get(domain) ?? [];
      const cards = [...drained(predictedCards(rows, relaxed(settings, changes), window)).values()];
      expect(new Map(cards.map(({ source, risk }) => [source, risk]))).toEqual(found);
    }
  }
  expect(new Set(predicted.map(({ domain }) => domain)).size).toBeGreaterThanOrEqual(helped);
});

/** Flows of some of the records, and of connections that no device logged: bytes of their own, at times fewer than was logged. */
const flowsBeside = (rows: readonly EventRow[]): fc.Arbitrary<FlowRow[]> =>
  fc
    .array(
      fc.record({
        has: fc.constantFrom('none', 'same', 'other'),
        bytes: fc.constantFrom(0, 300, 500_000, 5_000_000, 12_000_000),
      }),
      { minLength: rows.length, maxLength: rows.length },
    )
    .map((drawn) =>
      rows.flatMap((row, at) => {
        const { has, bytes } = drawn[at] ?? { has: 'none', bytes: 0 };
        if (has === 'none') return [];
        const { startMs, source, destination, destinationPort, direction } = row;
        return [
          flow({
            ...{ startMs, source, destination, destinationPort, direction, flowId: at + 1 },
            sourcePort: has === 'same' ? row.sourcePort : 50_000 + at,
            sourceBytes: bytes,
          }),
        ];
      }),
    );

test('what flows add is beside what is predicted: every card that a change names comes with them, too, and none with a lower risk', async () => {
  let [named, beyond] = [0, 0];
  const deploymentWithFlows = deploymentOf(hosts, 6).chain((rows) =>
    flowsBeside(rows).map((flows) => ({ rows, flows })),
  );
  const withFlows: Settings = { ...settings, flows: true };
  await fc.assert(
    fc.asyncProperty(deploymentWithFlows, async ({ rows, flows }) => {
      await store.execute('DELETE FROM events');
      await store.execute('DELETE FROM flows');
      await store.insertEvents(rows);
      const { repairs, cardsNow } = await look(portsOverStore(store, noonMs), withFlows);
      await store.insertFlows(flows);
      const told = await look(portsOverStore(store, noonMs), withFlows);
      // Flows are in none of it.
      expect([told.repairs, told.cardsNow]).toEqual([repairs, cardsNow]);
      for (const repair of repairs.filter(({ isApplicable }) => isApplicable)) {
        const after = await cardsUnder(withChanges(withFlows, repair.changes));
        named += repair.sources.length;
        beyond += after.size > repair.cards ? 1 : 0;
        expect(repair.sources.filter((source) => !after.has(source))).toEqual([]);
        for (const source of repair.sources.slice(0, repair.high))
          expect([source, after.get(source)]).toEqual([source, 'HIGH']);
      }
    }),
    { numRuns: alone, seed: 14, endOnFailure: true },
  );
  expect(named).toBeGreaterThan(alone);
  // Otherwise there was nothing that could have differed.
  expect(beyond).toBeGreaterThan(0);
});
