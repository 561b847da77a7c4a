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
export const logSourceNameFields = ['logsourcename'] as const;

/**
 * Texts that stand beside or in the place of a number, by the AQL function that gives them: looked up when the number is
 * missing.
 */
export const nameFields: ReadonlySet<string> = new Set([
  ...logSourceNameFields,
  'categoryname',
  'protocolname',
  'domainname',
  'applicationname',
]);

/** Columns of the Log Activity and Network Activity tabs, as their exports are headed, and the fields they show. */
const displayNames: Readonly<Record<string, string>> = {
  time: 'starttime',
  'start time': 'starttime',
  'end time': 'endtime',
  'storage time': 'endtime',
  'log source time': 'devicetime',
  'log source': 'logsourcename',
  'event count': 'eventcount',
  'low level category': 'categoryname',
  category: 'category',
  protocol: 'protocolname',
  domain: 'domainname',
  application: 'applicationname',
  direction: 'eventdirection',
  payload: 'payload',
  utf8_payload: 'payload',
  'first packet time': 'firstpackettime',
  'last packet time': 'lastpackettime',
  'source bytes': 'sourcebytes',
  'destination bytes': 'destinationbytes',
  'source packets': 'sourcepackets',
  'destination packets': 'destinationpackets',
};

/** What a function of AQL makes of a column is named `function_column` in a result, or as it was written. */
const functionForm = /^([a-z]+)[_(]([a-z]+)\)?$/;
/** Functions whose names are told apart by what they are of: CATEGORYNAME also names high-level categories. */
const argumentOf: Readonly<Record<string, readonly string[]>> = {
  categoryname: ['category'],
  protocolname: ['protocolid'],
  logsourcename: ['logsourceid'],
  domainname: ['domainid'],
  applicationname: ['applicationid'],
  utf8: ['payload'],
  base64: [],
  hostname: [],
  qidname: [],
  qiddescription: [],
  logsourcetypename: [],
  logsourcegroupname: [],
  rulename: [],
  networkname: [],
  assethostname: [],
  assetuser: [],
  geo: [],
};

/**
 * The field that a name stands for: QRadar's own in any case, a column of the tabs, or what a function of AQL makes of
 * a field; `null` for a function of which nothing is read; the name itself for a custom property.
 */
function fieldNamed(name: string): string | null {
  const trimmed = name.trim();
  const lower = trimmed.toLowerCase();
  if (isKnown(lower)) return lower;
  const shownAs = Object.hasOwn(displayNames, lower) ? displayNames[lower] : undefined;
  if (shownAs !== undefined) return shownAs;
  // As headed: "Source IP". Only what is stored: "Event ID" is a custom property.
  const joined = lower.replaceAll(' ', '');
  if (storedEventNames.has(joined) || storedFlowNames.has(joined)) return joined;
  const [, called = '', of = ''] = functionForm.exec(lower) ?? [];
  const known = Object.hasOwn(argumentOf, called) ? argumentOf[called] : undefined;
  if (!known) return trimmed;
  if (!known.includes(of)) return null;
  return called === 'utf8' ? of : called;
}

function isKnown(name: string): boolean {
  return eventNames.has(name) || flowNames.has(name) || nameFields.has(name);
}

/** Names that were read before; logs repeat them in every line. */
const remembered = new Map<string, string | null>();
/** Bounds what is remembered of files with a new name in every line. A choice. */
const mostRemembered = 10_000;

function remember(name: string): string | null {
  const before = remembered.get(name);
  if (before !== undefined) return before;
  const field = fieldNamed(name);
  if (remembered.size < mostRemembered) remembered.set(name, field);
  return field;
}

/** The fields under QRadar's names, in lower case; others keep their own. Of a name given twice the first value counts. */
export function qradarFields(entries: Iterable<readonly [string, unknown]>): QRadarFields {
  const fields = new Map<string, unknown>();
  for (const [name, value] of entries) {
    const field = remember(name);
    if (field !== null && !(fields.has(field) && isBlank(value))) fields.set(field, value);
  }
  return fields;
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

/** How many of these names are QRadar's. */
export function qradarNamesIn(names: readonly string[]): number {
  return new Set(names.map(remember).filter((field) => field !== null && isKnown(field))).size;
}

/** Whether these names are those of a QRadar record for sure: a time and both ends. */
export function hasQRadarKeys(names: readonly string[]): boolean {
  const fields = new Set(names.map(remember));
  const hasEnd = (side: string): boolean =>
    [`${side}ip`, `${side}address`, `${side}v6`].some((field) => fields.has(field));
  return fields.has('starttime') && hasEnd('source') && hasEnd('destination');
}

/** Names of an end's address. */
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
