import { isFields, type Fields } from './record.ts';
import { textOf } from './values.ts';

/** `EventData` as names and values: plain, or a list of `Data` elements in one of the ways to write XML as JSON. */
export function dataOf(value: unknown): Fields {
  if (!isFields(value)) return {};
  const elements = value['Data'];
  if (elements === undefined) return value;
  const list: readonly unknown[] = Array.isArray(elements) ? elements : [elements];
  return Object.fromEntries(
    list.flatMap((element) => {
      const name = attributeOf(element, 'Name');
      return name === null ? [] : [[name, contentOf(element)] as const];
    }),
  );
}

/** An attribute of an XML element: `#attributes` (evtx_dump), `@` before the name (xmltodict, EvtxECmd) or bare. */
export function attributeOf(element: unknown, name: string): string | null {
  if (!isFields(element)) return null;
  const attributes = element['#attributes'];
  return textOf(
    (isFields(attributes) ? attributes[name] : undefined) ?? element[`@${name}`] ?? element[name],
  );
}

/** The text of an XML element that may have attributes. */
export function contentOf(element: unknown): string | null {
  return textOf(isFields(element) ? (element['#text'] ?? element['text']) : element);
}

/** A value by its path, nested or as one key with dots. */
export function deep(record: Fields, path: string): unknown {
  if (record[path] !== undefined) return record[path];
  let value: unknown = record;
  for (const name of path.split('.')) value = isFields(value) ? value[name] : undefined;
  return value ?? undefined;
}

/** The fields whose names begin with a prefix, without it. */
export function prefixed(record: Fields, prefix: string): Fields {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
    ),
  );
}

/** The fields that have a value. */
export function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => textOf(value) !== null));
}

/** The fields of JSON in a text, or of an object; none if it is neither. */
export function jsonOf(value: unknown): Fields {
  if (isFields(value)) return value;
  if (typeof value !== 'string') return {};
  try {
    const parsed: unknown = JSON.parse(value);
    return isFields(parsed) ? parsed : {};
  } catch {
    // The record then lacks its data, and is refused for the field that is missing.
    return {};
  }
}

/** A time that names no zone, marked as UTC; anything else as it is. */
export function withUtc(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}[ T][\d:.]+$/.test(value)
    ? `${value}Z`
    : value;
}
