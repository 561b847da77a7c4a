import { ApiError, framework } from '../errors.ts';
import { isList, isObject, type Json, type JsonObject } from '../json.ts';
import { innerShape, type Shape } from './shape.ts';

/** What `fields` selects: a name with the selection inside it, or with `null` for all of it. */
export type Selection = ReadonlyMap<string, Selection | null>;

/**
 * Reads `id,rules(id,type)`; blanks around names are ignored.
 * Unknown name → 422/30, repeated name → 422/31, for the first offender from the left
 * (docs/qradar-facts.md#codes-of-the-framework); brackets that do not close, or stand after a field that has nothing inside, → 422/30.
 */
export function parseFields(text: string, shape: Shape): Selection {
  const reader = { text, at: 0 };
  const selection = readSelection(reader, shape, '');
  if (reader.at < text.length)
    refuse(`Field list "${text}" is malformed near position ${reader.at}`);
  return selection;
}

type Reader = { readonly text: string; at: number };

function readSelection(reader: Reader, shape: Shape, parent: string): Selection {
  const selection = new Map<string, Selection | null>();
  for (;;) {
    const name = readName(reader);
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field === undefined) return refuse(`Field "${parent}${name}" does not exist`);
    if (selection.has(name)) {
      throw new ApiError(
        framework.repeatedField,
        `Field "${parent}${name}" is named more than once`,
      );
    }
    selection.set(name, take(reader, '(') ? readInner(reader, innerShape(field), name) : null);
    if (!take(reader, ',')) return selection;
  }
}

function readInner(reader: Reader, shape: Shape | null, name: string): Selection {
  if (!shape) return refuse(`Field "${name}" has no fields inside`);
  const inner = readSelection(reader, shape, `${name}.`);
  if (!take(reader, ')')) refuse(`The bracket after field "${name}" is not closed`);
  return inner;
}

function readName(reader: Reader): string {
  const match = /[^,()]*/y;
  match.lastIndex = reader.at;
  const [raw = ''] = match.exec(reader.text) ?? [];
  reader.at += raw.length;
  return raw.trim();
}

function take(reader: Reader, character: string): boolean {
  while (reader.text[reader.at] === ' ') reader.at += 1;
  if (reader.text[reader.at] !== character) return false;
  reader.at += 1;
  return true;
}

function refuse(message: string): never {
  throw new ApiError(framework.unknownField, message);
}

/** Keeps only what was selected, in every object of a list, and leaves scalars and null alone. */
export function select(value: Json, selection: Selection): Json {
  if (isList(value)) return value.map((item) => select(item, selection));
  if (!isObject(value)) return value;
  const kept: Record<string, Json> = {};
  for (const [name, inner] of selection) {
    const field = value[name];
    if (field !== undefined) kept[name] = inner === null ? field : select(field, inner);
  }
  return kept satisfies JsonObject;
}
