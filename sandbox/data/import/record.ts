import type { Direction, EventRow, FlowRow } from '../../sql/row-columns.ts';
import type { LocalNetworks } from '../direction.ts';
import type { ConnectionsSeen } from './connections-seen.ts';
import { FieldError } from './field-error.ts';
import type { Clock } from './times.ts';

export { FieldError } from './field-error.ts';

/** A value of a custom event property. */
export type PropertyValue = number | string;

/** A JSON object, or a row by the names of its header. */
export type Fields = Readonly<Record<string, unknown>>;

/** Where a record came from: a log source by name and type, or one whose id the record itself gives. */
export type Origin =
  | { readonly name: string; readonly typeId: number }
  | { readonly id: number; readonly name: string | null };

/** An event as read: everything but the id of its log source, which the importer knows or makes. */
export type ReadEvent = {
  readonly kind: 'event';
  readonly row: Omit<EventRow, 'logSourceId' | 'properties'>;
  readonly origin: Origin;
  readonly properties: ReadonlyMap<string, PropertyValue>;
};

/** A flow as read; `flowId` 0 stands for "the record has none". */
export type ReadFlow = { readonly kind: 'flow'; readonly row: FlowRow };

/** A line that is wrong, and why. */
export type Rejected = { readonly kind: 'rejected'; readonly reason: string };

/** What may be said of a record besides: fields that a console stores nothing for, and what was not taken as it stood. */
type Remarks = { readonly ignored?: readonly string[]; readonly notes?: readonly string[] };

/** What a line became. */
export type ReadRecord = (ReadEvent | ReadFlow | Rejected) & Remarks & { readonly line: number };

/** What reading needs besides the line. `seen` is of the whole import: a connection may come again in another file. */
export type ReadContext = {
  readonly networks: LocalNetworks;
  readonly fileName: string;
  readonly clock: Clock;
  readonly seen: ConnectionsSeen;
};

/** Runs `read` for one line; a `FieldError` becomes the reason for rejecting it. */
export function reading(line: number, read: () => (ReadEvent | ReadFlow) & Remarks): ReadRecord {
  try {
    return Object.assign(read(), { line });
  } catch (error) {
    if (error instanceof FieldError) return rejected(line, error.message);
    throw error;
  }
}

/** A rejected line. */
export function rejected(line: number, reason: string): ReadRecord {
  return { kind: 'rejected', reason, line };
}

/** Whether a value is a JSON object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type { Direction, EventRow, FlowRow };
