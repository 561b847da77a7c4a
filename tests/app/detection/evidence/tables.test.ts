import { KeyedTable } from '../../../../app/detection/evidence/tables.ts';

const table = () => new KeyedTable({ source: 'own', port: 'own', id: 'any' }, {});

test('rows are found by their keys, however many there are', () => {
  const many = table();
  const keys = Array.from({ length: 60_000 }, (_, n) => [n % 251, n % 65_536, n * 2 ** 20]);
  const inOrder = keys.map((_, row) => row);
  expect(keys.map((key) => many.rowOf(key))).toEqual(inOrder);
  expect(keys.map((key) => many.find(key))).toEqual(inOrder);
  expect(many.rowOf(keys[41_000] ?? [])).toBe(41_000);
  expect(many.rows).toBe(keys.length);
});

test('a key that was never added is not found', () => {
  const one = table();
  one.rowOf([1, 2, 3]);
  for (const key of [
    [1, 2, 4],
    [2, 1, 3],
    [1, 2, 3 + 2 ** 32],
    [0, 0, 0],
  ])
    expect(one.find(key)).toBeNull();
});
