import type { SqlParameter } from './store.ts';

/** DuckDB types a bound value may be given; the statement casts it, so that the plan is typed. */
export type BoundType = 'INTEGER' | 'BIGINT' | 'UINTEGER' | 'UHUGEINT' | 'DOUBLE' | 'VARCHAR';

type Bound = { readonly value: SqlParameter; readonly type: BoundType };

/**
 * A piece of SQL with its bound values. The only ways to make one are the functions of this file:
 * text comes from template literals of the source code, names pass `identifier`, values pass
 * `bound`. So nothing from a query can become SQL text.
 */
export type Fragment = {
  readonly parts: readonly (string | Bound)[];
  /** About how many characters of SQL it is. */
  readonly size: number;
};

/** About what a parameter takes up: `$123::INTEGER`. */
const boundSize = 13;

function fragment(parts: readonly (string | Bound)[], size: number): Fragment {
  return Object.freeze({ parts: Object.freeze(parts), size });
}

/** SQL from a template literal; what stands in `${…}` are fragments. */
export function sql(strings: TemplateStringsArray, ...inner: readonly Fragment[]): Fragment {
  const parts: (string | Bound)[] = [];
  let size = 0;
  strings.forEach((text, index) => {
    pushText(parts, text);
    size += text.length + (inner[index]?.size ?? 0);
    for (const part of inner[index]?.parts ?? []) {
      if (typeof part === 'string') pushText(parts, part);
      else parts.push(part);
    }
  });
  return fragment(parts, size);
}

function pushText(parts: (string | Bound)[], text: string): void {
  if (text === '') return;
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last + text;
  else parts.push(text);
}

/** A name, always quoted; with `owner`, the alias of the table it belongs to. */
export function identifier(name: string, owner?: 'r' | 'g' | 'o'): Fragment {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const text = owner === undefined ? quoted : `${owner}.${quoted}`;
  return fragment([text], text.length);
}

/** The position of a result column, from 1, as GROUP BY takes it. */
export function position(number: number): Fragment {
  const text = number.toFixed(0);
  return fragment([text], text.length);
}

/**
 * A value, always a parameter. Numbers beyond 2^53 and 128-bit addresses travel as decimal text,
 * because the driver's own wide type is signed.
 */
export function bound(value: SqlParameter, type: BoundType): Fragment {
  const sent = typeof value === 'bigint' ? value.toString() : value;
  return fragment([Object.freeze({ value: sent, type })], boundSize);
}

/** Fragments with `separator` between them; an empty list gives an empty fragment. */
export function join(
  fragments: readonly Fragment[],
  separator: ', ' | ' AND ' | ' OR ' | ' ',
): Fragment {
  const parts = fragments.flatMap((each, index) =>
    index === 0 ? each.parts : [separator, ...each.parts],
  );
  const size = fragments.reduce((sum, each) => sum + each.size + separator.length, 0);
  return fragment(parts, size);
}

/** Whether two fragments are the same SQL over the same values. */
export function fingerprint(of: Fragment): string {
  return JSON.stringify(of.parts);
}

/** SQL text with `$1`, `$2`, … and the values in that order; a repeated value has one number. */
export function render(whole: Fragment): {
  readonly sql: string;
  readonly params: readonly SqlParameter[];
} {
  const numbers = new Map<Bound, number>();
  const params: SqlParameter[] = [];
  const text = whole.parts.map((part) => {
    if (typeof part === 'string') return part;
    const number = numbers.get(part) ?? params.push(part.value);
    numbers.set(part, number);
    return `$${number}::${part.type}`;
  });
  return { sql: text.join(''), params: Object.freeze(params) };
}
