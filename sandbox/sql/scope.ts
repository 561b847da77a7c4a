import { nearest, visit } from '../aql/index.ts';
import type { Expression, Node, NodeOf } from '../aql/index.ts';
import { firstValue } from './aggregate-functions.ts';
import { columnName } from './column-names.ts';
import { failure } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { fingerprint, identifier } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import { findFunction } from './functions.ts';
import { databases } from './schema.ts';
import type { SourceColumn, SourceColumns } from './source-columns.ts';
import { computed } from './value.ts';
import type { Value } from './value.ts';

/**
 * The names of one SELECT: its aliases, then the columns of its source. It also remembers whether a
 * disabled property was named.
 */
export class Scope {
  readonly compilation: Compilation;
  readonly columns: SourceColumns;
  readonly #aliases: readonly (Alias | null)[];
  readonly #traits = new Map<number, Traits>();
  readonly #rowValues = new Map<number, Value>();
  #namesDisabled = false;

  /** `items` are the select items; the alias of item n is known to later items and clauses. */
  constructor(
    compilation: Compilation,
    columns: SourceColumns,
    items: readonly NodeOf<'SelectItem'>[],
  ) {
    this.compilation = compilation;
    this.columns = columns;
    this.#aliases = items.map((item) => {
      const { alias, expression } = item;
      if (alias !== null) return { name: alias.name, expression };
      // A column of the source keeps its name, so what is computed must not take it.
      const name = columnName(item, false);
      return expression.kind === 'Name' || columns.find(name) !== null
        ? null
        : { name, expression };
    });
  }

  /** Whether a disabled custom property was resolved so far. */
  get namesDisabled(): boolean {
    return this.#namesDisabled;
  }

  /**
   * The alias of that name among the first `visible` items, the latest first, or null. What is computed and has no
   * alias goes by the name of its result column: `ORDER BY "COUNT"`.
   */
  findAlias(name: string, visible: number): FoundAlias | null {
    const lower = name.toLowerCase();
    for (let index = Math.min(visible, this.#aliases.length) - 1; index >= 0; index -= 1) {
      const alias = this.#aliases[index];
      if (alias?.name.toLowerCase() === lower) return { index, expression: alias.expression };
    }
    return null;
  }

  /**
   * The value of an alias, computed once over records and once above a grouping: aliases of aliases
   * would otherwise take twice as long each time.
   */
  aliasValue(alias: FoundAlias, grouping: Grouping | null, compile: () => Value): Value {
    if (grouping !== null) return grouping.remember(alias.index, compile);
    const value = this.#rowValues.get(alias.index) ?? compile();
    this.#rowValues.set(alias.index, value);
    return value;
  }

  /** The column of that name, or an error that names the nearest. */
  column(node: NodeOf<'Name'>): SourceColumn {
    const found = this.columns.find(node.name);
    if (found === null) throw this.#unknown(node);
    if (found.disabled) this.#namesDisabled = true;
    return found;
  }

  /** What an expression is made of, aliases among the first `visible` items followed. */
  traits(node: Node, visible: number): Traits {
    let columns = false;
    let aggregates = false;
    visit(node, (each) => {
      if (each.kind === 'Query') return 'skip';
      if (each.kind === 'Call') {
        const called = findFunction(each.name);
        aggregates ||= called?.kind === 'aggregate';
        columns ||= called?.kind === 'scalar' && called.readsRecord;
      }
      columns ||= each.kind === 'TextSearch';
      if (each.kind !== 'Name') return undefined;
      const alias = this.findAlias(each.name, visible);
      const inner =
        alias === null ? { columns: true, aggregates: false } : this.#aliasTraits(alias);
      columns ||= inner.columns;
      aggregates ||= inner.aggregates;
      return undefined;
    });
    return { columns, aggregates };
  }

  /** Computed once for each alias: aliases of aliases would otherwise grow without bound. */
  #aliasTraits(alias: FoundAlias): Traits {
    const known = this.#traits.get(alias.index);
    if (known !== undefined) return known;
    const traits = this.traits(alias.expression, alias.index);
    this.#traits.set(alias.index, traits);
    return traits;
  }

  #unknown(node: NodeOf<'Name'>): Error {
    const { database, stored, names } = this.columns;
    const other = database === 'events' ? 'flows' : 'events';
    const lower = node.name.toLowerCase();
    if (stored && databases[other].some((field) => field.name === lower)) {
      return failure(
        this.compilation,
        node,
        `${node.name} is a field of ${other}, not of ${database}.`,
      );
    }
    const aliases = this.#aliases.flatMap((alias) => (alias === null ? [] : [alias.name]));
    if (aliases.some((alias) => alias.toLowerCase() === lower)) {
      return failure(
        this.compilation,
        node,
        `"${node.name}" is an alias that is not known here yet: only what stands after it knows it.`,
      );
    }
    const where = stored ? database : 'the sub-select';
    const quotes = node.quoted ? ' A text value stands in single quotes.' : '';
    return failure(
      this.compilation,
      node,
      `There is no column "${node.name}" in ${where}.${quotes}`,
      nearest(node.name, [...aliases, ...names]),
    );
  }
}

type Alias = { readonly name: string; readonly expression: Expression };

/** An alias that a name stands for; its own expression sees the items before `index` only. */
export type FoundAlias = { readonly index: number; readonly expression: Expression };

/** Whether an expression reads the record, and whether it aggregates. */
export type Traits = { readonly columns: boolean; readonly aggregates: boolean };

/**
 * The inner columns of a grouped SELECT: keys `k0`, `k1`, … and aggregates `a0`, `a1`, …. What
 * stands above the grouping refers to them (table alias `g`), so one pass over the data is enough
 * and HAVING is a plain filter.
 */
export class Grouping {
  readonly #order: Fragment;
  readonly #keys: readonly { readonly print: string; readonly value: Value }[];
  readonly #aggregates: Fragment[] = [];
  readonly #byPrint = new Map<string, number>();
  readonly #remembered = new Map<number, { readonly value: Value; readonly firsts: number }>();
  #firsts = 0;

  constructor(keys: readonly Value[], order: Fragment) {
    this.#order = order;
    this.#keys = keys.map((key, index) => ({
      print: fingerprint(key.sql),
      value: computed(identifier(`k${index}`, 'g'), key.type),
    }));
  }

  /** How often the first value of a group was asked for: a column of it is named `FIRST_…`. */
  get firsts(): number {
    return this.#firsts;
  }

  /** The aggregates asked for, in the order of their columns. */
  get aggregates(): readonly Fragment[] {
    return this.#aggregates;
  }

  /** The key that is the same expression, or null. */
  key(value: Value): Value | null {
    const print = fingerprint(value.sql);
    return this.#keys.find((key) => key.print === print)?.value ?? null;
  }

  /** A reference to an aggregate, which is computed once however often it is asked for. */
  aggregate(make: (order: Fragment) => Fragment, type: Value['type']): Value {
    const fragment = make(this.#order);
    const print = fingerprint(fragment);
    const index = this.#byPrint.get(print) ?? this.#aggregates.push(fragment) - 1;
    this.#byPrint.set(print, index);
    return computed(identifier(`a${index}`, 'g'), type);
  }

  /** The value of an alias, computed once; the first values in it count each time. */
  remember(alias: number, compile: () => Value): Value {
    const known = this.#remembered.get(alias);
    if (known !== undefined) {
      this.#firsts += known.firsts;
      return known.value;
    }
    const before = this.#firsts;
    const value = compile();
    this.#remembered.set(alias, { value, firsts: this.#firsts - before });
    return value;
  }

  /** The value on the first record of the group. */
  first(value: Value): Value {
    this.#firsts += 1;
    return this.aggregate((order) => firstValue(value.sql, order), value.type);
  }
}
