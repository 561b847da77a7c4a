import { noProperties } from '../../../../app/detection/aql/properties.ts';
import { aliases } from '../../../../app/detection/aql/columns.ts';
import { TransferEvidence } from '../../../../app/detection/evidence/transfer-evidence.ts';
import { readFlow } from '../../../../app/detection/flows/rows.ts';
import { LargeGroups, largeGroupQueries } from '../../../../app/detection/profiles/large-groups.ts';
import { readConnection } from '../../../../app/detection/rows/rows.ts';
import { parse } from '../../../../sandbox/aql/index.ts';
import { allProperties, arielRow, noonMs, runFacts } from '../builders.ts';

const facts = runFacts();
const namesOf = (queries: readonly { readonly name: string }[]) => queries.map(({ name }) => name);

describe('the queries', () => {
  test('ask for each counter that there is, and for answered control sessions', () => {
    const { events, flows } = largeGroupQueries(facts);
    expect(namesOf(events)).toEqual([
      'connections-by-volume',
      'connections-by-volume',
      'connections-by-volume',
      'control-sessions',
    ]);
    expect(namesOf(flows)).toEqual(['flows-by-volume', 'flows-by-volume', 'control-flows']);
    for (const { aql } of [...events, ...flows]) {
      expect(() => parse(aql)).not.toThrow();
      expect(aql).toMatch(/ HAVING .* LIMIT 2000 /);
    }
  });

  test('ask for no counter that there is not', () => {
    const eventsOf = (properties: typeof allProperties) =>
      namesOf(largeGroupQueries({ ...facts, properties }).events);
    expect(eventsOf(noProperties)).toEqual([]);
    expect(eventsOf({ ...noProperties, sent: ['Bytes Sent'] })).toEqual(['connections-by-volume']);
    expect(eventsOf({ ...noProperties, total: ['Bytes'] })).toEqual(['connections-by-volume']);
  });

  test('go by the threshold that is set', () => {
    const thresholds = { ...facts.settings.thresholds, mediumBytes: 77_777 };
    const context = { ...facts, settings: { ...facts.settings, thresholds } };
    const { events, flows } = largeGroupQueries(context);
    for (const { name, aql } of [...events, ...flows])
      expect(aql.includes('> 77777')).toBe(name.endsWith('by-volume'));
  });
});

/** Takes rows in after others were cut off; answers the evidence and the hints. */
function take(
  before: readonly ReturnType<typeof arielRow>[],
  large: readonly ReturnType<typeof arielRow>[],
) {
  const transfers = new TransferEvidence();
  const read = (row: ReturnType<typeof arielRow>) => {
    const transfer = aliases.flowSource in row ? readFlow(row) : readConnection(row);
    if (typeof transfer === 'string') throw new Error(transfer);
    return transfer;
  };
  for (const row of before) transfers.fold(read(row));
  const groups = new LargeGroups(facts, transfers);
  for (const row of large) groups.add(row, read(row));
  const sentOf = (pair: number) =>
    transfers.phaseCounts(pair).reduce((sum, { sent }) => sum + sent.bytes, 0);
  return {
    sent: Array.from({ length: transfers.pairCount }, (_, pair) => sentOf(pair)),
    hints: [...groups.hints],
  };
}

describe('a large group', () => {
  const large = arielRow({ [aliases.sent]: 5_000_000 });

  test('of a pair that nothing was known of is folded, once, in however many ways it was asked for', () => {
    expect(take([], [large, { ...large }, large])).toEqual({ sent: [5_000_000], hints: [] });
  });

  test('that differs in what groups are told apart by is another one', () => {
    const others = [
      { [aliases.category]: 4002 },
      { [aliases.logSource]: 9 },
      { [aliases.user]: 'alice' },
      { [aliases.receivedKnown]: 0 },
    ];
    for (const other of others)
      expect(take([], [large, { ...large, ...other }]).sent).toEqual([10_000_000]);
    expect(take([], [large, { ...large, [aliases.domain]: 1 }]).sent).toEqual([
      5_000_000, 5_000_000,
    ]);
  });

  test('of flows is not that of events', () => {
    const flow = {
      ...large,
      [aliases.flowSource]: 'router',
      [aliases.flowType]: 0,
      [aliases.firstSeen]: noonMs,
    };
    expect(take([], [large, flow, { ...flow, [aliases.flowSource]: 'other' }]).sent).toEqual([
      15_000_000,
    ]);
  });

  test('of a pair that was known is a hint: it may be one of those that are folded', () => {
    const known = arielRow({ [aliases.sent]: 1_000 });
    expect(take([known], [large])).toEqual({ sent: [1_000], hints: [[0, 5_000_000]] });
    expect(take([known], [known])).toEqual({ sent: [1_000], hints: [[0, 2_000]] });
  });

  test('is the largest of those of its pair, whatever was counted', () => {
    const known = arielRow({ [aliases.sent]: 1_000 });
    const received = { ...large, [aliases.received]: 9_000_000, [aliases.logSource]: 9 };
    expect(take([known], [received, large]).hints).toEqual([[0, 9_000_000]]);
    expect(take([known], [large, received]).hints).toEqual([[0, 9_000_000]]);
  });

  test('of a pair that came with a large group before is folded like that one', () => {
    const more = { ...large, [aliases.category]: 4002 };
    expect(take([arielRow({ [aliases.source]: '10.1.2.4' })], [large, more])).toEqual({
      sent: [1_000, 10_000_000],
      hints: [],
    });
  });
});
