import type { Random } from '../random.ts';
import type { Session } from '../session.ts';
import { clientPort } from './story.ts';

type Smb = Pick<Session, 'startMs' | 'durationMs' | 'source' | 'destination' | 'sent' | 'received'>;

/** A session to 445/tcp without a user, unless the story says otherwise. */
export function smb(random: Random, what: Smb & Partial<Session>): Session {
  return {
    sourcePort: clientPort(random),
    destinationPort: 445,
    transport: 'tcp',
    user: null,
    ...what,
  };
}
