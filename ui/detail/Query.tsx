import { CodeSnippet } from '@carbon/react';
import { useDetailWords } from './detail-words.ts';

type QueryProps = { readonly name: string; readonly aql: string };

/** A query as it was sent, to read and to copy. */
export function Query({ name, aql }: QueryProps) {
  const text = useDetailWords().query;
  return (
    <div className="tw-detail__query">
      <h4 className="tw-detail__label">{name}</h4>
      <CodeSnippet
        type="multi"
        wrapText
        copyText={aql}
        aria-label={text.copy(name)}
        copyButtonDescription={text.copy(name)}
        feedback={text.copied}
        showMoreText={text.more}
        showLessText={text.less}
      >
        {aql}
      </CodeSnippet>
    </div>
  );
}
