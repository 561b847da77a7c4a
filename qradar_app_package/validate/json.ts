/** What JSON can say. Objects have no prototype, so that a key `__proto__` is a key. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** A JSON text as read, or where it stops being JSON. */
export type JsonReading =
  | {
      readonly kind: 'read';
      readonly value: Json;
      /** Paths of keys that an object names again; the last one wins in `value`, as in `JSON.parse`. */
      readonly duplicates: readonly string[];
    }
  | {
      readonly kind: 'broken';
      /** From 1. */
      readonly line: number;
      /** From 1, in UTF-16 units. */
      readonly column: number;
      /** `there is a comma before the closing bracket`. */
      readonly problem: string;
    };

/** Whether a value is an object and no list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The place of a key below a place: `$.areas`, `$.areas[0]`, `$["a b"]`. */
export function below(at: string, key: string | number): string {
  if (typeof key === 'number') return `${at}[${key}]`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `${at}.${key}` : `${at}[${JSON.stringify(key)}]`;
}

/**
 * Reads strict JSON (RFC 8259) and remembers what `JSON.parse` forgets: keys given twice, which QRadar refuses
 * (33105), and where a text breaks. Never throws.
 */
export function readJson(text: string): JsonReading {
  const reader = new Reader(text);
  try {
    const value = reader.document();
    return { kind: 'read', value, duplicates: reader.duplicates };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    const before = text.slice(0, error.offset).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { kind: 'broken', line: before.length, column, problem: error.message };
  }
}

class Broken extends Error {
  readonly offset: number;

  constructor(offset: number, problem: string) {
    super(problem);
    this.offset = offset;
  }
}

/** Deeper than any manifest (services → endpoints → parameters is 8), far above the engine's stack. */
const deepest = 64;
const literals: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** A string up to its closing quote: no raw control character, only the escapes JSON knows. */
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

class Reader {
  readonly duplicates: string[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Json {
    const value = this.#value('$', 0);
    this.#space();
    if (this.#at < this.#text.length) this.#fail('something follows after the end');
    return value;
  }

  #value(path: string, depth: number): Json {
    this.#space();
    if (depth > deepest) this.#fail(`it is nested deeper than ${deepest} levels`);
    const next = this.#text[this.#at];
    if (next === '{') return this.#object(path, depth);
    if (next === '[') return this.#list(path, depth);
    if (next === '"') return this.#string();
    for (const [word, value] of literals) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    const digits = this.#match(number);
    if (digits !== null) return Number(digits);
    return this.#fail(this.#unexpected());
  }

  #object(path: string, depth: number): JsonObject {
    const entries = new Map<string, Json>();
    this.#at += 1;
    if (this.#skip('}')) return toObject(entries);
    for (;;) {
      this.#space();
      if (this.#text[this.#at] !== '"') this.#fail(this.#unexpected('a key in double quotes'));
      const key = this.#string();
      const place = below(path, key);
      if (entries.has(key)) this.duplicates.push(place);
      if (!this.#skip(':')) this.#fail('a colon is missing after the key');
      entries.set(key, this.#value(place, depth + 1));
      if (this.#skip('}')) return toObject(entries);
      if (!this.#skip(',')) this.#fail('a comma or } is missing');
    }
  }

  #list(path: string, depth: number): Json[] {
    const items: Json[] = [];
    this.#at += 1;
    if (this.#skip(']')) return items;
    for (;;) {
      items.push(this.#value(below(path, items.length), depth + 1));
      if (this.#skip(']')) return items;
      if (!this.#skip(',')) this.#fail('a comma or ] is missing');
    }
  }

  #string(): string {
    const quoted = this.#match(string);
    if (quoted === null) return this.#fail('a string is not closed, or holds what JSON forbids');
    const value: unknown = JSON.parse(quoted);
    return String(value);
  }

  #unexpected(expected = 'a value'): string {
    const next = this.#text[this.#at];
    if (next === undefined) return 'it ends too early';
    if (next === '/' || next === '#') return 'JSON has no comments';
    if (next === ']' || next === '}')
      return `there is a comma, but no ${expected}, before the ${next}`;
    return `${expected} is expected`;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  #skip(character: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #space(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? 'x')) this.#at += 1;
  }

  #fail(problem: string): never {
    throw new Broken(this.#at, problem);
  }
}

function toObject(entries: ReadonlyMap<string, Json>): JsonObject {
  const object = Object.create(null) as Record<string, Json>; // typed `any` by the library
  for (const [key, value] of entries) object[key] = value;
  return object;
}
