import type { Random } from '../random.ts';
import type { Session } from '../session.ts';
import type { Transfer } from '../transfer.ts';
import { clientPort, secondMs } from './story.ts';

/** Typed FTP commands: real control sessions send a median of 63 and at most some hundred bytes (docs/detection.md#thresholds). */
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

/** The same under TLS: the handshake with its certificates makes it this large, measured on no trace: a choice. */
export function tlsControl(random: Random, what: Control): Session {
  return { ...control(random, what), sent: random.between(1_900, 1_970), received: 4_600 };
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

/**
 * The server opens the data connection from the port below its control port (20, 989): the upload shows as
 * bytes received, inbound.
 */
export function activeData(of: Session, bytes: number, port: number): Session {
  return {
    ...of,
    startMs: of.startMs + 2 * secondMs,
    durationMs: Math.max(secondMs, of.durationMs - 4 * secondMs),
    source: of.destination,
    sourcePort: of.destinationPort - 1,
    destination: of.source,
    destinationPort: port,
    sent: 0,
    received: bytes,
  };
}

/** One upload a session, from one client to one server at an even pace. */
type Uploads = Pick<Control, 'durationMs' | 'source' | 'destination' | 'user'> & {
  readonly mode: 'passive' | 'active';
  /** Writes the control session; `control` or `tlsControl`. */
  readonly session: (random: Random, what: Control) => Session;
  readonly port: 21 | 990;
  readonly firstMs: number;
  readonly everyMs: number;
  /** Bytes of each upload. */
  readonly parts: readonly number[];
  /** Destination port of each data connection. */
  readonly dataPort: (index: number) => number;
};

/** Transfers of one file each, in order of time. */
export function uploads(random: Random, what: Uploads): Transfer[] {
  const { mode, session, firstMs, everyMs, parts, dataPort, ...ends } = what;
  return parts.map((bytes, index) => {
    const opened = session(random, { ...ends, startMs: firstMs + index * everyMs });
    const port = dataPort(index);
    const data =
      mode === 'passive'
        ? passiveData(opened, random, bytes, port)
        : activeData(opened, bytes, port);
    return { domainId: 0, mode, control: opened, data: [data] };
  });
}
