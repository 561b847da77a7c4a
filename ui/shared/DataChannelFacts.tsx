import type { DataChannel, NamesRead } from '../../contract/finding.ts';
import { messages } from '../messages/messages.ts';
import { namesRead } from './names-read.ts';
import { originKind } from './origins.ts';
import { Qualifier } from './Qualifier.tsx';

/** The data connections of a finding in a line, and what has to be said of them. */
export function DataChannelFacts({ channel }: { readonly channel: DataChannel }) {
  const words = messages.channels;
  return (
    <>
      {words.line(channel)}
      {qualifiers(channel).map((qualifier) => (
        <Qualifier key={qualifier}>{qualifier}</Qualifier>
      ))}
    </>
  );
}

function qualifiers(channel: DataChannel): string[] {
  const { sent, received, doubted, sessions, assumedSessions } = channel;
  const words = messages.channels;
  const bothWays = (sent?.bytes ?? 0) > 0 && received !== null && received.bytes > 0;
  const origin = originKind(channel.origins);
  return [
    ...(origin === null ? [] : [origin]),
    ...(bothWays ? [words.alsoReceived(received.bytes)] : []),
    ...(channel.counted ? [] : [words.leftOut]),
    ...(doubted > 0 ? [words.doubted(doubted, channel.doubtedBytes)] : []),
    ...(assumedSessions > 0 ? [words.assumed(assumedSessions, sessions)] : []),
    ...(channel.partial ? [words.partial] : []),
    ...read(words.filesRead, channel.ftpLog?.files),
    ...read(words.commandsRead, channel.ftpLog?.commands),
  ];
}

/** Names of a sensor's log beyond these are counted; the data channel's own page has more. */
const named = 3;

function read(label: string, of: NamesRead | undefined): string[] {
  const names = of === undefined ? [] : namesRead(of, named);
  return names.length === 0 ? [] : [`${label}: ${names.join(', ')}`];
}
