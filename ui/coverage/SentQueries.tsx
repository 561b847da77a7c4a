import type { SentQuery } from '../../contract/run.ts';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { useCoverageWords } from './coverage-words.ts';

/** The queries of a check as Ariel got them, to be read and copied. */
export function SentQueries({ queries }: { readonly queries: readonly SentQuery[] }) {
  const text = useCoverageWords();
  const { copyQuery } = useWords().page.run.facts;
  return (
    <details className="tw-coverage__part">
      <summary>{text.queries}</summary>
      {queries.map(({ name, aql }, at) => (
        <div key={`${name} ${at}`}>
          <pre className="tw-coverage__query">{aql}</pre>
          <CopyTextButton label={copyQuery(name)} text={() => aql} />
        </div>
      ))}
    </details>
  );
}
