import fc from 'fast-check';
import { cardKey, cardsOf } from '../../cards/cards.ts';
import { byWorstFirst } from '../../cards/rank.ts';
import { aFinding } from '../support/ui-records.ts';
import { arbitraryFindings, arbitraryOrders } from './arbitrary-findings.ts';

const plant = { id: 1, name: 'Plant' };
const [high, medium, low] = (['HIGH', 'MEDIUM', 'LOW'] as const).map((risk) => ({
  risk,
  id: risk,
}));
const sourcesOf = (cards: ReturnType<typeof cardsOf>) => cards.map(({ source }) => source);

describe('cards', () => {
  test('are none without findings', () => {
    expect(cardsOf([])).toEqual([]);
  });

  test('hold the findings of one source, whatever their port and protocol', () => {
    const ftp = aFinding({ id: 'a' });
    const smb = aFinding({ id: 'b', port: 445, protocol: 'SMB' });
    expect(cardsOf([ftp, smb]).map(({ findings }) => findings)).toEqual([[ftp, smb]]);
  });

  test('of different sources are apart', () => {
    const findings = [aFinding({ id: 'a', source: '10.0.0.1' }), aFinding({ source: '10.0.0.2' })];
    expect(cardsOf(findings)).toHaveLength(2);
  });

  test('of one address in two domains are apart', () => {
    const cards = cardsOf([aFinding({ id: 'a' }), aFinding({ id: 'b', domain: plant })]);
    expect(cards.map(({ domain }) => domain.id)).toEqual([0, 1]);
    expect(new Set(cards.map(({ key }) => key)).size).toBe(2);
  });

  test('of one domain keep together, whether its name is known or not', () => {
    const unnamed = aFinding({ id: 'b', domain: { ...plant, name: null } });
    expect(cardsOf([aFinding({ id: 'a', domain: plant }), unnamed])).toHaveLength(1);
  });

  test('show their findings worst first', () => {
    const [card] = cardsOf([low, high, medium].map(aFinding));
    expect(card?.findings.map(({ risk }) => risk)).toEqual(['HIGH', 'MEDIUM', 'LOW']);
    expect(card?.risk).toBe('HIGH');
  });

  test('stand in the order of their worst findings', () => {
    const findings = [
      aFinding({ ...low, source: '10.0.0.1' }),
      aFinding({ ...medium, source: '10.0.0.2' }),
      aFinding({ ...high, source: '10.0.0.1' }),
    ];
    expect(sourcesOf(cardsOf(findings))).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  test('stand by their worst findings, not by how many they have', () => {
    const many = ['a', 'b', 'c'].map((id) => aFinding({ ...medium, id, source: '10.0.0.1' }));
    const one = aFinding({ ...high, source: '10.0.0.2' });
    expect(sourcesOf(cardsOf([...many, one]))).toEqual(['10.0.0.2', '10.0.0.1']);
  });

  test('are the same in any order of the findings', () => {
    fc.assert(
      fc.property(arbitraryOrders, ([findings, shuffled]) => {
        expect(cardsOf(shuffled)).toEqual(cardsOf(findings));
      }),
    );
  });

  test('hold each finding once, under the key of its card', () => {
    fc.assert(
      fc.property(arbitraryFindings, (findings) => {
        const cards = cardsOf(findings);
        const held = cards.flatMap((card) => card.findings);
        expect(held.toSorted(byWorstFirst)).toEqual(findings.toSorted(byWorstFirst));
        for (const { key, findings: own } of cards) {
          expect(own.map(cardKey)).toEqual(own.map(() => key));
        }
      }),
    );
  });

  test('leave the list that they are made of as it is', () => {
    const findings = [low, high].map(aFinding);
    cardsOf(findings);
    expect(findings.map(({ risk }) => risk)).toEqual(['LOW', 'HIGH']);
  });
});
