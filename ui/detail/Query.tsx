import { QueryText } from '../shared/QueryText.tsx';
import { useDetailWords } from './detail-words.ts';

type QueryProps = { readonly name: string; readonly aql: string };

/** A query as it was sent, to read and to copy. */
export function Query({ name, aql }: QueryProps) {
  return <QueryText name={name} aql={aql} words={useDetailWords().query} />;
}
