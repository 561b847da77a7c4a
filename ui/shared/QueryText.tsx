import { CodeSnippet } from '@carbon/react';

type QueryTextProps = {
  readonly name: string;
  readonly aql: string;
  readonly words: {
    readonly copy: (name: string) => string;
    readonly copied: string;
    readonly more: string;
    readonly less: string;
  };
};

/** A query to read and to copy. */
export function QueryText({ name, aql, words }: QueryTextProps) {
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
