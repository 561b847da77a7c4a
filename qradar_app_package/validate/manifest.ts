import { collector } from './check.ts';
import type { Complaint } from './complaint.ts';
import { checkForm } from './form.ts';
import { isObject, readJson } from './json.ts';
import { checkParts } from './manifest-parts.ts';
import { checkReferences } from './manifest-references.ts';
import { checkResources } from './manifest-resources.ts';
import { beyondSchema, manifestSchema } from './manifest-schema.ts';

/** Name of the manifest at the root of an app zip. */
export const manifestFile = 'manifest.json';

/**
 * Everything that can be said of a manifest from its text alone: syntax, duplicate keys, the schema, and how its
 * parts refer to each other. Complaints with a code are those for which QRadar refuses the app; the others
 * install and then do not work, or have no effect. Never throws.
 */
export function validateManifest(text: string): Complaint[] {
  const { report, complaints } = collector(manifestFile);
  const reading = readJson(text);
  if (reading.kind === 'broken') {
    const place = `line ${reading.line}, column ${reading.column}`;
    report(place, 'json', `Is not JSON: ${reading.problem}.`, 33106);
    return complaints;
  }
  for (const at of reading.duplicates) {
    report(at, 'duplicate-key', 'Is given twice in the same object.', 33105);
  }
  checkForm(manifestSchema, reading.value, '$', report, beyondSchema);
  if (isObject(reading.value)) {
    checkParts(reading.value, report);
    checkReferences(reading.value, report);
    checkResources(reading.value, report);
  }
  return complaints;
}
