import { databases } from '../../sql/schema.ts';

/** The fields of a record by their QRadar names in lower case; names not QRadar's keep their own case. */
export type QRadarFields = ReadonlyMap<string, unknown>;

/** All fields of `events`. */
export const eventNames = new Set(databases.events.map((field) => field.name));
/** All fields of `flows`. */
export const flowNames = new Set(databases.flows.map((field) => field.name));

/** Fields that only `flows` has: one of them makes a record a flow. */
export const flowMarks = [...flowNames].filter((name) => !eventNames.has(name));

/** Names of a log source beside its id, as exports have them. */
export const logSourceNameFields = ['logsourcename', 'logsourcename_logsourceid'] as const;

/** Lower-cases the names that QRadar has, so that `StartTime` is `starttime`, and leaves the others alone. */
export function qradarFields(entries: Iterable<readonly [string, unknown]>): QRadarFields {
  const fields = new Map<string, unknown>();
  for (const [name, value] of entries) {
    const lower = name.trim().toLowerCase();
    const known = eventNames.has(lower) || flowNames.has(lower) || isLogSourceName(lower);
    fields.set(known ? lower : name.trim(), value);
  }
  return fields;
}

/** Whether these names look like a header of QRadar's: at least two are its fields. */
export function looksLikeQRadar(names: readonly string[]): boolean {
  const known = names.filter((name) => {
    const lower = name.trim().toLowerCase();
    return eventNames.has(lower) || flowNames.has(lower);
  });
  return known.length >= 2;
}

/** Whether a name in lower case is one of those of a log source's name. */
export function isLogSourceName(name: string): boolean {
  return logSourceNameFields.some((field) => field === name);
}

const addressNames = [
  'sourceip',
  'sourceaddress',
  'sourcev6',
  'destinationip',
  'destinationaddress',
  'destinationv6',
];

/** Fields of a record that are read; the others QRadar has are computed by the console and ignored. */
export const storedEventNames: ReadonlySet<string> = new Set([
  ...addressNames,
  ...[...eventNames].filter((name) =>
    databases.events.some((field) => field.name === name && field.column !== null),
  ),
  'devicetype',
]);

/** The same for flows. */
export const storedFlowNames: ReadonlySet<string> = new Set([
  ...addressNames,
  ...[...flowNames].filter((name) =>
    databases.flows.some((field) => field.name === name && field.column !== null),
  ),
]);

/** The fields of a record that QRadar has and that are not stored. */
export function ignoredNames(fields: QRadarFields, stored: ReadonlySet<string>): string[] {
  return [...fields.keys()].filter(
    (name) => (eventNames.has(name) || flowNames.has(name)) && !stored.has(name),
  );
}
