import {
  AqlError,
  parse,
  print,
  type Expression,
  type QueryNode,
  type TimeFrame,
} from '../../aql/index.ts';
import type { SearchDatabase } from './filter-columns.ts';

/** Reads a query; null where it is none, and the API says why when it is run. */
export function readQuery(aql: string): QueryNode | null {
  try {
    return parse(aql);
  } catch (error) {
    if (error instanceof AqlError) return null;
    throw error;
  }
}

/** The conditions that all have to hold, in their order. */
export function conditionsOf({ where }: QueryNode): readonly Expression[] {
  if (where === null) return [];
  return where.kind === 'Logical' && where.operator === 'AND' ? where.operands : [where];
}

/** The query with other conditions. */
export function withConditions(query: QueryNode, conditions: readonly Expression[]): QueryNode {
  const [first = null, ...rest] = conditions;
  if (first === null || rest.length === 0) return { ...query, where: first };
  const operands = conditions;
  const { start, end } = query;
  return { ...query, where: { kind: 'Logical', operator: 'AND', operands, start, end } };
}

/** Reads a condition that stands alone; null where it is none. */
export function readCondition(text: string): Expression | null {
  return readQuery(`SELECT * FROM events WHERE ${text}`)?.where ?? null;
}

/** The query with another time frame. `frame` is AQL, `LAST 3 HOURS` or `START … STOP …`, written by the page. */
export function withTime(query: QueryNode, frame: string): QueryNode {
  const timeFrame = readQuery(`SELECT * FROM events ${frame}`)?.timeFrame ?? null;
  return { ...query, timeFrame };
}

/** The database that a query reads, null where it reads another query. */
export function databaseOf({ from }: QueryNode): SearchDatabase | null {
  if (from.kind === 'SubSelect') return null;
  return from.name.toLowerCase() === 'flows' ? 'flows' : 'events';
}

/** AQL of a query, one clause a line and one condition a line, so that a person can read on. */
export function writeQuery(query: QueryNode): string {
  const steps: readonly (keyof QueryNode)[] = [
    'into',
    'where',
    'groupBy',
    'having',
    'orderBy',
    'limit',
    'timeFrame',
    'parameters',
  ];
  const bare: QueryNode = { ...query, ...nothing };
  const select = print(bare);
  const from = print(query.from);
  const lines = [select.slice(0, -` FROM ${from}`.length), `FROM ${from}`];
  // Each clause is what the printed query grows by, so that every kind of expression is printed by the language.
  for (const step of steps) {
    const clause = print({ ...bare, [step]: query[step] })
      .slice(select.length)
      .trim();
    if (clause !== '') lines.push(step === 'where' ? whereLines(query) : clause);
  }
  return lines.join('\n');
}

const nothing = {
  into: null,
  where: null,
  groupBy: [],
  having: null,
  orderBy: [],
  limit: null,
  timeFrame: null,
  parameters: [],
} as const;

function whereLines(query: QueryNode): string {
  return `WHERE ${conditionsOf(query).map(inConjunction).join('\n  AND ')}`;
}

/** OR binds looser than the AND around it; an AND in parentheses keeps them. */
function inConjunction(condition: Expression): string {
  const text = print(condition);
  return condition.kind === 'Logical' ? `(${text})` : text;
}

/** AQL of a time frame; null for none. */
export function writeTime(frame: TimeFrame | null): string | null {
  return frame === null ? null : print(frame);
}
