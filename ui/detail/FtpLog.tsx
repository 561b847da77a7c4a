import type { DataChannel, NamesRead } from '../../contract/finding.ts';
import { useWords } from '../words/WordsContext.tsx';
import { Facts } from '../shared/Facts.tsx';
import { namesRead } from '../shared/names-read.ts';

/** Commands and files that sensors read in the control sessions; nothing where none did. */
export function FtpLog({ channel: { ftpLog } }: { readonly channel: DataChannel }) {
  const text = useWords().channels;
  if (ftpLog === null) return null;
  const parts = [
    { name: text.filesRead, of: ftpLog.files },
    { name: text.commandsRead, of: ftpLog.commands },
  ];
  const facts = parts
    .filter(({ of }) => of.distinct > 0)
    .map(({ name, of }) => ({ name, value: <Names of={of} />, wide: true }));
  return <Facts facts={facts} />;
}

/** A name may be written in any direction, which must not reach beyond it. */
function Names({ of }: { readonly of: NamesRead }) {
  const words = useWords();
  return (
    <ul className="tw-detail__list">
      {namesRead(of, of.names.length, words).map((name) => (
        <li key={name}>
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
}
