import fc from 'fast-check';
import { byWorstFirst } from '../../cards/rank.ts';
import type { Finding, Reason } from '../../contract/finding.ts';
import { aDataChannel, aFinding } from '../support/ui-records.ts';
import { arbitraryFindings, arbitraryOrders } from './arbitrary-findings.ts';

const sending = (bytes: number) => ({ bytes, knownConnections: 1, lowerBound: false });
const uploading = (bytes: number, counted: boolean) =>
  aDataChannel({ sent: sending(bytes), counted });

const regular: Reason = {
  code: 'regular',
  value: 93,
  unit: 'percent',
  threshold: { value: 80, source: 'choice' },
};

describe('the worse of two findings', () => {
  test.each<[string, Partial<Finding>, Partial<Finding>]>([
    ['has the higher risk', { risk: 'HIGH' }, { risk: 'MEDIUM' }],
    ['has the higher risk, down to the lowest', { risk: 'MEDIUM' }, { risk: 'LOW' }],
    [
      'has the higher risk, whatever was sent',
      { risk: 'MEDIUM', sent: null },
      { risk: 'LOW', sent: sending(99) },
    ],
    ['sent more', { sent: sending(2) }, { sent: sending(1) }],
    [
      'sent more, on however few connections',
      { sent: sending(2), connections: 1 },
      { sent: sending(1), connections: 99 },
    ],
    [
      'sent more, with what it uploaded on a data channel that counts',
      { sent: sending(1), dataChannel: uploading(2, true) },
      { sent: sending(2) },
    ],
    [
      'sent more, without what is not counted of a data channel',
      { sent: sending(2) },
      { sent: sending(1), dataChannel: uploading(99, false) },
    ],
    ['is known to have sent nothing', { sent: sending(0) }, { sent: null }],
    [
      'is LOW and regular, whatever the other LOW one sent',
      { risk: 'LOW', reasons: [regular] },
      { risk: 'LOW', sent: sending(99), connections: 99 },
    ],
    [
      'sent more, where both are LOW and regular',
      { risk: 'LOW', reasons: [regular], sent: sending(2) },
      { risk: 'LOW', reasons: [regular] },
    ],
    [
      'has the higher risk, however regular the other is',
      { risk: 'MEDIUM' },
      { risk: 'LOW', reasons: [regular] },
    ],
    [
      'sent more, above LOW, where bytes speak',
      { risk: 'MEDIUM', sent: sending(2) },
      { risk: 'MEDIUM', reasons: [regular] },
    ],
    ['has more connections', { connections: 2 }, { connections: 1 }],
    [
      'has more connections, where nothing is known of the bytes',
      { sent: null, connections: 2 },
      { sent: null, connections: 1 },
    ],
    ['has the lesser id', { id: 'a' }, { id: 'b' }],
    ['has more connections, whatever its id', { id: 'b', connections: 2 }, { connections: 1 }],
  ])('%s', (_, worse, better) => {
    const common = { risk: 'HIGH', sent: sending(1), connections: 1, id: 'a' } as const;
    const [first, second] = [aFinding({ ...common, ...worse }), aFinding({ ...common, ...better })];
    expect(byWorstFirst(first, second)).toBeLessThan(0);
    expect(byWorstFirst(second, first)).toBeGreaterThan(0);
  });

  test('is not the one that received more', () => {
    const [more, less] = [aFinding({ received: sending(99) }), aFinding({ received: sending(1) })];
    expect(byWorstFirst(more, less)).toBe(0);
  });
});

describe('ranking is a total order', () => {
  const three = arbitraryFindings.filter((findings) => findings.length >= 3);

  test('two findings are equal only where they are the same', () => {
    fc.assert(
      fc.property(three, ([a, b]) => {
        if (!a || !b) throw new Error('three were asked for');
        expect(byWorstFirst(a, a)).toBe(0);
        expect(byWorstFirst(a, b)).not.toBe(0);
      }),
    );
  });

  test('turned round, two findings compare the other way', () => {
    fc.assert(
      fc.property(three, ([a, b]) => {
        if (!a || !b) throw new Error('three were asked for');
        expect(Math.sign(byWorstFirst(a, b))).toBe(-Math.sign(byWorstFirst(b, a)));
      }),
    );
  });

  test('what is worse than something worse is worse', () => {
    fc.assert(
      fc.property(three, (findings) => {
        const [a, b, c] = findings.slice(0, 3).sort(byWorstFirst);
        if (!a || !b || !c) throw new Error('three were asked for');
        expect(byWorstFirst(a, c)).toBeLessThan(0);
      }),
      { numRuns: 500 },
    );
  });

  test('sorted, findings stand in one order, however they came', () => {
    fc.assert(
      fc.property(arbitraryOrders, ([findings, shuffled]) => {
        expect(shuffled.toSorted(byWorstFirst)).toEqual(findings.toSorted(byWorstFirst));
      }),
    );
  });
});
