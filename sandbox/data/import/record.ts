import type { Direction, EventRow, FlowRow } from '../../sql/row-columns.ts';
import type { LocalNetworks } from '../direction.ts';

/** A value of a custom event property. */
export type PropertyValue = number | string;

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

/** What a line became. `ignored` names fields that a console stores nothing for. */
export type ReadRecord = (ReadEvent | ReadFlow | Rejected) & {
  readonly line: number;
  readonly ignored?: readonly string[];
};

/** What reading needs besides the line: how to tell direction, and the name of the file. */
export type ReadContext = { readonly networks: LocalNetworks; readonly fileName: string };

/** Thrown while a field is read and turned into a rejected line by `reading`. */
export class FieldError extends Error {}

/** Runs `read` for one line; a `FieldError` becomes the reason for rejecting it. */
export function reading(
  line: number,
  read: () => (ReadEvent | ReadFlow) & { readonly ignored?: readonly string[] },
): ReadRecord {
  try {
    return { ...read(), line };
  } catch (error) {
    if (error instanceof FieldError) return { kind: 'rejected', reason: error.message, line };
    throw error;
  }
}

export type { Direction, EventRow, FlowRow };
