import type { Span } from './error.ts';

/** Comparison signs; `==` is read as `=`. */
export type ComparisonOperator = '=' | '!=' | '<>' | '<' | '<=' | '>' | '>=';

/** Arithmetic signs; `^` is power, `&` bitwise and. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^' | '&';

/** Text matching: `%`/`_` patterns, or Java regular expressions on the whole text. */
export type MatchOperator = 'LIKE' | 'ILIKE' | 'MATCHES' | 'IMATCHES';

/** Units of `LAST`. */
export type TimeUnit = 'MINUTES' | 'HOURS' | 'DAYS';

/** How an alias was written where it was defined. */
export type Quote = 'none' | 'single' | 'double';

/** The fields of every kind of node, beside `kind`, `start` and `end`. */
type NodeFields = {
  Query: {
    readonly items: readonly (NodeOf<'Star'> | NodeOf<'SelectItem'>)[];
    readonly from: NodeOf<'Database'> | NodeOf<'SubSelect'>;
    readonly into: NodeOf<'Name'> | null;
    readonly where: Expression | null;
    readonly groupBy: readonly Expression[];
    readonly having: Expression | null;
    readonly orderBy: readonly NodeOf<'OrderItem'>[];
    readonly limit: NodeOf<'Number'> | null;
    readonly timeFrame: TimeFrame | null;
    readonly parameters: readonly NodeOf<'Parameter'>[];
  };
  Star: object;
  SelectItem: { readonly expression: Expression; readonly alias: NodeOf<'Alias'> | null };
  Alias: { readonly name: string; readonly quote: Quote };
  Database: { readonly name: string; readonly quoted: boolean };
  SubSelect: { readonly query: QueryNode };
  OrderItem: {
    readonly expression: Expression;
    readonly direction: 'ASC' | 'DESC' | null;
    readonly collation: NodeOf<'Text'> | null;
  };
  Last: { readonly amount: NodeOf<'Number'>; readonly unit: TimeUnit };
  Absolute: { readonly from: TimePoint; readonly to: TimePoint | null };
  ReferenceTime: { readonly reference: NodeOf<'Text'> };
  OffenseTime: { readonly offense: NodeOf<'Number'> };
  Parameter: { readonly name: string; readonly value: Expression };
  Name: { readonly name: string; readonly quoted: boolean };
  Text: { readonly value: string };
  /** `raw` as written, for `0x` and large numbers. */
  Number: { readonly raw: string };
  Boolean: { readonly value: boolean };
  /** `name` with its namespace, `GEO::LOOKUP`; `star` for `COUNT(*)`. */
  Call: {
    readonly name: string;
    readonly quoted: boolean;
    readonly star: boolean;
    readonly arguments: readonly Expression[];
  };
  Negative: { readonly operand: Expression };
  Arithmetic: {
    readonly operator: ArithmeticOperator;
    readonly left: Expression;
    readonly right: Expression;
  };
  /** `NOT x LIKE y` and `x NOT LIKE y` are the same tree, likewise BETWEEN, IN and MATCHES. */
  Not: { readonly operand: Expression };
  /** Two or more operands in their order. */
  Logical: { readonly operator: 'AND' | 'OR'; readonly operands: readonly Expression[] };
  Comparison: {
    readonly operator: ComparisonOperator;
    readonly left: Expression;
    readonly right: Expression;
  };
  Between: { readonly operand: Expression; readonly low: Expression; readonly high: Expression };
  Match: {
    readonly operator: MatchOperator;
    readonly operand: Expression;
    readonly pattern: Expression;
  };
  InList: { readonly operand: Expression; readonly values: readonly Expression[] };
  InQuery: { readonly operand: Expression; readonly query: QueryNode };
  IsNull: { readonly operand: Expression; readonly negated: boolean };
  TextSearch: { readonly terms: NodeOf<'Text'> };
  /** `subject` null: the searched form, `CASE WHEN condition THEN …`. */
  Case: {
    readonly subject: Expression | null;
    readonly branches: readonly NodeOf<'Branch'>[];
    readonly otherwise: Expression | null;
  };
  Branch: { readonly when: Expression; readonly then: Expression };
  If: {
    readonly condition: Expression;
    readonly then: Expression;
    readonly otherwise: Expression;
  };
};

/** The name of a kind of node. */
export type Kind = keyof NodeFields;

/** The node type of one kind, or the union of several. Nodes and their lists are frozen. */
export type NodeOf<K extends Kind> = {
  [P in K]: Readonly<NodeFields[P]> & Span & { readonly kind: P };
}[K];

/** Any node. */
export type Node = NodeOf<Kind>;

/** A whole query or sub-select. */
export type QueryNode = NodeOf<'Query'>;

/** `LAST …`, `START … [STOP …]` or `TIMES OFFENSE_TIME( … )`. */
export type TimeFrame = NodeOf<'Last' | 'Absolute' | 'OffenseTime'>;

/** A date string, epoch milliseconds or `PARSEDATETIME( … )`. */
export type TimePoint = NodeOf<'Text' | 'Number' | 'ReferenceTime'>;

/** The kinds that have a value. */
export type ExpressionKind =
  | 'Name'
  | 'Text'
  | 'Number'
  | 'Boolean'
  | 'Call'
  | 'Negative'
  | 'Arithmetic'
  | 'Not'
  | 'Logical'
  | 'Comparison'
  | 'Between'
  | 'Match'
  | 'InList'
  | 'InQuery'
  | 'IsNull'
  | 'TextSearch'
  | 'Case'
  | 'If';

/** Anything that has a value, conditions included. */
export type Expression = NodeOf<ExpressionKind>;

/**
 * One handler for each of the kinds `K`. A table with a kind missing does not compile, so a new
 * kind of node is noticed wherever nodes are dealt with.
 */
export type Handlers<K extends Kind, Context, Result> = {
  readonly [P in K]: (node: NodeOf<P>, context: Context) => Result;
};

/** Calls the handler of the node's kind. */
export function dispatch<K extends Kind, Context, Result>(
  handlers: Handlers<K, Context, Result>,
  node: NodeOf<K>,
  context: Context,
): Result {
  return handlers[node.kind](node, context);
}
