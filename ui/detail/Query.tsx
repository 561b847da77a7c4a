import { CodeSnippet } from '@carbon/react';
import { messages } from '../messages/messages.ts';

type QueryProps = { readonly name: string; readonly aql: string };

/** A query as it was sent, to read and to copy. */
export function Query({ name, aql }: QueryProps) {
  const words = messages.detail.query;
  return (
    <div className="tw-detail__query">
      <h4 className="tw-detail__label">{name}</h4>
      <CodeSnippet
        type="multi"
        wrapText
        copyText={aql}
        aria-label={words.copy(name)}
        copyButtonDescription={words.copy(name)}
        feedback={words.copied}
        showMoreText={words.more}
        showLessText={words.less}
      >
        {aql}
      </CodeSnippet>
    </div>
  );
}
