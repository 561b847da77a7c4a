import type { DataChannel } from '../../contract/finding.ts';
import { messages } from '../messages/messages.ts';
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
  ];
}
