import type { Finding } from '../../contract/finding.ts';
import { Qualifier } from '../shared/Qualifier.tsx';
import { useDetailWords } from './detail-words.ts';

/** How evenly the connections follow each other, with what it does not say; that it is not known where it is not. */
export function Regularity({
  finding: { regularity, connections },
}: {
  readonly finding: Finding;
}) {
  const text = useDetailWords().regularity;
  return (
    <>
      <h4 className="tw-detail__label">{text.title}</h4>
      {regularity === null ? (
        <p>{text.unknown}</p>
      ) : (
        <p>
          {text.every(regularity, connections)}
          <Qualifier>{text.scores(regularity)}</Qualifier>
          <Qualifier>{text.caveat}</Qualifier>
        </p>
      )}
    </>
  );
}
