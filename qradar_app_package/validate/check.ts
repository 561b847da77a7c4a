import type { Complaint } from './complaint.ts';
import { below, isObject, type Json, type JsonObject } from './json.ts';

/** Says what is wrong at a place; the code is 33104, "violates the schema", unless another is known. */
export type Report = (at: string, rule: string, sentence: string, code?: number | null) => void;

/** Looks at one value of a manifest. */
export type Check = (value: Json, at: string, report: Report) => void;

/** QRadar REST API 26.0, gui_app_framework-application_creation_task-POST: the manifest violates the schema. */
export const schemaViolation = 33104;

/** A `Report` that collects complaints about one file. */
export function collector(file: string): { report: Report; complaints: Complaint[] } {
  const complaints: Complaint[] = [];
  const report: Report = (at, rule, sentence, code = schemaViolation) => {
    complaints.push({ file, at, rule, code, sentence });
  };
  return { report, complaints };
}

/** A string without `<` and `>` (the schema's pattern), not empty unless `mayBeEmpty`. */
export function text({ mayBeEmpty = false } = {}): Check {
  return (value, at, report) => {
    if (typeof value !== 'string') {
      report(at, 'text', `Must be text in quotes, not ${kindOf(value)}.`);
    } else if (/[<>]/.test(value)) {
      report(at, 'no-angle-brackets', 'Holds < or >, which no text of a manifest may.');
    } else if (!mayBeEmpty && value === '') {
      report(at, 'not-empty', 'Must not be empty.');
    }
  };
}

/** A string of a certain form; `form` completes "Must …". */
export function pattern(
  expression: RegExp,
  rule: string,
  form: string,
  code?: number | null,
): Check {
  return (value, at, report) => {
    if (typeof value === 'string' && expression.test(value)) return;
    report(at, rule, `Must ${form}, but is ${shown(value)}.`, code);
  };
}

/** `"true"` or `"false"`, in quotes. */
export const quotedBoolean: Check = (value, at, report) => {
  if (value === 'true' || value === 'false') return;
  const fix = typeof value === 'boolean' ? `: write "${String(value)}", in quotes` : '';
  report(at, 'quoted-boolean', `Must be the text "true" or "false", but is ${shown(value)}${fix}.`);
};

/** A JSON integer in a range. */
export function integer(minimum: number, maximum = Number.MAX_SAFE_INTEGER): Check {
  const range =
    maximum === Number.MAX_SAFE_INTEGER
      ? `of at least ${minimum}`
      : `from ${minimum} to ${maximum}`;
  return (value, at, report) => {
    const fits = typeof value === 'number' && Number.isInteger(value);
    if (fits && value >= minimum && value <= maximum) return;
    report(
      at,
      'integer',
      `Must be a whole number ${range} without quotes, but is ${shown(value)}.`,
    );
  };
}

/** One of a list of texts. */
export function oneOf(values: readonly string[], rule: string): Check {
  return (value, at, report) => {
    if (typeof value === 'string' && values.includes(value)) return;
    report(at, rule, `Must be one of ${values.join(', ')}, but is ${shown(value)}.`);
  };
}

/** `null`, or what another check accepts. */
export function nullOr(check: Check): Check {
  return (value, at, report) => {
    if (value !== null) check(value, at, report);
  };
}

/** A list of what another check accepts, with at least `minimum` items. */
export function list(item: Check, minimum = 0): Check {
  return (value, at, report) => {
    if (!isList(value)) {
      report(at, 'list', `Must be a list in [ ], not ${kindOf(value)}.`);
      return;
    }
    if (value.length < minimum) report(at, 'list', `Must have at least ${minimum} item.`);
    for (const [index, entry] of value.entries()) item(entry, below(at, index), report);
  };
}

/** An object with keys that must and keys that may be there. Others are left to `unknownKeys`. */
export function object(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  return (value, at, report) => {
    if (!isObject(value)) {
      report(at, 'object', `Must be an object in { }, not ${kindOf(value)}.`);
      return;
    }
    for (const [key, check] of Object.entries(required)) {
      const entry = value[key];
      if (entry === undefined) report(below(at, key), 'required', 'Is missing.');
      else check(entry, below(at, key), report);
    }
    for (const [key, check] of Object.entries(optional)) {
      const entry = value[key];
      if (entry !== undefined) check(entry, below(at, key), report);
    }
    unknownKeys(value, at, [...Object.keys(required), ...Object.keys(optional)], report);
  };
}

/** Several checks on one value. */
export function all(...checks: readonly Check[]): Check {
  return (value, at, report) => {
    for (const check of checks) check(value, at, report);
  };
}

/** An object whose inside is not looked at. */
export const anyObject: Check = (value, at, report) => {
  if (!isObject(value)) report(at, 'object', `Must be an object in { }, not ${kindOf(value)}.`);
};

/** Lists are told from objects; `Array.isArray` alone loses `readonly`. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The objects of a list at a key with their places; what is malformed is left to the schema's complaints. */
export function objectsAt(
  owner: JsonObject,
  key: string,
  at: string,
): { readonly value: JsonObject; readonly at: string }[] {
  const items = owner[key];
  if (!isList(items)) return [];
  return items.flatMap((value, index) =>
    isObject(value) ? [{ value, at: below(below(at, key), index) }] : [],
  );
}

/** The text at a key, or `null`. */
export function textAt(owner: JsonObject, key: string): string | null {
  const value = owner[key];
  return typeof value === 'string' ? value : null;
}

/** The texts in a list at a key. */
export function textsAt(owner: JsonObject, key: string): string[] {
  const items = owner[key];
  return isList(items) ? items.filter((item) => typeof item === 'string') : [];
}

/** QRadar ignores what it does not know, so a misspelt key is a setting that silently does not hold. */
function unknownKeys(
  value: JsonObject,
  at: string,
  known: readonly string[],
  report: Report,
): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    report(
      below(at, key),
      'unknown-key',
      'Is no key that QRadar knows, so it has no effect.',
      null,
    );
  }
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  return isList(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function shown(value: Json): string {
  const json = JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 77)}…` : json;
}
