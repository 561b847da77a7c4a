import type { NodeOf } from '../aql/index.ts';
import { mappedBase, parseAddress, wideNumber } from './addresses.ts';
import { bound, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import type { ObjectValueType } from './schema.ts';

/** A compiled expression. `literal` is what was written, for a quoted text or a number. */
export type Value = {
  readonly sql: Fragment;
  readonly type: ObjectValueType;
  readonly literal: string | null;
};

/** What a type can be used for; conversions and comparisons are decided on classes. */
export type ValueClass = 'number' | 'host' | 'text' | 'bytes' | 'boolean';

const classes: Readonly<Record<ObjectValueType, ValueClass>> = {
  Short: 'number',
  Integer: 'number',
  Long: 'number',
  Double: 'number',
  Port: 'number',
  Host: 'host',
  HostV4V6: 'host',
  HostV6: 'host',
  MACAddress: 'text',
  String: 'text',
  ByteArray: 'bytes',
  Boolean: 'boolean',
};

/** The class of a value's type. */
export function classOf(value: Value): ValueClass {
  return classes[value.type];
}

/** How each class is called in a sentence. */
export const classNames: Readonly<Record<ValueClass, string>> = {
  number: 'a number',
  host: 'an IP address',
  text: 'a text',
  bytes: 'payload bytes',
  boolean: 'a condition',
};

/** A value that was computed. */
export function computed(fragment: Fragment, type: ObjectValueType): Value {
  return Object.freeze({ sql: fragment, type, literal: null });
}

/** A quoted text. */
export function textLiteral(text: string): Value {
  return Object.freeze({ sql: bound(text, 'VARCHAR'), type: 'String', literal: text });
}

const integerMaximum = 2_147_483_647;
const longMaximum = 2n ** 63n - 1n;

/** A whole number, typed as narrowly as DuckDB compares it without a cast. */
export function integer(value: number): Value {
  const narrow = Math.abs(value) <= integerMaximum;
  return computed(bound(value, narrow ? 'INTEGER' : 'BIGINT'), 'Long');
}

/**
 * The number that a text spells (decimal or `0x`), or null if it spells none or one beyond 64
 * bits. Used for number literals and for quoted numbers (docs/qradar-facts.md#quotation-marks).
 */
export function numberFromText(text: string): Value | null {
  const trimmed = text.trim();
  if (/^-?\d+$|^0x[0-9a-f]+$/i.test(trimmed)) {
    const value = BigInt(trimmed);
    if (value > longMaximum || value < -longMaximum) return null;
    const exact = Number(value);
    const found = Number.isSafeInteger(exact)
      ? integer(exact)
      : computed(bound(value, 'BIGINT'), 'Long');
    return { ...found, literal: text };
  }
  if (!/^-?\d+\.\d+$/.test(trimmed)) return null;
  return { sql: bound(Number(trimmed), 'DOUBLE'), type: 'Double', literal: text };
}

/** The value of a number node; null beyond 64 bits. */
export function numberLiteral(node: NodeOf<'Number'>): Value | null {
  return numberFromText(node.raw);
}

/** The address that a quoted text spells, as `Host` for IPv4 and `HostV6` for IPv6; or null. */
export function addressFromText(text: string): Value | null {
  const address = parseAddress(text);
  if (address === null) return null;
  return address.family === 4
    ? computed(bound(address.value, 'UINTEGER'), 'Host')
    : computed(bound(wideNumber(address), 'UHUGEINT'), 'HostV6');
}

/** An address as the 128-bit number that both families share. */
export function widen(value: Value): Fragment {
  if (value.type !== 'Host') return value.sql;
  return sql`(${bound(mappedBase, 'UHUGEINT')} + ${value.sql})`;
}

const texts: Readonly<Record<ObjectValueType, (inner: Fragment) => Fragment>> = {
  Short: castText,
  Integer: castText,
  Long: castText,
  Double: castText,
  Port: castText,
  Boolean: castText,
  Host: (inner) => sql`ipv4_text(${inner})`,
  HostV4V6: (inner) => sql`address_text(${inner})`,
  HostV6: (inner) => sql`ipv6_text(${inner})`,
  MACAddress: (inner) => inner,
  String: (inner) => inner,
  ByteArray: (inner) => inner,
};

function castText(inner: Fragment): Fragment {
  return sql`CAST(${inner} AS VARCHAR)`;
}

/** The value as text: addresses dotted or in RFC 5952 form, payload as it is. */
export function toText(value: Value): Fragment {
  return texts[value.type](value.sql);
}

/**
 * The value as a result row shows it: addresses as text, payload in Base64, aggregates and other
 * fractions as doubles (docs/qradar-facts.md#names-and-types-of-results), everything else unchanged.
 */
export function toOutput(value: Value): Fragment {
  if (value.type === 'ByteArray') return sql`base64(encode(${value.sql}))`;
  if (value.type === 'Double') return sql`CAST(${value.sql} AS DOUBLE)`;
  return classOf(value) === 'host' ? toText(value) : value.sql;
}
