import { FilterError, readTokens, type Token } from './filter-tokens.ts';
import { innerShape, isListField, type FieldShape, type Shape } from './shape.ts';

/** Comparison as written; the three spellings of "not equal" are one. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A literal as written: quoted or not is told apart, since `like` demands quotes. */
export type Literal = { readonly kind: 'word' | 'number' | 'string'; readonly text: string };

/** A field below the element at hand: its names from outside in (empty for `.`) and what it holds. */
export type Reference = { readonly path: readonly string[]; readonly shape: FieldShape };

/** The tree of a filter. */
export type FilterNode =
  | { readonly kind: 'or' | 'and'; readonly left: FilterNode; readonly right: FilterNode }
  | { readonly kind: 'not'; readonly inner: FilterNode }
  | {
      readonly kind: 'compare';
      readonly field: Reference;
      readonly operator: Operator;
      readonly value: Literal;
    }
  | {
      readonly kind: 'in';
      readonly field: Reference;
      readonly values: readonly Literal[];
      readonly negated: boolean;
    }
  | {
      readonly kind: 'between';
      readonly field: Reference;
      readonly low: Literal;
      readonly high: Literal;
      readonly negated: boolean;
    }
  | { readonly kind: 'null'; readonly field: Reference; readonly negated: boolean }
  | {
      readonly kind: 'like';
      readonly field: Reference;
      readonly pattern: string;
      readonly ignoreCase: boolean;
    }
  | { readonly kind: 'contains'; readonly field: Reference; readonly inner: FilterNode };

/** Called for each field with what is done to it, by dotted path from the row; throws to refuse. */
export type FieldCheck = (path: string, operator: string) => void;

/** Nesting beyond this is refused, so that a hostile filter cannot exhaust the stack (own limit). */
const maxDepth = 100;

const operators: Readonly<Record<string, Operator>> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '^=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/**
 * Recursive descent over the filter grammar (docs/qradar-facts.md#filter-syntax).
 * A field is looked up in the shape as it is read, so an unknown one is refused even for an empty list.
 */
export class FilterParser {
  private readonly tokens: readonly Token[];
  private readonly check: FieldCheck;
  private at = 0;
  private depth = 0;

  constructor(text: string, check: FieldCheck) {
    this.tokens = readTokens(text);
    this.check = check;
  }

  /** filter: or END */
  parse(element: FieldShape): FilterNode {
    const node = this.or({ element, prefix: '' });
    if (this.peek().kind !== 'end') this.unexpected('the end of the filter');
    return node;
  }

  /** or: and ("or" and)* */
  private or(scope: Scope): FilterNode {
    this.depth += 1;
    if (this.depth > maxDepth)
      throw new FilterError(`The filter is nested deeper than ${maxDepth}`);
    let left = this.and(scope);
    while (this.takeWord('or')) left = { kind: 'or', left, right: this.and(scope) };
    this.depth -= 1;
    return left;
  }

  /** and: not ("and" not)* */
  private and(scope: Scope): FilterNode {
    let left = this.not(scope);
    while (this.takeWord('and')) left = { kind: 'and', left, right: this.not(scope) };
    return left;
  }

  /** not: "not"* ( "(" or ")" | comparison ) */
  private not(scope: Scope): FilterNode {
    if (this.takeWord('not')) return { kind: 'not', inner: this.nested(() => this.not(scope)) };
    if (!this.takeSymbol('(')) return this.comparison(scope);
    const inner = this.or(scope);
    this.expectSymbol(')');
    return inner;
  }

  /** comparison: reference ( operator value | ["not"] "in" list | ["not"] "between" … | "is" … | like | contains ) */
  private comparison(scope: Scope): FilterNode {
    const field = this.reference(scope);
    const path = [scope.prefix, ...field.path].filter((name) => name !== '').join('.');
    if (this.takeWord('contains')) return this.contains(field, path);
    const compared = this.operatorOf();
    this.check(path, compared);
    if (isListField(field.shape) && compared !== 'is null') {
      throw new FilterError(`Field "${path}" is a list; use contains`);
    }
    if (innerShape(field.shape) && compared !== 'is null') {
      throw new FilterError(`Field "${path}" is an object; name the field inside it in brackets`);
    }
    return this.operands(field, compared);
  }

  private operatorOf(): string {
    const symbol = this.peek();
    if (symbol.kind === 'symbol' && Object.hasOwn(operators, symbol.text)) {
      this.at += 1;
      return symbol.text;
    }
    const negation = this.takeWord('not') ? 'not ' : '';
    for (const word of ['in', 'between']) if (this.takeWord(word)) return `${negation}${word}`;
    if (negation === '') {
      for (const word of ['like', 'ilike']) if (this.takeWord(word)) return word;
      if (this.takeWord('is')) return 'is null';
    }
    return this.unexpected('an operator');
  }

  private operands(field: Reference, compared: string): FilterNode {
    const symbol = operators[compared];
    if (symbol) return { kind: 'compare', field, operator: symbol, value: this.literal() };
    const negated = compared.startsWith('not ');
    if (compared.endsWith('in')) return { kind: 'in', field, values: this.literals(), negated };
    if (compared.endsWith('between')) {
      const low = this.literal();
      if (!this.takeWord('and')) this.unexpected('"and"');
      return { kind: 'between', field, low, high: this.literal(), negated };
    }
    if (compared === 'is null') {
      const isNot = this.takeWord('not');
      if (!this.takeWord('null')) this.unexpected('"null"');
      return { kind: 'null', field, negated: isNot };
    }
    return this.like(field, compared === 'ilike');
  }

  private like(field: Reference, ignoreCase: boolean): FilterNode {
    const token = this.peek();
    if (token.kind !== 'string') this.unexpected('a quoted expression');
    if (field.shape !== 'string') {
      throw new FilterError(`Field "${field.path.join('.')}" is no text and has no like`);
    }
    this.at += 1;
    return { kind: 'like', field, pattern: token.text, ignoreCase };
  }

  /** contains: reference "contains" ( "(" or ")" | comparison | value ) ; a bare value for lists of scalars */
  private contains(field: Reference, path: string): FilterNode {
    this.check(path, 'contains');
    if (!isListField(field.shape))
      throw new FilterError(`Field "${path}" is no list; it has no contains`);
    const element: FieldShape =
      typeof field.shape !== 'string' && 'listOf' in field.shape
        ? field.shape.listOf
        : { object: innerShape(field.shape) ?? {} };
    const scope = { element, prefix: path };
    const next = this.peek();
    const isBare = typeof element === 'string' && next.kind !== 'symbol';
    const inner = isBare ? this.bareValue(element) : this.nested(() => this.not(scope));
    return { kind: 'contains', field, inner };
  }

  private bareValue(shape: FieldShape): FilterNode {
    return { kind: 'compare', field: { path: [], shape }, operator: '=', value: this.literal() };
  }

  /** reference: "." | NAME [ "(" reference ")" ] */
  private reference({ element, prefix }: Scope): Reference {
    if (this.takeSymbol('.')) return { path: [], shape: element };
    const shape = innerShape(element);
    const token = this.peek();
    if (token.kind !== 'word' && token.kind !== 'string') this.unexpected('a field name');
    if (!shape)
      throw new FilterError(
        `"${token.text}" names a field, but the list holds plain values; use .`,
      );
    this.at += 1;
    const field = fieldOf(shape, token.text, prefix);
    if (!this.takeSymbol('(')) return { path: [token.text], shape: field };
    if (!innerShape(field)) throw new FilterError(`Field "${token.text}" has no fields inside`);
    if (isListField(field)) throw new FilterError(`Field "${token.text}" is a list; use contains`);
    const inner = this.nested(() => this.reference({ element: field, prefix: token.text }));
    this.expectSymbol(')');
    return { path: [token.text, ...inner.path], shape: inner.shape };
  }

  private literals(): Literal[] {
    this.expectSymbol('(');
    const values = [this.literal()];
    while (this.takeSymbol(',')) values.push(this.literal());
    this.expectSymbol(')');
    return values;
  }

  private literal(): Literal {
    const { kind, text } = this.peek();
    if (kind !== 'word' && kind !== 'number' && kind !== 'string')
      return this.unexpected('a value');
    this.at += 1;
    return { kind, text };
  }

  private nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > maxDepth)
      throw new FilterError(`The filter is nested deeper than ${maxDepth}`);
    const result = read();
    this.depth -= 1;
    return result;
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '', at: 0 };
  }

  private takeWord(word: string): boolean {
    const token = this.peek();
    const isTaken = token.kind === 'word' && token.text.toLowerCase() === word;
    if (isTaken) this.at += 1;
    return isTaken;
  }

  private takeSymbol(symbol: string): boolean {
    const token = this.peek();
    const isTaken = token.kind === 'symbol' && token.text === symbol;
    if (isTaken) this.at += 1;
    return isTaken;
  }

  private expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) this.unexpected(`"${symbol}"`);
  }

  private unexpected(expected: string): never {
    const token = this.peek();
    const found = token.kind === 'end' ? 'the end' : `"${token.text}"`;
    throw new FilterError(`Expected ${expected} at position ${token.at}, found ${found}`);
  }
}

/** What references are relative to: the row, or the element of the list inside `contains`. */
type Scope = { readonly element: FieldShape; readonly prefix: string };

function fieldOf(shape: Shape, name: string, prefix: string): FieldShape {
  const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
  if (field === undefined) {
    throw new FilterError(`Field "${prefix === '' ? name : `${prefix}.${name}`}" does not exist`);
  }
  return field;
}
