import fc from 'fast-check';
import { SourceTotals, type Totals } from '../../cards/source-totals.ts';
import { transferStates, type Finding } from '../../contract/finding.ts';
import { aDataChannel, aFanOut, aFinding } from '../support/ui-records.ts';
import { arbitraryOrders } from './arbitrary-findings.ts';

function totalsOf(findings: readonly Finding[]): Totals {
  const [worst] = findings;
  if (!worst) throw new Error('totals are those of findings');
  const totals = new SourceTotals(worst);
  for (const finding of findings) totals.add(finding);
  return totals.result();
}
const totalsWith = (...changes: readonly Partial<Finding>[]) => totalsOf(changes.map(aFinding));

const volume = (bytes: number) => ({ bytes, knownConnections: 2, lowerBound: false });

describe('totals of a source', () => {
  test('are the same in any order of its findings', () => {
    fc.assert(
      fc.property(arbitraryOrders, ([findings, shuffled]) => {
        const [worst] = findings;
        if (!worst) return;
        const [one, other] = [findings, shuffled].map((order) => {
          const totals = new SourceTotals(worst);
          for (const finding of order) totals.add(finding);
          const { protocols, ...rest } = totals.result();
          return { ...rest, protocols: new Set(protocols) };
        });
        expect(one).toEqual(other);
      }),
      { numRuns: 500 },
    );
  });

  test('have source, domain and risk of the worst finding', () => {
    const domain = { id: 7, name: 'Plant' };
    expect(totalsWith({ domain, source: '10.9.9.9', risk: 'HIGH' }, { risk: 'LOW' })).toMatchObject(
      { domain, source: '10.9.9.9', risk: 'HIGH' },
    );
  });

  test('add up connections, and those whose sent bytes are known', () => {
    expect(
      totalsWith({ connections: 12, sent: volume(1) }, { connections: 3, sent: null }),
    ).toMatchObject({ connections: 15, knownConnections: 2 });
  });

  test('name each protocol once, that of the first finding first', () => {
    const findings = (['SMB', 'FTP', 'SMB'] as const).map((protocol) => ({ protocol }));
    expect(totalsWith(...findings).protocols).toEqual(['SMB', 'FTP']);
  });

  test('name each user once, sorted', () => {
    expect(totalsWith({ users: ['carol', 'alice'] }, { users: ['bob', 'alice'] }).users).toEqual([
      'alice',
      'bob',
      'carol',
    ]);
  });

  test('reach from the first time of all to the last', () => {
    expect(
      totalsWith(
        { firstSeenMs: 20, lastSeenMs: 30 },
        { firstSeenMs: 10, lastSeenMs: 15 },
        { firstSeenMs: 25, lastSeenMs: 40 },
      ),
    ).toMatchObject({ firstSeenMs: 10, lastSeenMs: 40 });
  });

  test.each(
    transferStates.flatMap((state, at) =>
      transferStates.slice(at).map((lesser) => [state, lesser] as const),
    ),
  )('have the best state: %s of %s', (best, lesser) => {
    expect(totalsWith({ state: lesser }, { state: best }, { state: lesser }).state).toBe(best);
  });

  test('may be more where that is so of one finding', () => {
    const exact = { sent: volume(1), coalesced: 0 };
    const least = { sent: { ...volume(1), lowerBound: true } };
    expect(totalsWith(exact, exact).lowerBound).toBe(false);
    expect(totalsWith(exact, least, exact).lowerBound).toBe(true);
  });

  test('are an estimate where one of the findings is', () => {
    expect(totalsWith({}, {}).estimated).toBe(false);
    expect(totalsWith({}, { estimated: true }, {}).estimated).toBe(true);
  });
});

describe('bytes of a source', () => {
  test.each([
    ['sent', 'sentBytes'],
    ['received', 'receivedBytes'],
    ['total', 'totalBytes'],
  ] as const)('%s add up what is known, and are never 0 for want of it', (direction, total) => {
    const unknown = { [direction]: null, dataChannel: null };
    const of = (...volumes: readonly Partial<Finding>[]) => totalsWith(...volumes)[total];
    expect(of(unknown, unknown)).toBeNull();
    expect(of(unknown, { ...unknown, [direction]: volume(0) })).toBe(0);
    expect(of({ [direction]: volume(3) }, unknown, { [direction]: volume(4) })).toBe(7);
  });

  test('take in data channels that count', () => {
    const dataChannel = aDataChannel({ sent: volume(4) });
    expect(totalsWith({ sent: volume(3), dataChannel }).sentBytes).toBe(7);
    expect(
      totalsWith({ sent: volume(3), dataChannel: { ...dataChannel, counted: false } }).sentBytes,
    ).toBe(3);
  });
});

describe('destinations of a source', () => {
  const pairTo = (destination: string, port = 21) => aFinding({ destination, port });
  const fanOutTo = (addresses: readonly string[], destinationCount: number) =>
    aFanOut({
      destinations: addresses.map((address) => ({ address, connections: 1 })),
      destinationCount,
    });
  const countOf = (...findings: readonly Finding[]) => totalsOf(findings).destinationCount;

  test('count once, on however many ports', () => {
    expect(countOf(pairTo('203.0.113.1'), pairTo('203.0.113.1', 445))).toBe(1);
  });

  test('of pairs add up', () => {
    expect(countOf(pairTo('203.0.113.1'), pairTo('203.0.113.2'))).toBe(2);
  });

  test('of a fan-out are as many as it has, however few it names', () => {
    expect(countOf(fanOutTo(['203.0.113.1'], 60))).toBe(60);
  });

  test('beside a fan-out are at least as many: they may be among those that it does not name', () => {
    expect(countOf(fanOutTo(['203.0.113.1'], 60), pairTo('203.0.113.9'))).toBe(60);
  });

  test('of two fan-outs are at least those of the larger', () => {
    expect(countOf(fanOutTo(['203.0.113.1'], 60), fanOutTo(['203.0.113.2'], 70))).toBe(70);
  });

  test('that are named are all counted where they are more than any finding has', () => {
    expect(
      countOf(
        fanOutTo(['203.0.113.1', '203.0.113.2'], 2),
        pairTo('203.0.113.2'),
        pairTo('203.0.113.3'),
      ),
    ).toBe(3);
  });
});
