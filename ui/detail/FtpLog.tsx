import type { DataChannel, NamesRead } from '../../contract/finding.ts';
import { messages } from '../messages/messages.ts';
import { Facts } from '../shared/Facts.tsx';
import { namesRead } from '../shared/names-read.ts';

const words = messages.channels;

/** Commands and files that sensors read in the control sessions; nothing where none did. */
export function FtpLog({ channel: { ftpLog } }: { readonly channel: DataChannel }) {
  if (ftpLog === null) return null;
  const parts = [
    { name: words.filesRead, of: ftpLog.files },
    { name: words.commandsRead, of: ftpLog.commands },
  ];
  const facts = parts
    .filter(({ of }) => of.distinct > 0)
    .map(({ name, of }) => ({ name, value: <Names of={of} />, wide: true }));
  return <Facts facts={facts} />;
}

/** A name may be written in any direction, which must not reach beyond it. */
function Names({ of }: { readonly of: NamesRead }) {
  return (
    <ul className="tw-detail__list">
      {namesRead(of, of.names.length).map((name) => (
        <li key={name}>
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
}
