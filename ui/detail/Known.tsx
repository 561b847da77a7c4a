import { TableCell } from '@carbon/react';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords } from './detail-words.ts';

/** A cell with bytes, rounded to the eye and exact on demand. */
export function BytesCell({ value }: { readonly value: number | null }) {
  const words = useWords();
  return (
    <TableCell className="tw-mono">
      {value === null ? (
        <NotKnown />
      ) : (
        <data value={value} title={words.format.exactBytes(value)}>
          {words.format.bytes(value)}
        </data>
      )}
    </TableCell>
  );
}

/** A cell with a count. */
export function CountCell({ value }: { readonly value: number | null }) {
  const words = useWords();
  return (
    <TableCell className="tw-mono">
      {value === null ? <NotKnown /> : words.format.count(value)}
    </TableCell>
  );
}

/** A dash to the eye, words to a screen reader. */
export function NotKnown() {
  const { notKnown, notKnownName } = useDetailWords().events;
  return (
    <>
      <span aria-hidden="true">{notKnown}</span>
      <span className="tw-visually-hidden">{notKnownName}</span>
    </>
  );
}
