import { connectionRule } from '../connections/connection-rule.ts';
import { knownPorts } from '../rule/rule.ts';

const minuteMs = 60_000;

/** Times and ports by which data connections are joined to control sessions. */
export const channelRule = {
  /**
   * A data connection may start this long after its session was last seen: Zeek expects an announced one for
   * 5 minutes (docs/sources.md#networks-and-attacks). A TFTP transfer starts this long after its request.
   */
  graceMs: 5 * minuteMs,
  /** … and be logged this long before the session opened: a minute is the grain in which Ariel stores. */
  earlyMs: minuteMs,
  /** Clocks of two log sources may differ by this. */
  skewMs: connectionRule.skewMs,
  /** A session of which only one end is logged is taken to be this long at most: firewalls drop what is idle longer. */
  assumedMs: connectionRule.idleMs,
  /**
   * So many connections to a port outside of every session do not make it another service's: a client may reconnect,
   * and a session may not have been logged.
   */
  mostStrays: 2,
  /** Ports up to here are assigned to services (RFC 6335, 6) and never negotiated for FTP data. */
  lastSystemPort: 1_023,
  /** Source port of data connections that an FTP server opens (RFC 959, 3.2). */
  activePort: 20,
  /** Data port of FTP over TLS (IANA `ftps-data`), source or destination. */
  tlsDataPort: 989,
} as const;

/** Which data connections a control session can have. */
export type ChannelFamily = 'ftp' | 'tftp';

/** The family of a control port on a transport (IANA protocol number); `null` where it is none. */
export function controlFamily(port: number | null, protocolId: number): ChannelFamily | null {
  return port === null ? null : (families.get(familyKey(port, protocolId)) ?? null);
}

/** Whether a port has a meaning of its own in the rule or its packs, and so is never agreed on for data. */
export function isOwnPort(port: number): boolean {
  return ownPorts.has(port);
}

/** Ports of control sessions: those of FTP, FTPS and TFTP in the rule and its packs, but for data ports. */
const controls = knownPorts.filter(
  ({ port, protocol }) =>
    (protocol === 'FTP' || protocol === 'FTPS' || protocol === 'TFTP') &&
    port !== channelRule.activePort &&
    port !== channelRule.tlsDataPort,
);

/** Destination ports of control sessions, ascending, each once. */
export const controlPorts: readonly number[] = [...new Set(controls.map(({ port }) => port))].sort(
  (a, b) => a - b,
);

const families = new Map(
  controls.map(({ port, protocolId, protocol }): [number, ChannelFamily] => [
    familyKey(port, protocolId),
    protocol === 'TFTP' ? 'tftp' : 'ftp',
  ]),
);

function familyKey(port: number, protocolId: number): number {
  return port * 256 + protocolId;
}

const ownPorts = new Set(
  knownPorts.map(({ port }) => port).filter((port) => port !== channelRule.tlsDataPort),
);
