import type { PropertyMap } from '../../../contract/validation.ts';
import type { EventField, Filling } from '../../ports/console-facts.ts';
import { aliases } from '../aql/columns.ts';
import { canBeProperty } from '../aql/literals.ts';

type Kind = Exclude<keyof PropertyMap, 'sent' | 'received' | 'total'>;

/**
 * Names under which consoles have the fields of Sysmon: those of IBM's Sigma mapping first, then older ones and Sysmon's own
 * (docs/qradar-facts.md#sysmon-properties).
 */
const candidates: Readonly<Record<Kind, readonly string[]>> = {
  eventId: ['Event ID', 'EventID'],
  process: ['Process Path', 'Image', 'Process Name'],
  command: ['Command', 'Process CommandLine', 'Process Command Line', 'CommandLine'],
  parentCommand: ['Parent Command', 'Parent Process CommandLine', 'ParentCommandLine'],
  file: ['Filename', 'TargetFilename', 'Target Filename', 'File Path'],
  pipe: ['Pipe Name', 'PipeName'],
  guid: ['Process GUID', 'ProcessGuid'],
  originalName: ['Original File Name', 'OriginalFileName', 'Original Filename'],
};
export const sysmonKinds = Object.keys(candidates) as readonly Kind[];

/** Properties that Sysmon's fields are read from, and what else a query has to know of the console. */
export type SysmonFields = Readonly<Record<Kind, readonly string[]>> & {
  /** The console has the native column of the event's own id. */
  readonly hasNativeId: boolean;
  /** … and that of what a log source is found by. */
  readonly hasIdentifier: boolean;
  /** Whether it is known which are filled. */
  readonly isKnown: boolean;
  /** Properties of the id that are numbers. */
  readonly numericIds: ReadonlySet<string>;
};

/** The candidates that the console has, as it spells them; a text is read from texts, an id from either. */
export function existingFields(fields: readonly EventField[]): SysmonFields {
  const taken = new Set<string>(Object.values(aliases).map((name) => name.toLowerCase()));
  const usable = fields.filter(({ name }) => canBeProperty(name) && !taken.has(name.toLowerCase()));
  const byName = new Map(usable.map((field) => [field.name.toLowerCase(), field]));
  const found = (kind: Kind) =>
    candidates[kind].flatMap((name) => {
      const field = byName.get(name.toLowerCase());
      return field && (kind === 'eventId' || !field.numeric) ? [field] : [];
    });
  const names = (kind: Kind) => found(kind).map(({ name }) => name);
  return {
    eventId: names('eventId'),
    process: names('process'),
    command: names('command'),
    parentCommand: names('parentCommand'),
    file: names('file'),
    pipe: names('pipe'),
    guid: names('guid'),
    originalName: names('originalName'),
    hasNativeId: byName.has('qideventid'),
    hasIdentifier: byName.has('logsourceidentifier'),
    isKnown: false,
    numericIds: new Set(found('eventId').flatMap(({ name, numeric }) => (numeric ? [name] : []))),
  };
}

/** The native column, as a name whose filling is looked at. */
const nativeId = 'qideventid';

/** All names in some fields, each once, the native column among them. */
export function namesOf(fields: SysmonFields): string[] {
  const own = sysmonKinds.flatMap((kind) => fields[kind]);
  return [...new Set([...(fields.hasNativeId ? [nativeId] : []), ...own])];
}

/**
 * Those that are filled, most filled first: a content pack may have made others that never are, and naming a disabled one would empty
 * the answer. Where nothing is known of the filling none is read but the native column. One of each where a query may name no more.
 */
export function filledFields(
  fields: SysmonFields,
  filling: Filling | null,
  mayNameSeveral: boolean,
): SysmonFields {
  const times = (name: string) => filling?.get(name) ?? 0;
  const filled = (kind: Kind) =>
    fields[kind]
      .filter((name) => times(name) > 0)
      .toSorted((a, b) => times(b) - times(a))
      .slice(0, mayNameSeveral ? undefined : 1);
  return {
    ...fields,
    eventId: filled('eventId'),
    process: filled('process'),
    command: filled('command'),
    parentCommand: filled('parentCommand'),
    file: filled('file'),
    pipe: filled('pipe'),
    guid: filled('guid'),
    originalName: filled('originalName'),
    isKnown: filling !== null,
    hasNativeId: fields.hasNativeId && (filling?.get(nativeId) ?? 1) > 0,
  };
}
