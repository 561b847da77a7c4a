/** What a repair predicts is what a run finds after it was applied, over generated deployments in a real store. */
import fc from 'fast-check';
import { cardsOf } from '../../../../cards/cards.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import { risks, type Risk } from '../../../../contract/finding.ts';
import type { Settings } from '../../../../contract/session.ts';
import { lookAtCoverage } from '../../../../app/detection/coverage/look.ts';
import { predictedCards } from '../../../../app/detection/coverage/predict.ts';
import { readCardRow, relaxed, type CardRow } from '../../../../app/detection/coverage/relaxed.ts';
import type { DetectionPorts } from '../../../../app/ports/detection.ts';
import { drained } from '../../../../app/ports/steps.ts';
import type { ConsoleStore, EventRow, FlowRow } from '../../../../sandbox/sql/store.ts';
import { withChanges } from '../../../../ui/coverage/change-settings.ts';
import { detectOverStore, portsOverStore } from '../../../sandbox/data/detection-over-store.ts';
import { noonMs } from '../builders.ts';
import { flow, openStore, repeat } from '../small-store.ts';

/** As many as run in about twenty seconds on a busy machine with two cores; TRANSFER_WATCH_DEPLOYMENTS asks for more. */
const deployments = Number(process.env['TRANSFER_WATCH_DEPLOYMENTS'] ?? 20);

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

async function cardsUnder(wanted: Settings): Promise<Cards> {
  const { findings } = await detectOverStore(store, {
    nowMs: noonMs,
    lastMinutes: (window.stopMs - window.startMs) / 60_000,
    settings: wanted,
  });
  return new Map(
    cardsOf(findings).map(({ source, findings: own }) => [
      source,
      own.map(({ risk }) => risk).reduce((a, b) => (risks.indexOf(a) <= risks.indexOf(b) ? a : b)),
    ]),
  );
}

const countsOf = (cards: Cards) => ({
  cards: cards.size,
  high: [...cards.values()].filter((risk) => risk === 'HIGH').length,
});

test(`card by card, over ${deployments} deployments`, async () => {
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
        const gained = new Map(
          [...after].filter(([source, risk]) => {
            const known = before.get(source);
            return known === undefined || risks.indexOf(risk) < risks.indexOf(known);
          }),
        );
        expect({ cards: repair.cards, high: repair.high }).toEqual(countsOf(gained));
        // Worst first, and all of them: there are no more sources than are named.
        expect([...repair.sources].sort()).toEqual([...gained.keys()].sort());
        for (const source of repair.sources.slice(0, repair.high))
          expect(gained.get(source)).toBe('HIGH');
      }
    }),
    { numRuns: deployments, seed: 14, endOnFailure: true },
  );
  expect(predictions).toBeGreaterThan(deployments);
}, 120_000);

/** A card is of one source, so that each source is a deployment of its own, whose faults are those of its records. */
const sources = 1_000;

test(`key and risk, over the faults of ${sources} sources at once`, async () => {
  const drawn = fc.sample(deploymentOf(hosts.slice(0, 1), 3), { numRuns: sources, seed: 14 });
  await store.execute('DELETE FROM events');
  await store.insertEvents(
    drawn.flatMap((own, at) =>
      own.map((row) => ({ ...row, source: `10.1.${at >> 8}.${at & 255}` })),
    ),
  );
  const rows: CardRow[] = [];
  const ports = portsOverStore(store, noonMs);
  const listening: DetectionPorts = {
    ...ports,
    search: {
      search: async function* (query, ...rest) {
        const pages = ports.search.search(query, ...rest);
        for (;;) {
          const page = await pages.next();
          if (page.done) return page.value;
          if (query.name === 'coverage-cards')
            rows.push(...page.value.flatMap((row) => readCardRow(row) ?? []));
          yield page.value;
        }
      },
    },
  };
  const { repairs, isCut } = await look(listening);
  expect(isCut).toBe(false);
  expect(repairs.length).toBeGreaterThan(5);
  for (const { changes } of [{ changes: [] }, ...repairs]) {
    const predicted = drained(predictedCards(rows, relaxed(settings, changes), window));
    const found = await cardsUnder(withChanges(settings, changes));
    expect(new Map([...predicted.values()].map(({ source, risk }) => [source, risk]))).toEqual(
      found,
    );
  }
}, 120_000);

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
    { numRuns: deployments, seed: 14, endOnFailure: true },
  );
  expect(named).toBeGreaterThan(deployments);
  // Otherwise there was nothing that could have differed.
  expect(beyond).toBeGreaterThan(0);
}, 240_000);
