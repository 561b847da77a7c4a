import {
  getNodeValue,
  parseTree,
  printParseErrorCode,
  visit,
  type JSONVisitor,
} from 'jsonc-parser';

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
 * (33105), and where a text breaks first. Never throws.
 */
export function readJson(text: string): JsonReading {
  const duplicates: string[] = [];
  try {
    visit(text, strict(text, duplicates), { disallowComments: true });
  } catch (error) {
    if (error instanceof Broken) return error.reading;
    throw error;
  }
  const tree = parseTree(text);
  if (tree === undefined) throw new Error('What was visited without an error has no tree.');
  return { kind: 'read', value: getNodeValue(tree) as Json, duplicates }; // typed `any` by the library
}

class Broken extends Error {
  readonly reading: JsonReading;

  constructor(problem: string, line: number, character: number) {
    super(problem);
    this.reading = { kind: 'broken', line: line + 1, column: character + 1, problem };
  }
}

/** Deeper than any manifest (services → endpoints → parameters is 8), far above the engine's stack. */
const deepest = 64;

/** What is wrong inside a string or a number, by the library's name of the error. */
const spellings: Readonly<Record<string, string>> = {
  UnexpectedEndOfString: 'a string is not closed',
  InvalidCharacter: 'a string holds a control character',
  InvalidEscapeCharacter: 'a string holds an escape that JSON does not know',
  InvalidUnicode: '\\u in a string is not followed by four hexadecimal digits',
  UnexpectedEndOfNumber: 'a number lacks digits',
};

/** Ends the visit with `Broken` at the first error, which is the one to mend; collects `duplicates` by place. */
function strict(text: string, duplicates: string[]): JSONVisitor {
  /** The keys of each open object; `null` for a list. */
  const open: (Set<string> | null)[] = [];
  let problem = 'a value is expected';
  const begin = (keys: Set<string> | null, line: number, character: number) => {
    if (open.length > deepest) {
      throw new Broken(`it is nested deeper than ${deepest} levels`, line, character);
    }
    open.push(keys);
    problem = keys ? 'a key in double quotes is expected' : 'a value is expected';
  };
  const afterValue = () => {
    const inner = open.at(-1);
    if (inner === undefined) problem = 'something follows after the end';
    else problem = inner ? 'a comma or } is missing' : 'a comma or ] is missing';
  };
  const end = (offset: number) => {
    if (offset === text.length) return; // the library closes what the text leaves open, then says so
    open.pop();
    afterValue();
  };
  return {
    onObjectBegin: (_offset, _length, line, character) => begin(new Set(), line, character),
    onArrayBegin: (_offset, _length, line, character) => begin(null, line, character),
    onObjectEnd: end,
    onArrayEnd: end,
    onLiteralValue: afterValue,
    onObjectProperty: (key, _offset, _length, _line, _character, path) => {
      const keys = open.at(-1);
      if (keys?.has(key)) duplicates.push([...path(), key].reduce(below, '$'));
      keys?.add(key);
      problem = 'a colon is missing after the key';
    },
    onSeparator: (character) => {
      const isKeyNext = character === ',' && open.at(-1) !== null;
      problem = isKeyNext ? 'a key in double quotes is expected' : 'a value is expected';
      if (character === ',') problem += ' after the comma';
    },
    onError: (code, offset, _length, line, character) => {
      const next = text[offset];
      const spelling = spellings[printParseErrorCode(code)];
      if (next === undefined) throw new Broken(`it ends too early: ${problem}`, line, character);
      if ('/#'.includes(next)) throw new Broken('JSON has no comments', line, character);
      throw new Broken(spelling ?? problem, line, character);
    },
  };
}
