import fc from 'fast-check';
import { keywords } from '../../../sandbox/aql/index.ts';
import type { Expression, Node, NodeOf, QueryNode } from '../../../sandbox/aql/index.ts';
import { refusedWords } from '../../../sandbox/aql/tokens.ts';

/**
 * Any query tree that the grammar can express, built of nodes and not of text. Offsets are 0. The
 * trees need not mean anything.
 */
const taken = new Set<string>([...keywords, ...Object.keys(refusedWords), 'INCIDR', 'GLOBALVIEW']);

const bareWord = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/)
  .filter((word) => !taken.has(word.toUpperCase()));
const anyName = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' });
const anyText = fc.string({ maxLength: 10, unit: 'grapheme' });

const at = { start: 0, end: 0 };

const name: fc.Arbitrary<NodeOf<'Name'>> = fc.oneof(
  bareWord.map((word): NodeOf<'Name'> => ({ kind: 'Name', name: word, quoted: false, ...at })),
  anyName.map((word): NodeOf<'Name'> => ({ kind: 'Name', name: word, quoted: true, ...at })),
);

const text: fc.Arbitrary<NodeOf<'Text'>> = anyText.map((value) => ({ kind: 'Text', value, ...at }));

const whole: fc.Arbitrary<NodeOf<'Number'>> = fc
  .nat()
  .map((value) => ({ kind: 'Number', raw: String(value), ...at }));

const number: fc.Arbitrary<NodeOf<'Number'>> = fc.oneof(
  whole,
  fc.constantFrom('0xFF00', '1.25', '0.5', '9223372036854775807').map((raw): NodeOf<'Number'> => ({
    kind: 'Number',
    raw,
    ...at,
  })),
);

const truth: fc.Arbitrary<NodeOf<'Boolean'>> = fc
  .boolean()
  .map((value) => ({ kind: 'Boolean', value, ...at }));

type Tied = { readonly expression: Expression; readonly query: QueryNode };

const { query: tied } = fc.letrec<Tied>((tie) => {
  const inner = tie('expression');
  const some = fc.array(inner, { minLength: 1, maxLength: 3 });
  const fixed = <K extends Node['kind']>(kind: K) => ({
    kind: fc.constant(kind),
    start: fc.constant(0),
    end: fc.constant(0),
  });
  const branch: fc.Arbitrary<NodeOf<'Branch'>> = fc.record({
    ...fixed('Branch'),
    when: inner,
    then: inner,
  });
  const branches = fc.array(branch, { minLength: 1, maxLength: 2 });

  const expression: fc.Arbitrary<Expression> = fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    name,
    text,
    number,
    truth,
    fc.record({ ...fixed('TextSearch'), terms: text }),
    fc.record({ ...fixed('Negative'), operand: inner }),
    fc.record({ ...fixed('Not'), operand: inner }),
    fc.record({ ...fixed('IsNull'), operand: inner, negated: fc.boolean() }),
    fc.record({
      ...fixed('Arithmetic'),
      operator: fc.constantFrom('+' as const, '-', '*', '/', '%', '^', '&'),
      left: inner,
      right: inner,
    }),
    fc.record({
      ...fixed('Comparison'),
      operator: fc.constantFrom('=' as const, '!=', '<>', '<', '<=', '>', '>='),
      left: inner,
      right: inner,
    }),
    fc.record({
      ...fixed('Logical'),
      operator: fc.constantFrom('AND' as const, 'OR'),
      operands: fc.array(inner, { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ ...fixed('Between'), operand: inner, low: inner, high: inner }),
    fc.record({
      ...fixed('Match'),
      operator: fc.constantFrom('LIKE' as const, 'ILIKE', 'MATCHES', 'IMATCHES'),
      operand: inner,
      pattern: inner,
    }),
    fc.record({ ...fixed('InList'), operand: inner, values: some }),
    fc.record({ ...fixed('InQuery'), operand: inner, query: tie('query') }),
    fc.record({
      ...fixed('Call'),
      name: bareWord,
      quoted: fc.constant(false),
      star: fc.constant(false),
      arguments: fc.array(inner, { maxLength: 3 }),
    }),
    fc.record({
      ...fixed('Call'),
      name: anyName,
      quoted: fc.constant(true),
      star: fc.constant(true),
      arguments: fc.constant([]),
    }),
    fc.record({
      ...fixed('Case'),
      subject: fc.option(inner),
      branches,
      otherwise: fc.option(inner),
    }),
    fc.record({ ...fixed('If'), condition: inner, then: inner, otherwise: inner }),
  );

  const alias: fc.Arbitrary<NodeOf<'Alias'>> = fc.oneof(
    fc.record({ ...fixed('Alias'), name: bareWord, quote: fc.constant('none' as const) }),
    fc.record({
      ...fixed('Alias'),
      name: anyName,
      quote: fc.constantFrom('single' as const, 'double'),
    }),
  );
  const item: fc.Arbitrary<NodeOf<'SelectItem' | 'Star'>> = fc.oneof(
    fc.record({ ...fixed('Star') }),
    fc.record({ ...fixed('SelectItem'), expression: inner, alias: fc.option(alias) }),
  );
  const source: fc.Arbitrary<NodeOf<'Database' | 'SubSelect'>> = fc.oneof(
    { maxDepth: 2 },
    fc.record({ ...fixed('Database'), name: bareWord, quoted: fc.constant(false) }),
    fc.record({ ...fixed('Database'), name: anyName, quoted: fc.constant(true) }),
    fc.record({ ...fixed('SubSelect'), query: tie('query') }),
  );
  const timePoint = fc.oneof(
    text,
    whole,
    fc.record({ ...fixed('ReferenceTime'), reference: text }),
  );
  const timeFrame = fc.oneof(
    fc.record({
      ...fixed('Last'),
      amount: whole,
      unit: fc.constantFrom('MINUTES' as const, 'HOURS', 'DAYS'),
    }),
    fc.record({ ...fixed('Absolute'), from: timePoint, to: fc.option(timePoint) }),
    fc.record({ ...fixed('OffenseTime'), offense: whole }),
  );
  const orderItem = fc.record({
    ...fixed('OrderItem'),
    expression: inner,
    direction: fc.option(fc.constantFrom('ASC' as const, 'DESC')),
    collation: fc.option(text),
  });
  const parameter = fc.record({ ...fixed('Parameter'), name: bareWord, value: inner });
  const clauses = fc.record({
    ...fixed('Query'),
    items: fc.array(item, { minLength: 1, maxLength: 3 }),
    from: source,
    into: fc.option(name),
    where: fc.option(inner),
    groupBy: fc.array(inner, { maxLength: 2 }),
    having: fc.option(inner),
    orderBy: fc.array(orderItem, { maxLength: 2 }),
    limit: fc.option(whole),
    timeFrame: fc.option(timeFrame),
    parameters: fc.array(parameter, { maxLength: 2 }),
  });
  const query: fc.Arbitrary<QueryNode> = clauses.map((node) => ({
    ...node,
    having: node.groupBy.length === 0 ? null : node.having,
  }));
  return { expression, query };
});

/** An arbitrary query tree. */
export const aQuery: fc.Arbitrary<QueryNode> = tied;
