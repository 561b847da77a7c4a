import * as z from 'zod';
import type { Report } from './check.ts';
import { below, type Json } from './json.ts';

/** What zod is told of a rule: its name and number for the complaint, and the sentence. */
type Rule = {
  readonly params: { readonly rule: string; readonly code: number | null | undefined };
  readonly error: (issue: { readonly input?: unknown }) => string;
};

/** A rule whose sentence can show the value; `code` as for a `Report`. */
export function rule(
  name: string,
  sentence: (shownValue: string) => string,
  code?: number | null,
): Rule {
  return { params: { rule: name, code }, error: ({ input }) => sentence(shown(input)) };
}

/** A string without `<` and `>` (the schema's pattern). */
export const anyText = z.string().refine((text) => !/[<>]/.test(text), {
  ...rule('no-angle-brackets', () => 'Holds < or >, which no text of a manifest may.'),
  abort: true,
});

/** The same, and not empty. */
export const filled = anyText.refine(
  (text) => text !== '',
  rule('not-empty', () => 'Must not be empty.'),
);

/** A string of a certain form; `form` completes "Must …". */
export function pattern(expression: RegExp, name: string, form: string, code?: number | null) {
  return z.custom<string>(
    (value) => typeof value === 'string' && expression.test(value),
    rule(name, (value) => `Must ${form}, but is ${value}.`, code),
  );
}

/** A text that the schema takes as it is (`filled`), and that should be of a certain form all the same. */
export function advised(expression: RegExp, name: string, form: string) {
  return filled.refine(
    (text) => expression.test(text),
    rule(name, (value) => `Must ${form}, but is ${value}.`, null),
  );
}

/** One of a list of texts. */
export function oneOf<const T extends string>(values: readonly T[], broken: string | Rule) {
  const listed = (value: string) => `Must be one of ${values.join(', ')}, but is ${value}.`;
  return z.custom<T>(
    (value) => values.some((one) => one === value),
    typeof broken === 'string' ? rule(broken, listed) : broken,
  );
}

/** `"true"` or `"false"`, in quotes. */
export const quotedBoolean = oneOf(
  ['true', 'false'],
  rule('quoted-boolean', (value) => {
    const fix = /^(?:true|false)$/.test(value) ? `: write "${value}", in quotes` : '';
    return `Must be the text "true" or "false", but is ${value}${fix}.`;
  }),
);

/** A JSON integer in a range. */
export function integer(minimum: number, maximum = Number.MAX_SAFE_INTEGER) {
  const isOpen = maximum === Number.MAX_SAFE_INTEGER;
  const range = isOpen ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`;
  return z.custom<number>(
    (value) => Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum,
    rule('integer', (value) => `Must be a whole number ${range} without quotes, but is ${value}.`),
  );
}

/** A list that is not empty; `code` as for a `Report`. */
export function someOf<T extends z.ZodType>(item: T, code?: null) {
  const broken = rule('list', () => 'Must have at least 1 item.', code);
  return z.array(item).refine((items) => items.length > 0, broken);
}

/** An object whose inside is not looked at. */
export const anyObject = z.looseObject({});

/**
 * Reports everything that a form finds wrong with the value at a place; `undefined` is a value that is missing. What
 * stands at or below a name of `beyondSchema` (`services.path`) is advice only: the schema says nothing of it.
 */
export function checkForm(
  form: z.ZodType,
  value: Json | undefined,
  place: string,
  reportAll: Report,
  beyondSchema: readonly string[] = [],
): void {
  const { error } = form.safeParse(value, { reportInput: true });
  for (const issue of error?.issues ?? []) {
    const name = issue.path.filter((key) => typeof key === 'string').join('.');
    const isBeyond = beyondSchema.some((key) => `${name}.`.startsWith(`${key}.`));
    const report: Report = isBeyond
      ? (at, name, sentence) => reportAll(at, name, sentence, null)
      : reportAll;
    const at = issue.path.reduce<string>(
      (owner, key) => below(owner, typeof key === 'number' ? key : String(key)),
      place,
    );
    reportIssue(issue, at, report);
  }
}

function reportIssue(issue: z.core.$ZodIssue, at: string, report: Report): void {
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) report(below(at, key), 'unknown-key', noEffect, null);
  } else if (issue.input === undefined) {
    report(at, 'required', 'Is missing.');
  } else if (issue.code === 'invalid_type') {
    const [name, form] = types[issue.expected] ?? [issue.expected, issue.expected];
    report(at, name, `Must be ${form}, not ${kindOf(issue.input)}.`);
  } else {
    // A refinement, made by `rule`: forms have no other checks.
    const { rule: name, code } = (issue as z.core.$ZodIssueCustom).params as Rule['params'];
    report(at, name, issue.message, code);
  }
}

/** QRadar ignores what it does not know, so a misspelt key is a setting that silently does not hold. */
const noEffect = 'Is no key that QRadar knows, so it has no effect.';

/** By zod's name of a type: the rule, and how the manifest writes it. */
const types: Readonly<Record<string, readonly [string, string]>> = {
  string: ['text', 'text in quotes'],
  array: ['list', 'a list in [ ]'],
  object: ['object', 'an object in { }'],
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function shown(value: unknown): string {
  const json = value === undefined ? 'missing' : JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 77)}…` : json;
}
