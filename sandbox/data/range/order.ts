import { isIP } from 'node:net';
import * as z from 'zod';

/** What the range can let happen, in the order of its page. */
export const techniqueNames = [
  'ftp-c2',
  'smb-pipe',
  'ftp-upload',
  'smb-internet',
  'tftp',
  'ftps',
] as const;
/** `ftp-c2` ftp.exe with a script, `smb-pipe` a named pipe, `ftp-upload` curl -T on Linux; the others are uploads that leave by SMB, TFTP and FTPS. */
export type TechniqueName = (typeof techniqueNames)[number];

/** Every kind of record that a technique may leave; which ones it does: `techniques.ts`. */
export const signalNames = [
  'file',
  'process',
  'pipe',
  'connection',
  'firewall-control',
  'firewall-data',
] as const;
/** `file` Sysmon 11, `process` 1, `pipe` 17 (of a twin also 18), `connection` 3; the two others are a firewall's, of the session to the known port and of the connections that carried its files. */
export type SignalName = (typeof signalNames)[number];

const address = z
  .string()
  .refine((text) => isIP(text) !== 0, { error: 'Write one IPv4 or IPv6 address.' });

/** At most so many sessions in one order. */
export const maximumSessions = 50;

/**
 * An order to the range. What is left out has the technique's own default (`techniques.ts`).
 * `twin`: the harmless relative of the technique instead of it. `bytes`: size of all files together, an equal part for each session.
 * `lateSeconds`: so long after it was received a record can be searched. `without`: signals that do not arrive. `coalesced`: the sessions follow each other
 * within a second, at log sources that coalesce.
 */
export const orderSchema = z.strictObject({
  technique: z.enum(techniqueNames),
  twin: z.boolean().default(false),
  host: z
    .strictObject({
      name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, {
        error: 'A host name has letters, digits, dots, hyphens and underscores, 63 at most.',
      }),
      address,
    })
    .optional(),
  user: z
    .string()
    .min(1)
    .max(128)
    .regex(/^\P{Cc}+$/u, { error: 'A user name has no control characters.' })
    .optional(),
  target: address.optional(),
  marker: z
    .string()
    .regex(/^[A-Za-z0-9_-]{4,40}$/, {
      error: 'A marker has 4 to 40 letters, digits, hyphens and underscores.',
    })
    .optional(),
  bytes: z.int().min(0).max(1_000_000_000_000).optional(),
  sessions: z.int().min(1).max(maximumSessions).optional(),
  lateSeconds: z.int().min(0).max(3600).default(0),
  without: z.array(z.enum(signalNames)).max(signalNames.length).default([]),
  coalesced: z.boolean().default(false),
});

/** An order as it arrives, and as it is read. */
export type RangeOrderInput = z.input<typeof orderSchema>;
export type RangeOrder = z.output<typeof orderSchema>;

/** An order that the range cannot carry out, in words for who gave it. */
export class RangeRefusal extends Error {
  /** 400: the order; 409: this console; 429: too much at once. */
  readonly status: 400 | 409 | 429;

  constructor(status: 400 | 409 | 429, message: string) {
    super(message);
    this.status = status;
  }
}

/** Reads an order. Throws a `RangeRefusal` that says what is wrong with it. */
export function readOrder(body: unknown): RangeOrder {
  const order = orderSchema.safeParse(body);
  if (order.success) return order.data;
  throw new RangeRefusal(400, z.prettifyError(order.error));
}
