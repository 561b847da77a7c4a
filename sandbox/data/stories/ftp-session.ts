import type { Random } from '../random.ts';
import type { Session } from '../session.ts';
import { clientPort, secondMs } from './story.ts';

/** Typed FTP commands: real control sessions send a median of 63 and at most some hundred bytes (detection.md 10). */
const controlSent = [118, 203] as const;
const controlReceived = [240, 512] as const;

/** When, between whom and on which port an FTP session runs. */
type Control = Pick<Session, 'startMs' | 'durationMs' | 'source' | 'destination'> & {
  readonly port: number;
  readonly user: string | null;
};

/** A control connection: commands and replies, no file. */
export function control(random: Random, what: Control): Session {
  return {
    startMs: what.startMs,
    durationMs: what.durationMs,
    source: what.source,
    sourcePort: clientPort(random),
    destination: what.destination,
    destinationPort: what.port,
    transport: 'tcp',
    sent: random.between(...controlSent),
    received: random.between(...controlReceived),
    user: what.user,
  };
}

/** The client opens the data connection to a port the server chose: bytes are sent. */
export function passiveData(of: Session, random: Random, bytes: number, port: number): Session {
  return {
    ...of,
    startMs: of.startMs + 2 * secondMs,
    durationMs: Math.max(secondMs, of.durationMs - 4 * secondMs),
    sourcePort: clientPort(random),
    destinationPort: port,
    sent: bytes,
    received: 0,
  };
}

/** The server opens the data connection from port 20: the upload shows as bytes received, inbound. */
export function activeData(of: Session, bytes: number, port: number): Session {
  return {
    ...of,
    startMs: of.startMs + 2 * secondMs,
    durationMs: Math.max(secondMs, of.durationMs - 4 * secondMs),
    source: of.destination,
    sourcePort: 20,
    destination: of.source,
    destinationPort: port,
    sent: 0,
    received: bytes,
  };
}
