import type { Complaint } from './complaint.ts';
import { below, isObject, type Json, type JsonObject } from './json.ts';

/** Says what is wrong at a place; the code is 33104, "violates the schema", unless another is known. */
export type Report = (at: string, rule: string, sentence: string, code?: number | null) => void;

/** QRadar REST API 26.0, gui_app_framework-application_creation_task-POST: the manifest violates the schema. */
const schemaViolation = 33104;

/** A `Report` that collects complaints about one file. */
export function collector(file: string): { report: Report; complaints: Complaint[] } {
  const complaints: Complaint[] = [];
  const report: Report = (at, rule, sentence, code = schemaViolation) => {
    complaints.push({ file, at, rule, code, sentence });
  };
  return { report, complaints };
}

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
