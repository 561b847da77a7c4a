import * as z from 'zod/mini';
import { channelConfidenceSchema, channelModeSchema } from './finding.ts';
import { windowSchema } from './run.ts';

const bytes = z.nullable(z.number());

export const channelDoubts = ['other-service', 'others-announced', 'no-session'] as const;
export const channelDoubtSchema = z.enum(channelDoubts);
/**
 * Why a connection is doubted, that is shown but in no number. `other-service`: its port is used without a session
 * as much as with one; `others-announced`: the session announced other ports, and each was connected to;
 * `no-session`: it is outside of every session, on a port of their data.
 */
export type ChannelDoubt = z.infer<typeof channelDoubtSchema>;

/** A control session, epoch ms; `assumed` names the end that was not logged. */
export const pictureSessionSchema = z.object({
  startMs: z.number(),
  endMs: z.number(),
  assumed: z.nullable(z.enum(['start', 'end'])),
  clientPort: z.nullable(z.number()),
  sentBytes: bytes,
  receivedBytes: bytes,
  totalBytes: bytes,
});

/**
 * A data connection that fits a session, epoch ms; `null` where that end was not logged. Bytes are the
 * client's, whichever end opened it. `sessionsOpen` above 1: it may belong to another session than `session`, the
 * place of its session among all (-1: not seen). `records` is the AQL of its records: its events, or its
 * flows where only flows report it.
 */
export const pictureConnectionSchema = z.object({
  startMs: z.nullable(z.number()),
  endMs: z.nullable(z.number()),
  mode: channelModeSchema,
  confidence: channelConfidenceSchema,
  /** `null`: it was joined. */
  doubt: z.nullable(channelDoubtSchema),
  session: z.number(),
  sessionsOpen: z.number(),
  source: z.string(),
  sourcePort: z.nullable(z.number()),
  destination: z.string(),
  destinationPort: z.nullable(z.number()),
  connections: z.number(),
  sentBytes: bytes,
  receivedBytes: bytes,
  totalBytes: bytes,
  records: z.object({ from: z.enum(['events', 'flows']), aql: z.string() }),
});
export type PictureConnection = z.infer<typeof pictureConnectionSchema>;

/**
 * The control sessions of a finding and the data connections that fit them, in order of time. At most 200 of
 * each, connections with most bytes first; `allSessions` and `allConnections` say how many there are.
 * `partial`: not all records of the pair could be read.
 */
export const channelPictureSchema = z.object({
  window: windowSchema,
  sessions: z.array(pictureSessionSchema),
  connections: z.array(pictureConnectionSchema),
  allSessions: z.number(),
  allConnections: z.number(),
  partial: z.boolean(),
  aql: z.string(),
  /** `null` where flows were not asked, because none of the finding's data connections comes from them. */
  flowsAql: z.nullable(z.string()),
});
export type ChannelPicture = z.infer<typeof channelPictureSchema>;
