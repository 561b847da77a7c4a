/** The public API of the language: text → tree → text, without any knowledge of data. */
export { dispatch } from './ast.ts';
export type {
  ArithmeticOperator,
  ComparisonOperator,
  Expression,
  ExpressionKind,
  Handlers,
  Kind,
  MatchOperator,
  Node,
  NodeOf,
  QueryNode,
  TimeFrame,
  TimePoint,
  TimeUnit,
} from './ast.ts';
export { AqlError } from './error.ts';
export type { Span } from './error.ts';
export { maxQueryLength, maxTokens } from './lexer.ts';
export { nearest } from './nearest.ts';
export { maxDepth, parse } from './parser.ts';
export { print } from './print.ts';
export { sourceOf } from './source.ts';
export type { Source } from './source.ts';
export { keywords, whereClauseKeywords } from './tokens.ts';
export { childrenOf, visit } from './visitor.ts';
