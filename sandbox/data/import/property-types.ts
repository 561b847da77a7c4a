import type { CustomProperty, PropertyType } from '../../sql/custom-property.ts';
import { FieldError, type PropertyValue } from './record.ts';
import { numberOf, shown } from './values.ts';

/** Most new properties one import may make; a file with more is data in the header's place. A choice. */
const mostNewProperties = 200;

/** A property's name as the console has or gets it, and its type. */
type Known = { readonly name: string; readonly type: PropertyType };

/**
 * Learns the types of custom properties from their values. Guards the table of what the console has already
 * (that never changes) and what the file adds: numeric while every value seen is a number, text from the first
 * that is not. Names ignore case, as QRadar's do.
 */
export class PropertyTypes {
  readonly #existing = new Map<string, Known>();
  readonly #added = new Map<string, Known>();
  readonly #settled = new Set<string>();
  /** Names as records give them, in lower case; logs repeat them in every line. */
  readonly #keys = new Map<string, string>();

  constructor(existing: readonly CustomProperty[]) {
    for (const property of existing) this.#existing.set(property.name.toLowerCase(), property);
  }

  /** Takes the values of one record into account. */
  learn(values: ReadonlyMap<string, PropertyValue>): void {
    for (const [name, value] of values) {
      const key = this.#keyOf(name);
      if (this.#existing.has(key)) continue;
      const before = this.#added.get(key);
      if (before === undefined && this.#added.size + this.#settled.size >= mostNewProperties)
        continue;
      const numeric = before?.type !== 'text' && numberOf(value) !== null;
      this.#added.set(key, { name: before?.name ?? name, type: numeric ? 'numeric' : 'text' });
    }
  }

  /** The properties the console must get before the records are written; from now on their types are settled. */
  settle(): CustomProperty[] {
    const added = [...this.#added].map(([key, known]) => {
      this.#existing.set(key, known);
      this.#settled.add(known.name);
      return { ...known, enabled: true, useForRuleEngine: false };
    });
    this.#added.clear();
    return added;
  }

  /** Names of all properties that the import added. */
  get addedNames(): ReadonlySet<string> {
    return this.#settled;
  }

  /**
   * One record's values under the console's names and in its types. Throws a `FieldError` for a text where the
   * console has a number, and for a property beyond the limit.
   */
  typed(values: ReadonlyMap<string, PropertyValue>): Record<string, PropertyValue> {
    const typed: Record<string, PropertyValue> = {};
    for (const [name, value] of values) {
      const key = this.#keyOf(name);
      const known = this.#existing.get(key) ?? this.#added.get(key);
      if (!known) {
        throw new FieldError(
          `${shown(name)} would be more than ${mostNewProperties} new properties.`,
        );
      }
      put(typed, known.name, typedValue(known, value));
    }
    return typed;
  }

  #keyOf(name: string): string {
    const before = this.#keys.get(name);
    if (before !== undefined) return before;
    const key = name.toLowerCase();
    if (this.#keys.size < mostNamesRemembered) this.#keys.set(name, key);
    return key;
  }
}

/** Bounds what is remembered of a file with a new name in every line. A choice. */
const mostNamesRemembered = 10_000;

/** Sets an own property, also one that is called `__proto__`. */
function put(record: Record<string, PropertyValue>, name: string, value: PropertyValue): void {
  if (name !== '__proto__') record[name] = value;
  else Object.defineProperty(record, name, { value, enumerable: true, configurable: true });
}

function typedValue(known: Known, value: PropertyValue): PropertyValue {
  if (known.type === 'text') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const number = numberOf(value);
  if (number !== null) return number;
  throw new FieldError(
    `${shown(known.name)} is a numeric property of this console, and ${shown(String(value))} is no number.`,
  );
}
