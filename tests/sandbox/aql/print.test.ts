import fc from 'fast-check';
import { parse, print, visit } from '../../../sandbox/aql/index.ts';
import type { Kind } from '../../../sandbox/aql/index.ts';
import { aQuery } from './arbitrary-query.ts';
import { kitchenSink } from './kitchen-sink.ts';
import { withoutOffsets } from './tree.ts';

describe('print', () => {
  it('gives text that parses to the same tree, for all syntax', () => {
    const tree = parse(kitchenSink);
    const printed = print(tree);
    expect(withoutOffsets(parse(printed))).toEqual(withoutOffsets(tree));
    expect(print(parse(printed))).toBe(printed);
  });

  it('is tried on every kind of node', () => {
    const kinds = new Set<Kind>();
    visit(parse(kitchenSink), (node) => {
      kinds.add(node.kind);
      return undefined;
    });
    expect([...kinds].sort()).toEqual([
      'Absolute',
      'Alias',
      'Arithmetic',
      'Between',
      'Boolean',
      'Branch',
      'Call',
      'Case',
      'Comparison',
      'Database',
      'If',
      'InList',
      'InQuery',
      'IsNull',
      'Last',
      'Logical',
      'Match',
      'Name',
      'Negative',
      'Not',
      'Number',
      'OrderItem',
      'Parameter',
      'Query',
      'ReferenceTime',
      'SelectItem',
      'Star',
      'SubSelect',
      'Text',
      'TextSearch',
    ]);
  });

  it('gives text that parses to the same tree, for any tree', () => {
    fc.assert(
      fc.property(aQuery, (query) => {
        expect(withoutOffsets(parse(print(query)))).toEqual(withoutOffsets(query));
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['select a from events', 'SELECT a FROM events'],
    ['SELECT (a + b) * c FROM events', 'SELECT (a + b) * c FROM events'],
    ['SELECT (a * b) + c FROM events', 'SELECT a * b + c FROM events'],
    ['SELECT a - (b - c) FROM events', 'SELECT a - (b - c) FROM events'],
    ['SELECT (-a) ^ 2 FROM events', 'SELECT (-a) ^ 2 FROM events'],
    ['SELECT -a ^ 2 FROM events', 'SELECT -a ^ 2 FROM events'],
    ['SELECT -(-a) FROM events', 'SELECT -(-a) FROM events'],
    ['SELECT 2 ^ (3 ^ 4) FROM events', 'SELECT 2 ^ 3 ^ 4 FROM events'],
    ["SELECT 'O''Brien' FROM events", "SELECT 'O''Brien' FROM events"],
    ['SELECT "a""b" FROM events', 'SELECT "a""b" FROM events'],
    [
      'SELECT a FROM events WHERE ((a = 1 or b = 2)) and c = 3',
      'SELECT a FROM events WHERE (a = 1 OR b = 2) AND c = 3',
    ],
    ['SELECT a FROM events WHERE NOT (NOT a = 1)', 'SELECT a FROM events WHERE NOT NOT a = 1'],
    [
      'SELECT (IF a = 1 THEN b ELSE c) + 1 FROM events',
      'SELECT (IF a = 1 THEN b ELSE c) + 1 FROM events',
    ],
  ])('prints %s with the parentheses it needs', (text, printed) => {
    expect(print(parse(text))).toBe(printed);
  });
});
