/** A piece of a query. `start` and `end` are offsets in UTF-16 units, end exclusive. */
export type Token = {
  readonly kind: TokenKind;
  /** Meaning: for quoted kinds without quotes and with doubled quotes made single. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
};

/** `name` is a bare word (keyword or identifier), `quotedName` "…", `text` '…'. */
export type TokenKind = 'name' | 'quotedName' | 'text' | 'number' | 'punctuator' | 'end';

/** Everything that is neither word, number nor quote; longer ones first. */
export const punctuators = [
  '==',
  '!=',
  '<>',
  '<=',
  '>=',
  '::',
  '=',
  '<',
  '>',
  '(',
  ')',
  ',',
  '*',
  '+',
  '-',
  '/',
  '%',
  '^',
  '&',
] as const;

/** Words of the clauses: `GET /ariel/parser_keywords` answers them as `keywords`. */
const clauseKeywords = [
  'SELECT',
  'FROM',
  'INTO',
  'WHERE',
  'GROUP',
  'BY',
  'HAVING',
  'ORDER',
  'ASC',
  'DESC',
  'COLLATE',
  'LIMIT',
  'LAST',
  'MINUTES',
  'HOURS',
  'DAYS',
  'START',
  'STOP',
  'PARAMETERS',
  'AS',
  'SESSION',
  'BEGIN',
] as const;

/** Words that a condition may hold: `where_clause_keywords` of the same endpoint. */
export const whereClauseKeywords = [
  'AND',
  'OR',
  'NOT',
  'IN',
  'LIKE',
  'ILIKE',
  'MATCHES',
  'IMATCHES',
  'BETWEEN',
  'IS',
  'NULL',
  'TEXT',
  'SEARCH',
  'CASE',
  'WHEN',
  'THEN',
  'ELSE',
  'END',
  'IF',
  'TRUE',
  'FALSE',
] as const;

/** All reserved words, upper case. QRadar's list is not published; this one is a choice (docs/qradar-facts.md#reserved-words). */
export const keywords = [...clauseKeywords, ...whereClauseKeywords] as const;

/** A reserved word. */
export type Keyword = (typeof keywords)[number];

const keywordSet: ReadonlySet<string> = new Set(keywords);

/** Whether a bare word is reserved, in any case. */
export function isKeyword(word: string): boolean {
  return keywordSet.has(word.toUpperCase());
}

/** Words of SQL that AQL does not have, with what to tell a user who writes them (docs/qradar-facts.md#not-in-aql). */
export const refusedWords: Readonly<Record<string, string>> = {
  JOIN: 'AQL has no JOIN.',
  INNER: 'AQL has no JOIN.',
  LEFT: 'AQL has no JOIN.',
  UNION: 'AQL has no UNION.',
  WITH: 'AQL has no WITH; write the query in FROM ( … ).',
  OVER: 'AQL has no window functions.',
  OFFSET: 'AQL has no OFFSET; read pages of the result with the Range header.',
  DISTINCT: 'AQL has no DISTINCT; group by the columns, or count with UNIQUECOUNT( … ).',
  EXISTS: 'AQL has no EXISTS.',
  SESSION: 'SESSION BY is not supported by the stand-in.',
};
