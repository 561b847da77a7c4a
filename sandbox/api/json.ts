/** A value as it stands in a JSON body. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
/** An object as it stands in a JSON body. */
export type JsonObject = { readonly [key: string]: Json };

/** Says whether a value is an object, as opposed to a list, a scalar or null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Says whether a value is a list (`Array.isArray` does not narrow readonly arrays). */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Says whether a row is the one that a path names. */
export function hasId(row: JsonObject, id: string): boolean {
  return typeof row['id'] === 'number' && String(row['id']) === id;
}
