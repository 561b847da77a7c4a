import * as z from 'zod/mini';
import { profileSchema } from './finding.ts';

/** Who is asking, and what the tab may offer them. QRadar still decides on every call. */
export const sessionSchema = z.object({
  user: z.string(),
  canSearch: z.boolean(),
  canAdminister: z.boolean(),
  /** App instance id: part of the tab's address in the console. `null` outside a console. */
  appId: z.nullable(z.string()),
  consoleRelease: z.string(),
  apiVersion: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;

const names = z.array(
  z.string().check(z.minLength(1), z.maxLength(100), z.regex(/^[^"\\\p{C}]+$/u)),
);
const count = (from: number, to: number) =>
  z.number().check(z.int(), z.minimum(from), z.maximum(to));

/** Bytes; far beyond what leaves a site in a month, and exact as a number. */
const largestThreshold = 2 ** 50;

/** The largest thresholds that can be set, connections and bytes; that of MEDIUM stays below that of HIGH. */
export const largestThresholds = {
  connections: 10_000,
  mediumBytes: largestThreshold - 1,
  highBytes: largestThreshold,
} as const;

/**
 * Ports beside those of the source rule. `ftps-data`: 989/tcp; `alternative-ftp`: 2121 and 2811/tcp; `ssh`:
 * 22/tcp, which is not T1071.002 by MITRE's list of protocols.
 */
export const portPackSchema = z.enum(['ftps-data', 'alternative-ftp', 'ssh']);
export type PortPack = z.infer<typeof portPackSchema>;

/**
 * Prefix lengths of the widest blocks that can be an organisation's own: the registries are given /8 of IPv4 and /12 of IPv6 by
 * IANA (iana.org/assignments/ipv4-address-space, …/ipv6-unicast-address-assignments) and pass on parts of these.
 */
export const shortestOwnBlock = { ipv4: 8, ipv6: 16 } as const;

/**
 * What an administrator can set. Property names are candidates in order of preference and are resolved
 * against the console. Limits protect QRadar and the app; each default is explained in docs/detection.md.
 */
export const settingsSchema = z.object({
  profile: profileSchema,
  properties: z.object({
    sent: names,
    received: names,
    total: names,
    packetsSent: names,
    packetsReceived: names,
    /** What logs of sensors that read FTP commands carry, of any type; see `ftpPropertiesSchema`. */
    dataPort: names,
    dataHost: names,
    dataMode: names,
    command: names,
    fileName: names,
  }),
  /** Public blocks that are the organisation's own (CIDR), excluded as destinations. */
  ownPublicBlocks: z.array(z.string().check(z.minLength(2), z.maxLength(50))),
  /** What a finding is and how it rates, by the corrected profile: "more than" these. */
  thresholds: z
    .object({
      connections: count(0, largestThresholds.connections),
      mediumBytes: count(1, largestThresholds.highBytes),
      highBytes: count(1, largestThresholds.highBytes),
    })
    .check(
      z.refine(({ mediumBytes, highBytes }) => mediumBytes < highBytes, { path: ['highBytes'] }),
    ),
  /** Further ports that the corrected profile searches, by pack. */
  portPacks: z.array(portPackSchema),
  /**
   * Ids of further low-level categories whose records count as allowing a connection: what log sources of this console use
   * beside those the rule knows. Settings stored by an earlier release have none.
   */
  categories: z._default(z.array(count(1, 999_999)).check(z.maxLength(50)), []),
  /**
   * Whether hosts that QRadar takes for remote (R2R) are looked at as local ones are: for consoles whose network hierarchy does not
   * hold all networks. Settings stored by an earlier release do not say.
   */
  remoteSources: z._default(z.boolean(), false),
  /** Whether the corrected profile asks flows too. Settings stored by an earlier release do not say. */
  flows: z._default(z.boolean(), true),
  /** Whether data connections joined to a finding's control sessions take part in its rating. */
  stitching: z._default(z.boolean(), true),
  /** Whether the corrected profile looks for signals of hosts too, where the console has such records. Settings stored by an earlier release do not say. */
  hostSignals: z._default(z.boolean(), true),
  /**
   * What is told to QRadar as an event by syslog over TCP, and where: nothing unless one of the two is set. `receiver`: a name or an
   * address, empty where none is set. Settings stored by an earlier release have none.
   */
  signal: z._default(
    z
      .object({
        truePositives: z.boolean(),
        newHigh: z.boolean(),
        receiver: z
          .string()
          .check(
            z.maxLength(253),
            z.regex(/^(?:|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45})$/),
          ),
        receiverPort: count(1, 65_535),
      })
      .check(
        z.refine(
          ({ truePositives, newHigh, receiver }) => receiver !== '' || !(truePositives || newHigh),
          {
            path: ['receiver'],
          },
        ),
      ),
    { truePositives: false, newHigh: false, receiver: '', receiverPort: 514 },
  ),
  reuseMinutes: count(0, 24 * 60),
  maxFindings: count(100, 50_000),
  maxRows: count(1_000, 500_000),
  /** What the app writes to its log; `debug` adds every call to the console, without its contents. */
  logLevel: z.enum(['debug', 'info', 'warn', 'error']),
  /** Log files of 2 MB kept, the one in use among them. */
  logFiles: count(1, 20),
  /** Days for which changes of the settings can be looked up. */
  auditDays: count(30, 3650),
});
export type Settings = z.infer<typeof settingsSchema>;

/**
 * Header of `GET api/settings`, and its values. `invalid`: the stored settings could not be used, the answer
 * holds the defaults until they are saved. `readOnly`: the app's store cannot be written, so a save will fail.
 */
export const settingsNotice = {
  header: 'X-Transfer-Watch-Notice',
  invalid: 'settings-invalid',
  readOnly: 'store-read-only',
} as const;
export type SettingsNotice = (typeof settingsNotice)['invalid' | 'readOnly'];

/** What the console offers for the settings: to choose from, never applied by itself. */
export const proposalsSchema = z.object({
  /**
   * Numeric properties of `events` whose names say that they count this, in the client's view; the one that most of
   * the last day's records fill first, and none that is known to be filled in no record.
   */
  properties: z.object({
    sent: z.array(z.string()),
    received: z.array(z.string()),
    total: z.array(z.string()),
    packetsSent: z.array(z.string()),
    packetsReceived: z.array(z.string()),
  }),
  /** Public blocks of the network hierarchy; `null` = this session may not read the hierarchy. */
  ownPublicBlocks: z.nullable(z.array(z.object({ cidr: z.string(), name: z.string() }))),
});
export type Proposals = z.infer<typeof proposalsSchema>;
