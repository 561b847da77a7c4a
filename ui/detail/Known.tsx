import { TableCell } from '@carbon/react';
import * as format from '../format.ts';
import { messages } from '../messages/messages.ts';

/** A cell with bytes, rounded to the eye and exact on demand. */
export function BytesCell({ value }: { readonly value: number | null }) {
  return (
    <TableCell className="tw-mono">
      {value === null ? (
        <NotKnown />
      ) : (
        <data value={value} title={format.exactBytes(value)}>
          {format.bytes(value)}
        </data>
      )}
    </TableCell>
  );
}

/** A cell with a count. */
export function CountCell({ value }: { readonly value: number | null }) {
  return (
    <TableCell className="tw-mono">{value === null ? <NotKnown /> : format.count(value)}</TableCell>
  );
}

/** A dash to the eye, words to a screen reader. */
export function NotKnown() {
  const { notKnown, notKnownName } = messages.detail.events;
  return (
    <>
      <span aria-hidden="true">{notKnown}</span>
      <span className="tw-visually-hidden">{notKnownName}</span>
    </>
  );
}
