import type { Random } from '../random.ts';
import type { Session } from '../session.ts';
import type { Span, Use, Wire } from './wire.ts';

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Whose use of which server it is, and from when on (epoch ms) for how long. */
export type Meeting = {
  readonly story: string;
  readonly client: string;
  readonly server: string;
  readonly startMs: number;
  readonly durationMs: number;
};

/** A file that was moved: how long after the session began, for how long, which way. */
export type File = {
  readonly bytes: number;
  readonly way: 'up' | 'down';
  readonly afterMs: number;
  readonly lastsMs: number;
};

/** How FTP is spoken: 990 is FTPS from the first byte; `tls` on 21 is asked for in the session (RFC 4217). */
export type FtpHow = {
  readonly port: 21 | 990;
  readonly mode: 'passive' | 'active';
  readonly tls?: boolean;
  /** Port that is listened on for a file: the server's in passive mode, the client's in active mode. */
  readonly dataPort?: (file: number) => number;
};

/** An FTP session with one data connection a file. */
export function ftp(random: Random, meeting: Meeting, how: FtpHow, files: readonly File[]): Use {
  const tls = how.tls === true || how.port === 990;
  const control = wire(random, meeting, how.port, {
    sent: (tls ? 2_100 : 140) + 60 * files.length + random.between(0, 40),
    received: (tls ? 5_200 : 420) + 110 * files.length + random.between(0, 90),
  });
  const portOf = how.dataPort ?? (() => random.between(50_000, 51_999));
  const data = files.map(({ bytes, way, afterMs, lastsMs }, file) => {
    const span = { startMs: meeting.startMs + afterMs, durationMs: lastsMs };
    const up = way === 'up' ? bytes : 0;
    const moved = { up, down: bytes - up };
    return how.mode === 'passive'
      ? wire(random, { ...meeting, ...span }, portOf(file), {
          sent: moved.up,
          received: moved.down,
        })
      : {
          ...wire(
            random,
            { ...span, client: meeting.server, server: meeting.client },
            how.dataPort?.(file) ?? clientPort(random),
            { sent: moved.down, received: moved.up },
          ),
          sourcePort: how.port - 1,
        };
  });
  return { story: meeting.story, mode: how.mode, control, data };
}

/** A session that carries its files itself, SMB on 445 or 139. */
export function smb(
  random: Random,
  meeting: Meeting,
  moved: { readonly up: number; readonly down: number },
  more: { readonly port?: number; readonly busy?: Span } = {},
): Use {
  const counted = { sent: moved.up, received: moved.down };
  const control = wire(random, meeting, more.port ?? 445, counted);
  return {
    story: meeting.story,
    mode: 'in-session',
    control: more.busy ? { ...control, busy: more.busy } : control,
    data: [],
  };
}

/** A file written to a TFTP server: a request to 69, then blocks to the port that the server answers from (RFC 1350). */
export function tftp(random: Random, meeting: Meeting, bytes: number): Use {
  const control: Wire = {
    ...wire(random, { ...meeting, durationMs: 50 }, 69, {
      sent: 30 + random.between(0, 12),
      received: 0,
    }),
    transport: 'udp',
  };
  const answer: Wire = {
    ...wire(
      random,
      { ...meeting, startMs: meeting.startMs + 80, client: meeting.server, server: meeting.client },
      control.sourcePort,
      // One acknowledgement of four bytes a block of 512, and four bytes before each block.
      { sent: 4 * Math.ceil(bytes / 512), received: bytes + 4 * Math.ceil(bytes / 512) },
    ),
    transport: 'udp',
  };
  return { story: meeting.story, mode: 'tftp', control, data: [answer] };
}

/** A connection between two ends that is busy for as long as it is open. */
export function wire(
  random: Random,
  ends: Pick<Meeting, 'client' | 'server' | 'startMs' | 'durationMs'>,
  port: number,
  counted: Pick<Session, 'sent' | 'received'>,
): Wire {
  return {
    startMs: ends.startMs,
    durationMs: ends.durationMs,
    source: ends.client,
    sourcePort: clientPort(random),
    destination: ends.server,
    destinationPort: port,
    transport: 'tcp',
    user: null,
    ...counted,
    busy: { startMs: ends.startMs, stopMs: ends.startMs + ends.durationMs },
  };
}

/** Ports that Linux gives to clients: other than those of the first day, and below the passive ones. */
function clientPort(random: Random): number {
  return random.between(32_768, 49_151);
}
