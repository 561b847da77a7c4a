import type {
  ArithmeticOperator,
  ComparisonOperator,
  Expression,
  Kind,
  MatchOperator,
  NodeOf,
  QueryNode,
  TimeFrame,
  TimePoint,
  TimeUnit,
} from './ast.ts';
import { AqlError } from './error.ts';
import type { Span } from './error.ts';
import { tokenize } from './lexer.ts';
import { nearest } from './nearest.ts';
import { sourceOf } from './source.ts';
import type { Source } from './source.ts';
import { isKeyword, refusedWords } from './tokens.ts';
import type { Keyword, Token } from './tokens.ts';

/**
 * Deepest nesting that is read. People write five; the figure keeps the parser, the printer and
 * the compiler, all recursive, far from the end of the stack.
 */
export const maxDepth = 100;

const comparisons: Readonly<Record<string, ComparisonOperator>> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

const matches: readonly MatchOperator[] = ['LIKE', 'ILIKE', 'MATCHES', 'IMATCHES'];
const units: readonly TimeUnit[] = ['MINUTES', 'HOURS', 'DAYS'];

/** The clauses after FROM in the prescribed order (docs/qradar-facts.md#clause-order), by their first word. */
const clauseOrder = [
  'FROM',
  'INTO',
  'WHERE',
  'GROUP',
  'HAVING',
  'ORDER',
  'LIMIT',
  'LAST',
  'START',
  'STOP',
  'TIMES',
  'PARAMETERS',
] as const;

const clauseNames: Readonly<Record<string, string>> = { GROUP: 'GROUP BY', ORDER: 'ORDER BY' };

const orderSentence =
  'The order is SELECT, FROM, INTO, WHERE, GROUP BY, HAVING, ORDER BY, LIMIT, LAST or START … STOP, PARAMETERS.';

/**
 * Reads one query. Throws `AqlError` at the first thing that is not AQL (sandbox/aql/README.md); whether
 * names exist and types fit is the compiler's business.
 */
export function parse(text: string): QueryNode {
  return new Parser(sourceOf(text)).document();
}

/** Recursive descent over the tokens: some primitives, then one method per production. */
class Parser {
  readonly #source: Source;
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  #position = 0;
  #depth = 0;
  /** First word of the clause read last, to say what a misplaced clause should have preceded. */
  #lastClause = 'SELECT';

  constructor(source: Source) {
    this.#source = source;
    this.#tokens = tokenize(source);
    this.#end = {
      kind: 'end',
      value: '',
      start: source.text.length,
      end: source.text.length,
    };
  }

  // Primitives

  #peek(ahead = 0): Token {
    return this.#tokens[this.#position + ahead] ?? this.#end;
  }

  #next(): Token {
    const token = this.#peek();
    this.#position += 1;
    return token;
  }

  #isWord(word: Keyword, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return token.kind === 'name' && token.value.toUpperCase() === word;
  }

  #isSign(sign: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return token.kind === 'punctuator' && token.value === sign;
  }

  #optionalWord(word: Keyword): boolean {
    const found = this.#isWord(word);
    if (found) this.#position += 1;
    return found;
  }

  #optionalSign(sign: string): boolean {
    const found = this.#isSign(sign);
    if (found) this.#position += 1;
    return found;
  }

  #expectWord(word: Keyword): Token {
    if (!this.#isWord(word)) throw this.#unexpected(`${word} is expected here`);
    return this.#next();
  }

  #expectSign(sign: string): Token {
    if (!this.#isSign(sign)) throw this.#unexpected(`"${sign}" is expected here`);
    return this.#next();
  }

  #clause(word: Keyword): boolean {
    if (!this.#optionalWord(word)) return false;
    this.#lastClause = word;
    return true;
  }

  #many<T>(item: () => T): readonly T[] {
    const items = [item()];
    while (this.#optionalSign(',')) items.push(item());
    return Object.freeze(items);
  }

  #nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw this.#tooDeep(this.#peek());
    const result = read();
    this.#depth -= 1;
    return result;
  }

  #tooDeep(span: Span): AqlError {
    return this.#error(span, `A query may be nested ${maxDepth} deep, not deeper.`);
  }

  #node<K extends Kind>(
    kind: K,
    start: number,
    fields: Omit<NodeOf<K>, 'kind' | 'start' | 'end'>,
  ): NodeOf<K> {
    const end = this.#tokens[this.#position - 1]?.end ?? start;
    // The compiler cannot see that kind and fields belong together; the signature makes sure.
    return Object.freeze({ kind, ...fields, start, end }) as unknown as NodeOf<K>;
  }

  #error(span: Span, reason: string, suggestion: string | null = null): AqlError {
    return new AqlError(this.#source, span, reason, suggestion);
  }

  /** The error for a token that fits nothing; `wanted` says what would have fitted. */
  #unexpected(wanted: string): AqlError {
    const token = this.#peek();
    const word = token.kind === 'name' ? token.value.toUpperCase() : '';
    const refused = refusedWords[word];
    if (refused !== undefined) return this.#error(token, refused);
    if (token.kind === 'end') return this.#error(token, `The query ends too early: ${wanted}.`);
    const shown = this.#source.text.slice(token.start, Math.min(token.end, token.start + 40));
    return this.#error(token, `Unexpected ${shown}: ${wanted}.`);
  }

  // Productions

  /** document := query END */
  document(): QueryNode {
    if (!this.#isWord('SELECT')) {
      throw this.#unexpected('a query begins with SELECT, other statements are not accepted');
    }
    const query = this.#query();
    if (this.#peek().kind !== 'end') throw this.#leftOver();
    return query;
  }

  /**
   * query := SELECT select_list FROM source [INTO name] [WHERE expression]
   *          [GROUP BY group {, group}] [HAVING expression] [ORDER BY order_item {, order_item}]
   *          [LIMIT integer] [PARAMETERS …] [timeframe] [PARAMETERS …]
   */
  #query(): QueryNode {
    return this.#nested(() => {
      const { start } = this.#expectWord('SELECT');
      this.#lastClause = 'SELECT';
      const items = this.#many(() => this.#selectItem());
      this.#expectWord('FROM');
      this.#lastClause = 'FROM';
      const from = this.#from();
      const into = this.#clause('INTO') ? this.#name() : null;
      const where = this.#clause('WHERE') ? this.#expression() : null;
      const groupBy = this.#clause('GROUP') ? this.#groupBy() : Object.freeze([]);
      const having = this.#having(groupBy.length > 0);
      const orderBy = this.#clause('ORDER') ? this.#orderBy() : Object.freeze([]);
      const limit = this.#clause('LIMIT') ? this.#integer('LIMIT takes a whole number') : null;
      const early = this.#parameters();
      const timeFrame = this.#timeFrame();
      const late = early.length > 0 ? early : this.#parameters();
      return this.#node('Query', start, {
        items,
        from,
        into,
        where,
        groupBy,
        having,
        orderBy,
        limit,
        timeFrame,
        parameters: late,
      });
    });
  }

  /** The query of `'(' query ')'`, after the opening parenthesis. */
  #subQuery(): QueryNode {
    const outerClause = this.#lastClause;
    const query = this.#query();
    if (!this.#isSign(')')) throw this.#leftOver();
    this.#next();
    this.#lastClause = outerClause;
    return query;
  }

  /** What stands after a complete query: most often a clause in the wrong place. */
  #leftOver(): AqlError {
    const token = this.#peek();
    const word = token.kind === 'name' ? token.value.toUpperCase() : '';
    const rank = clauseOrder.findIndex((clause) => clause === word);
    const last = clauseOrder.findIndex((clause) => clause === this.#lastClause);
    if (word === 'STOP') return this.#error(token, 'STOP must follow START.');
    if (rank >= 0 && rank <= last) {
      const name = clauseNames[word] ?? word;
      const before = clauseNames[this.#lastClause] ?? this.#lastClause;
      const sentence =
        rank === last ? `${name} stands only once.` : `${name} must come before ${before}.`;
      return this.#error(token, `${sentence} ${orderSentence}`);
    }
    if (word === 'INCIDR') {
      return this.#error(token, "INCIDR is a function: INCIDR('10.0.0.0/8', sourceip).");
    }
    if (this.#lastClause === 'FROM' && token.kind === 'name' && !isKeyword(word)) {
      const meant = nearest(word, clauseOrder);
      if (refusedWords[word] === undefined && meant === null) {
        return this.#error(token, 'A database has no alias in AQL.');
      }
      return this.#unexpectedWithHint(meant);
    }
    return this.#unexpected('the query should end here');
  }

  #unexpectedWithHint(meant: string | null): AqlError {
    const error = this.#unexpected('the query should end here');
    return meant === null ? error : this.#error(this.#peek(), error.message, meant);
  }

  /** select_item := '*' | value [[AS] alias] */
  #selectItem(): NodeOf<'Star' | 'SelectItem'> {
    const { start } = this.#peek();
    if (this.#optionalSign('*')) return this.#node('Star', start, {});
    if (this.#isWord('FROM')) throw this.#unexpected('a column is expected here');
    const expression = this.#value();
    const alias = this.#alias();
    return this.#node('SelectItem', start, { expression, alias });
  }

  /** alias := name | "name" | 'name' */
  #alias(): NodeOf<'Alias'> | null {
    const announced = this.#optionalWord('AS');
    const token = this.#peek();
    const free =
      token.kind === 'quotedName' ||
      token.kind === 'text' ||
      (token.kind === 'name' &&
        !isKeyword(token.value) &&
        refusedWords[token.value.toUpperCase()] === undefined);
    if (!free) {
      if (!announced) return null;
      throw token.kind === 'name' && isKeyword(token.value)
        ? this.#reserved(token)
        : this.#unexpected('a name is expected after AS');
    }
    if (!announced && token.kind === 'name' && token.value.toUpperCase() === 'INCIDR') return null;
    if (token.value === '') throw this.#error(token, 'A name cannot be empty.');
    this.#next();
    const quote = token.kind === 'text' ? 'single' : token.kind === 'name' ? 'none' : 'double';
    return this.#node('Alias', token.start, { name: token.value, quote });
  }

  #reserved(token: Token): AqlError {
    return this.#error(token, `${token.value} is a reserved word; put it in double quotes.`);
  }

  /** source := name | '(' query ')' */
  #from(): NodeOf<'Database' | 'SubSelect'> {
    const { start } = this.#peek();
    if (this.#optionalSign('(')) {
      const query = this.#subQuery();
      return this.#node('SubSelect', start, { query });
    }
    const { name, quoted, end } = this.#name();
    if (this.#isSign('(')) {
      throw this.#error(
        { start, end },
        name.toUpperCase() === 'GLOBALVIEW'
          ? 'GLOBALVIEW is not supported by the stand-in: it holds no saved searches.'
          : 'FROM takes a database or a query in parentheses.',
      );
    }
    if (this.#isSign(','))
      throw this.#error(this.#peek(), 'FROM takes one source: AQL has no JOIN.');
    return this.#node('Database', start, { name, quoted });
  }

  /** GROUP BY value {, value} */
  #groupBy(): readonly Expression[] {
    this.#expectWord('BY');
    return this.#many(() => this.#value());
  }

  /** HAVING expression, only after GROUP BY */
  #having(grouped: boolean): Expression | null {
    const token = this.#peek();
    if (!this.#clause('HAVING')) return null;
    if (!grouped) throw this.#error(token, `HAVING needs a GROUP BY before it. ${orderSentence}`);
    return this.#expression();
  }

  /** ORDER BY order_item {, order_item}; order_item := value [ASC|DESC] [COLLATE 'tag'] */
  #orderBy(): readonly NodeOf<'OrderItem'>[] {
    this.#expectWord('BY');
    return this.#many(() => {
      const { start } = this.#peek();
      const expression = this.#value();
      const direction = this.#optionalWord('ASC')
        ? 'ASC'
        : this.#optionalWord('DESC')
          ? 'DESC'
          : null;
      const collation = this.#optionalWord('COLLATE') ? this.#text() : null;
      return this.#node('OrderItem', start, { expression, direction, collation });
    });
  }

  /**
   * timeframe := LAST integer (MINUTES|HOURS|DAYS) | START timepoint [STOP timepoint]
   *            | TIMES OFFENSE_TIME '(' integer ')'
   */
  #timeFrame(): TimeFrame | null {
    const { start, kind, value } = this.#peek();
    // Not a reserved word: many a query counts AS times.
    if (kind === 'name' && value.toUpperCase() === 'TIMES') return this.#offenseTime();
    if (this.#clause('LAST')) {
      const amount = this.#integer('LAST takes a whole number');
      const unit = this.#unit();
      return this.#node('Last', start, { amount, unit });
    }
    if (!this.#clause('START')) return null;
    const from = this.#timePoint();
    const to = this.#clause('STOP') ? this.#timePoint() : null;
    return this.#node('Absolute', start, { from, to });
  }

  /** TIMES OFFENSE_TIME '(' integer ')': the time from an offense's start to its last record */
  #offenseTime(): TimeFrame {
    const { start } = this.#next();
    this.#lastClause = 'TIMES';
    const token = this.#peek();
    if (token.kind !== 'name' || token.value.toUpperCase() !== 'OFFENSE_TIME') {
      throw this.#unexpected('TIMES takes OFFENSE_TIME( … )');
    }
    this.#next();
    this.#expectSign('(');
    const offense = this.#integer('OFFENSE_TIME takes the number of an offense');
    this.#expectSign(')');
    return this.#node('OffenseTime', start, { offense });
  }

  #unit(): TimeUnit {
    const token = this.#peek();
    const unit = units.find((candidate) => this.#isWord(candidate));
    if (unit !== undefined) {
      this.#next();
      return unit;
    }
    const meant = token.kind === 'name' ? nearest(token.value, units) : null;
    throw this.#error(token, 'LAST counts in MINUTES, HOURS or DAYS, always in the plural.', meant);
  }

  /** timepoint := 'date string' | integer | PARSEDATETIME '(' 'reference' ')' */
  #timePoint(): TimePoint {
    const token = this.#peek();
    if (token.kind === 'text') return this.#text();
    if (token.kind === 'number') return this.#integer('a time is whole milliseconds');
    if (token.kind === 'name' && token.value.toUpperCase() === 'PARSEDATETIME') {
      this.#next();
      this.#expectSign('(');
      const reference = this.#text();
      this.#expectSign(')');
      return this.#node('ReferenceTime', token.start, { reference });
    }
    throw this.#unexpected(
      "a time is expected here: 'yyyy-MM-dd HH:mm', epoch milliseconds or PARSEDATETIME('1 day ago')",
    );
  }

  /** PARAMETERS name '=' value {, name '=' value} */
  #parameters(): readonly NodeOf<'Parameter'>[] {
    if (!this.#clause('PARAMETERS')) return Object.freeze([]);
    return this.#many(() => {
      const { name, start } = this.#name();
      this.#expectSign('=');
      const value = this.#value();
      return this.#node('Parameter', start, { name, value });
    });
  }

  /** expression := and {OR and} */
  #expression(): Expression {
    return this.#nested(() => this.#logical('OR', () => this.#logical('AND', () => this.#not())));
  }

  #logical(operator: 'AND' | 'OR', operand: () => Expression): Expression {
    const { start } = this.#peek();
    const first = operand();
    if (!this.#isWord(operator)) return first;
    const operands = [first];
    while (this.#optionalWord(operator)) operands.push(operand());
    return this.#node('Logical', start, { operator, operands: Object.freeze(operands) });
  }

  /** not := NOT not | predicate */
  #not(): Expression {
    const { start } = this.#peek();
    if (!this.#optionalWord('NOT')) return this.#predicate();
    const operand = this.#nested(() => this.#not());
    return this.#node('Not', start, { operand });
  }

  /**
   * predicate := TEXT SEARCH 'terms'
   *   | value [comparison value | IS [NOT] NULL | [NOT] (match | between | in)]
   */
  #predicate(): Expression {
    const { start } = this.#peek();
    if (this.#isWord('TEXT') && this.#isWord('SEARCH', 1)) return this.#textSearch();
    const operand = this.#value();
    const token = this.#peek();
    const operator = token.kind === 'punctuator' ? comparisons[token.value] : undefined;
    if (operator !== undefined) {
      this.#next();
      const right = this.#value();
      return this.#node('Comparison', start, { operator, left: operand, right });
    }
    if (this.#optionalWord('IS')) {
      const negated = this.#optionalWord('NOT');
      this.#expectWord('NULL');
      return this.#node('IsNull', start, { operand, negated });
    }
    const negated = this.#optionalWord('NOT');
    const { kind, value } = this.#peek();
    if (kind === 'name' && value.toUpperCase() === 'INCIDR') {
      throw this.#error(
        this.#peek(),
        `INCIDR is a function: ${negated ? 'NOT ' : ''}INCIDR('10.0.0.0/8', sourceip).`,
      );
    }
    const test =
      this.#match(start, operand) ?? this.#between(start, operand) ?? this.#in(start, operand);
    if (!negated) return test ?? operand;
    if (test === null) {
      throw this.#unexpected('NOT is followed by LIKE, ILIKE, MATCHES, IMATCHES, BETWEEN or IN');
    }
    return this.#node('Not', start, { operand: test });
  }

  /** match := (LIKE|ILIKE|MATCHES|IMATCHES) value */
  #match(start: number, operand: Expression): Expression | null {
    const operator = matches.find((word) => this.#isWord(word));
    if (operator === undefined) return null;
    this.#next();
    return this.#node('Match', start, { operator, operand, pattern: this.#value() });
  }

  /** between := BETWEEN value AND value */
  #between(start: number, operand: Expression): Expression | null {
    if (!this.#optionalWord('BETWEEN')) return null;
    const low = this.#value();
    this.#expectWord('AND');
    return this.#node('Between', start, { operand, low, high: this.#value() });
  }

  /** TEXT SEARCH 'terms' */
  #textSearch(): Expression {
    const { start } = this.#next();
    this.#next();
    return this.#node('TextSearch', start, { terms: this.#text() });
  }

  /** in := IN '(' (query | value {, value}) ')' */
  #in(start: number, operand: Expression): Expression | null {
    if (!this.#optionalWord('IN')) return null;
    this.#expectSign('(');
    if (this.#isWord('SELECT')) {
      const query = this.#subQuery();
      return this.#node('InQuery', start, { operand, query });
    }
    const values = this.#many(() => this.#value());
    this.#expectSign(')');
    return this.#node('InList', start, { operand, values });
  }

  /** value := sum {'&' sum}; sum := product {('+'|'-') product}; product := power {('*'|'/'|'%') power} */
  #value(): Expression {
    return this.#chain(['&'], () =>
      this.#chain(['+', '-'], () => this.#chain(['*', '/', '%'], () => this.#power())),
    );
  }

  #chain(operators: readonly ArithmeticOperator[], operand: () => Expression): Expression {
    const { start } = this.#peek();
    let left = operand();
    let links = 0;
    for (;;) {
      const operator = operators.find((sign) => this.#isSign(sign));
      if (operator === undefined) return left;
      const { start: at, end } = this.#next();
      links += 1;
      // A chain is a tree as deep as it is long.
      if (links > maxDepth) throw this.#tooDeep({ start: at, end });
      left = this.#node('Arithmetic', start, { operator, left, right: operand() });
    }
  }

  /** power := '-' power | primary ['^' power] */
  #power(): Expression {
    const { start } = this.#peek();
    if (this.#optionalSign('-')) {
      const operand = this.#nested(() => this.#power());
      return this.#node('Negative', start, { operand });
    }
    const left = this.#primary();
    if (!this.#optionalSign('^')) return left;
    const right = this.#nested(() => this.#power());
    return this.#node('Arithmetic', start, { operator: '^', left, right });
  }

  /** primary := number | 'text' | TRUE | FALSE | '(' expression ')' | case | if | call | name */
  #primary(): Expression {
    const token = this.#peek();
    if (token.kind === 'number') return this.#number();
    if (token.kind === 'text') return this.#text();
    if (this.#isWord('TRUE') || this.#isWord('FALSE')) {
      this.#next();
      return this.#node('Boolean', token.start, { value: token.value.toUpperCase() === 'TRUE' });
    }
    if (this.#isWord('CASE')) return this.#nested(() => this.#case());
    if (this.#isWord('IF')) return this.#nested(() => this.#if());
    if (this.#optionalSign('(')) {
      if (this.#isWord('SELECT')) {
        throw this.#error(this.#peek(), 'A sub-select stands only in FROM ( … ) and IN ( … ).');
      }
      const inner = this.#expression();
      this.#expectSign(')');
      return inner;
    }
    return this.#nameOrCall();
  }

  /** name_or_call := name | name ['::' name] '(' ['*' | value {, value}] ')' */
  #nameOrCall(): Expression {
    const { start } = this.#peek();
    const isLast = this.#isWord('LAST') && this.#isSign('(', 1);
    const name = isLast ? this.#lastFunction() : this.#name();
    if (this.#optionalSign('::')) {
      const member = this.#name();
      if (!this.#isSign('(')) throw this.#unexpected('"(" is expected after a function name');
      return this.#call(start, `${name.name}::${member.name}`, name.quoted || member.quoted);
    }
    return this.#isSign('(') ? this.#call(start, name.name, name.quoted) : name;
  }

  #lastFunction(): NodeOf<'Name'> {
    const token = this.#next();
    return this.#node('Name', token.start, { name: token.value, quoted: false });
  }

  #call(start: number, name: string, quoted: boolean): Expression {
    this.#expectSign('(');
    const star = this.#isSign('*') && this.#isSign(')', 1);
    if (star) this.#next();
    const list =
      star || this.#isSign(')') ? Object.freeze([]) : this.#many(() => this.#expression());
    this.#expectSign(')');
    return this.#node('Call', start, { name, quoted, star, arguments: list });
  }

  /** case := CASE [value] WHEN … THEN value {WHEN … THEN value} [ELSE value] END */
  #case(): Expression {
    const { start } = this.#next();
    const subject = this.#isWord('WHEN') ? null : this.#value();
    const branches: NodeOf<'Branch'>[] = [];
    do {
      const branch = this.#expectWord('WHEN');
      const when = subject === null ? this.#expression() : this.#value();
      this.#expectWord('THEN');
      const then = this.#value();
      branches.push(this.#node('Branch', branch.start, { when, then }));
    } while (this.#isWord('WHEN'));
    const otherwise = this.#optionalWord('ELSE') ? this.#value() : null;
    this.#expectWord('END');
    return this.#node('Case', start, { subject, branches: Object.freeze(branches), otherwise });
  }

  /** if := IF expression THEN value ELSE value */
  #if(): Expression {
    const { start } = this.#next();
    const condition = this.#expression();
    this.#expectWord('THEN');
    const then = this.#value();
    this.#expectWord('ELSE');
    const otherwise = this.#value();
    return this.#node('If', start, { condition, then, otherwise });
  }

  /** name := bare word that is not reserved | "any text" */
  #name(): NodeOf<'Name'> {
    const token = this.#peek();
    if (token.kind === 'name') {
      if (refusedWords[token.value.toUpperCase()] !== undefined) throw this.#unexpected('');
      if (isKeyword(token.value)) {
        throw this.#unexpected('a reserved word is a name only in double quotes');
      }
    } else if (token.kind !== 'quotedName') {
      throw this.#unexpected('a name or value is expected here');
    }
    this.#next();
    return this.#node('Name', token.start, {
      name: token.value,
      quoted: token.kind === 'quotedName',
    });
  }

  #text(): NodeOf<'Text'> {
    const token = this.#peek();
    if (token.kind !== 'text') throw this.#unexpected('a text in single quotes is expected here');
    this.#next();
    return this.#node('Text', token.start, { value: token.value });
  }

  #number(): NodeOf<'Number'> {
    const token = this.#next();
    return this.#node('Number', token.start, { raw: token.value });
  }

  #integer(wanted: string): NodeOf<'Number'> {
    const token = this.#peek();
    if (token.kind !== 'number' || !/^\d{1,15}$/.test(token.value)) throw this.#unexpected(wanted);
    return this.#number();
  }
}
