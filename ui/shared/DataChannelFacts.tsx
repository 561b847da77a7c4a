import type { DataChannel, NamesRead } from '../../contract/finding.ts';
import { useWords, type Words } from '../words/WordsContext.tsx';
import { namesRead } from './names-read.ts';
import { originKind } from './origins.ts';
import { Qualifier } from './Qualifier.tsx';

/** The data connections of a finding in a line, and what has to be said of them. */
export function DataChannelFacts({ channel }: { readonly channel: DataChannel }) {
  const words = useWords();
  const text = words.channels;
  return (
    <>
      {text.line(channel)}
      {qualifiers(channel, words).map((qualifier) => (
        <Qualifier key={qualifier}>{qualifier}</Qualifier>
      ))}
    </>
  );
}

function qualifiers(channel: DataChannel, words: Words): string[] {
  const { sent, received, doubted, sessions, assumedSessions } = channel;
  const text = words.channels;
  const bothWays = (sent?.bytes ?? 0) > 0 && received !== null && received.bytes > 0;
  const origin = originKind(channel.origins, words);
  return [
    ...(origin === null ? [] : [origin]),
    ...(bothWays ? [text.alsoReceived(received.bytes)] : []),
    ...(channel.counted ? [] : [text.leftOut]),
    ...(doubted > 0 ? [text.doubted(doubted, channel.doubtedBytes)] : []),
    ...(assumedSessions > 0 ? [text.assumed(assumedSessions, sessions)] : []),
    ...(channel.partial ? [text.partial] : []),
    ...read(text.filesRead, channel.ftpLog?.files, words),
    ...read(text.commandsRead, channel.ftpLog?.commands, words),
  ];
}

/** Names of a sensor's log beyond these are counted; the data channel's own page has more. */
const named = 3;

function read(label: string, of: NamesRead | undefined, words: Words): string[] {
  const names = of === undefined ? [] : namesRead(of, named, words);
  return names.length === 0 ? [] : [`${label}: ${names.join(', ')}`];
}
