import type { ApiError } from '../../../../sandbox/api/errors.ts';
import type { Json } from '../../../../sandbox/api/json.ts';
import { parseFields, select } from '../../../../sandbox/api/list/fields.ts';
import { contentRange, parseRange } from '../../../../sandbox/api/list/range.ts';
import { parseSort, SortError } from '../../../../sandbox/api/list/sort.ts';
import type { Shape } from '../../../../sandbox/api/list/shape.ts';

const shape: Shape = {
  id: 'number',
  name: 'string',
  ids: { listOf: 'number' },
  status: { object: { code: 'number', text: 'string' } },
  rules: { objects: { id: 'number', type: 'string' } },
};

function errorOf(work: () => unknown): Partial<ApiError> {
  try {
    work();
  } catch (error) {
    return error as ApiError; // the test looks at what was thrown, whatever it is
  }
  return {};
}

describe('fields', () => {
  const row: Json = {
    id: 1,
    name: 'a',
    ids: [1],
    status: { code: 2, text: 'b' },
    rules: [{ id: 3, type: 'c' }],
  };

  test.each([
    ['id', { id: 1 }],
    ['id, name', { id: 1, name: 'a' }],
    ['status(text)', { status: { text: 'b' } }],
    ['rules(id),id', { rules: [{ id: 3 }], id: 1 }],
    ['ids,status(code,text)', { ids: [1], status: { code: 2, text: 'b' } }],
  ])('%s selects', (fields, expected) => {
    expect(select(row, parseFields(fields, shape))).toEqual(expected);
  });

  test('a selected field that is null stays null', () => {
    expect(select({ status: null }, parseFields('status(code)', shape))).toEqual({ status: null });
  });

  test.each([
    ['nonsense', 30, /"nonsense"/],
    ['rules(id,name)', 30, /"rules.name"/],
    ['id(x)', 30, /nothing inside|no fields inside/],
    ['ids(x)', 30, /no fields inside/],
    ['id,id', 31, /"id"/],
    ['rules(id,id)', 31, /"rules.id"/],
    ['nonsense,id,id', 30, /"nonsense"/],
    ['id,id,nonsense', 31, /"id"/],
    ['rules(id', 30, /not closed/],
    ['id)', 30, /malformed/],
    ['id,', 30, /does not exist/],
    ['toString', 30, /"toString"/],
  ])('%s is refused with 422/%d', (fields, code, reason) => {
    const error = errorOf(() => parseFields(fields, shape));
    expect(error.entry).toEqual({ status: 422, code, description: '' });
    expect(error.message).toMatch(reason);
  });
});

describe('Range', () => {
  test.each([
    ['items=0-4', { first: 0, last: 4 }],
    ['items = 3-5', { first: 3, last: 5 }],
    ['items=7-7', { first: 7, last: 7 }],
  ])('%s is read, both ends inclusive', (header, expected) => {
    expect(parseRange(header)).toEqual(expected);
  });

  test.each(['0-4', 'items=4-0', 'items=-4', 'items=0-', 'bytes=0-4', 'items=a-b', ''])(
    '%s is refused with 422 and the form in the text',
    (header) => {
      const error = errorOf(() => parseRange(header));
      expect(error.entry?.status).toBe(422);
      expect(error.message).toContain('items=x-y');
    },
  );

  test('the answer says which rows it holds, or that it holds none', () => {
    expect(contentRange({ first: 0, last: 99 }, 12, 12)).toBe('items 0-11/12');
    expect(contentRange({ first: 5, last: 6 }, 2, 12)).toBe('items 5-6/12');
    expect(contentRange({ first: 3, last: 5 }, 0, 3)).toBe('items */3');
  });
});

describe('sort', () => {
  const rows: Json[] = [
    { id: 1, name: 'b', status: { code: 2 } },
    { id: 2, name: 'a', status: { code: 1 } },
    { id: 3, name: 'b', status: { code: null } },
  ];
  const ids = (sort: string): Json[] =>
    rows
      .toSorted(parseSort(sort, shape, { fields: null }))
      .map((row) => (row as { id: number }).id); // the rows above all have one

  test.each([
    ['+id', [1, 2, 3]],
    ['-id', [3, 2, 1]],
    ['+name,-id', [2, 3, 1]],
    ['+status(code)', [2, 1, 3]],
    ['-status(code)', [3, 1, 2]],
  ])('%s orders, null as the greatest', (sort, expected) => {
    expect(ids(sort)).toEqual(expected);
  });

  test.each([
    [' id', 'malformed'],
    ['id', 'malformed'],
    ['', 'malformed'],
    ['+nonsense', 'unknown'],
    ['+rules', 'unsupported'],
    ['+status', 'unsupported'],
    ['+ids', 'unsupported'],
  ])('"%s" is refused as %s', (sort, fault) => {
    expect(() => ids(sort)).toThrow(SortError);
    expect(errorOf(() => ids(sort))).toMatchObject({ fault });
  });

  test('only what the endpoint names can be sorted, and one at a time where it says so', () => {
    const rules = { fields: ['id', 'name'], isSingle: true };
    expect(errorOf(() => parseSort('+status(code)', shape, rules))).toMatchObject({
      fault: 'unsupported',
    });
    expect(errorOf(() => parseSort('+id,+name', shape, rules))).toMatchObject({ fault: 'several' });
  });
});
