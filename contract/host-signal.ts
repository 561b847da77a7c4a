import * as z from 'zod/mini';

export const hostSignalKinds = ['ftp-script', 'ftp-upload-by-curl', 'c2-pipe'] as const;
export const hostSignalKindSchema = z.enum(hostSignalKinds);
/**
 * What a host's own records (Sysmon) tell of the technique. `ftp-script`: `ftp.exe` was started with a script (`-s:`);
 * `ftp-upload-by-curl`: curl was started to send a file to an FTP server; `c2-pipe`: a pipe was made or opened that has the name
 * which a tool of attackers gives it.
 */
export type HostSignalKind = z.infer<typeof hostSignalKindSchema>;

/** The entry of the list of pipe names that matched, with where it was taken from. `taken`: the day, ISO 8601. */
export const pipeEntrySchema = z.object({
  /** The name without the backslash before it; `*` stands for any characters. */
  name: z.string(),
  tool: z.string(),
  source: z.string(),
  licence: z.string(),
  taken: z.string(),
});
export type PipeEntry = z.infer<typeof pipeEntrySchema>;

/**
 * A sign of the technique in the records of one host: a lead, no finding, because no record says what was moved, nor whether it left. `id` is
 * the same in every run for the same domain, host, kind and script, server or pipe entry. Times are epoch ms, UTC.
 */
export const hostSignalSchema = z.object({
  id: z.string(),
  kind: hostSignalKindSchema,
  domain: z.object({ id: z.number(), name: z.nullable(z.string()) }),
  /** The source IP of its records: what joins it to the findings of the same source IP and domain. */
  host: z.string(),
  /** What the records call the computer; `null` where no property does. */
  computer: z.nullable(z.string()),
  /** The program of the newest record, with its folder where that is known. */
  process: z.nullable(z.string()),
  /** Command line of the newest record, secrets in it replaced, at most 256 characters; `null` of a pipe. */
  command: z.nullable(z.string()),
  /** The name as it was recorded; `null` of a command. */
  pipe: z.nullable(z.string()),
  entry: z.nullable(pipeEntrySchema),
  /** Records, folded ones counted. */
  count: z.number(),
  firstSeenMs: z.number(),
  lastSeenMs: z.number(),
  /** Most records first. */
  logSources: z.array(z.object({ id: z.number(), name: z.string(), count: z.number() })),
  /** The query for its records, for Log Activity. */
  aql: z.string(),
});
export type HostSignal = z.infer<typeof hostSignalSchema>;

export const hostSignalStates = [
  'used',
  'off',
  'no-records',
  'not-allowed',
  'unavailable',
] as const;

/**
 * What a run did about signals of hosts. `off`: by the setting, or in the source profile; `no-records`: no log source of a host
 * fills the properties that tell; `not-allowed`: this session may not search for them; `unavailable`: the console did not answer.
 */
export const hostSignalsOfRunSchema = z.object({
  state: z.enum(hostSignalStates),
  /** Those that the properties of this console can tell; only where `used`. */
  lookedFor: z.array(hostSignalKindSchema),
  found: z.number(),
  /** Records were left out at a limit, the newest are there. */
  isCut: z.boolean(),
});
export type HostSignalsOfRun = z.infer<typeof hostSignalsOfRunSchema>;
