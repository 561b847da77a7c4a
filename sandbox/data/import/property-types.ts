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

  constructor(existing: readonly CustomProperty[]) {
    for (const property of existing) this.#existing.set(property.name.toLowerCase(), property);
  }

  /** Takes the values of one record into account. */
  learn(values: ReadonlyMap<string, PropertyValue>): void {
    for (const [name, value] of values) {
      const key = name.toLowerCase();
      if (this.#existing.has(key)) continue;
      const before = this.#added.get(key);
      if (before === undefined && this.#added.size >= mostNewProperties) continue;
      const numeric = before?.type !== 'text' && numberOf(value) !== null;
      this.#added.set(key, { name: before?.name ?? name, type: numeric ? 'numeric' : 'text' });
    }
  }

  /** The properties the console must get before the records are written. */
  added(): CustomProperty[] {
    return [...this.#added.values()].map((known) => ({
      ...known,
      enabled: true,
      useForRuleEngine: false,
    }));
  }

  /**
   * One record's values under the console's names and in its types. Throws a `FieldError` for a text where the
   * console has a number, and for a property beyond the limit.
   */
  typed(values: ReadonlyMap<string, PropertyValue>): Record<string, PropertyValue> {
    const typed: [string, PropertyValue][] = [];
    for (const [name, value] of values) {
      const key = name.toLowerCase();
      const known = this.#existing.get(key) ?? this.#added.get(key);
      if (!known) {
        throw new FieldError(
          `${shown(name)} would be more than ${mostNewProperties} new properties.`,
        );
      }
      typed.push([known.name, typedValue(known, value)]);
    }
    return Object.fromEntries(typed);
  }
}

function typedValue(known: Known, value: PropertyValue): PropertyValue {
  if (known.type === 'text') return String(value);
  const number = numberOf(value);
  if (number !== null) return number;
  throw new FieldError(
    `${shown(known.name)} is a numeric property of this console, and ${shown(String(value))} is no number.`,
  );
}
