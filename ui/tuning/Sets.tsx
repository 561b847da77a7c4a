import type { AllowSet } from '../../contract/allowlist.ts';
import { useAllowWords } from '../allowlist/allow-words.ts';
import { useWords } from '../words/WordsContext.tsx';
import { SetMatches } from './SetMatches.tsx';

/** The reference sets that entries live in, for whoever writes rules with them. */
export function Sets({ sets }: { readonly sets: readonly AllowSet[] }) {
  const { count } = useWords().format;
  const text = useAllowWords();
  const { title, columns, notMade, note } = text.sets;
  return (
    <details className="tw-folded">
      <summary>{title(sets.length)}</summary>
      <p className="tw-qualifier">{note}</p>
      <div className="tw-tuning__table">
        <table className="tw-allow__table" aria-label={title(sets.length)}>
          <thead>
            <tr>
              {Object.entries(columns).map(([name, heading]) => (
                <th key={name} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sets.map(({ name, scope, type, id, entries }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{text.scopes[scope]}</td>
                <td>{type}</td>
                <td>{id === null ? notMade : count(entries)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <SetMatches />
    </details>
  );
}
