import { rule } from '../rule.ts';

const minuteMs = 60_000;

/** Times and ports by which data connections are joined to control sessions. */
export const channelRule = {
  /**
   * A data connection may start this long after its session was last seen: Zeek expects an announced one for
   * 5 minutes (scripts/base/protocols/ftp/main.zeek). A TFTP transfer starts this long after its request.
   */
  graceMs: 5 * minuteMs,
  /** … and be logged this long before the session opened: a minute is the grain in which Ariel stores. */
  earlyMs: minuteMs,
  /** Clocks of two log sources may differ by this: what Kerberos tolerates by default (RFC 4120, 1.3). */
  skewMs: 5 * minuteMs,
  /**
   * A session of which only one end is logged is taken to be this long at most: the time after which
   * firewalls drop an idle TCP connection by default (Cisco ASA `timeout conn 1:00:00`, PAN-OS 3,600 s).
   */
  assumedMs: 60 * minuteMs,
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
  return port === null ? null : (families.get(`${port}/${protocolId}`) ?? null);
}

/** Whether a port is one of the rule's own, whose traffic is counted by itself. */
export function isRulePort(port: number): boolean {
  return rulePorts.has(port);
}

const families = new Map(
  rule.ports
    .filter(({ port }) => port !== channelRule.activePort)
    .flatMap(({ port, protocolId, protocol }): [string, ChannelFamily][] => {
      if (protocol === 'SMB') return [];
      return [[`${port}/${protocolId}`, protocol === 'TFTP' ? 'tftp' : 'ftp']];
    }),
);

const rulePorts = new Set(rule.ports.map(({ port }) => port));
