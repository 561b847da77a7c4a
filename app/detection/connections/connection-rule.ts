const minuteMs = 60_000;

/** Times by which records are put together to connections. */
export const connectionRule = {
  /** A permit and the opening of one session, or pieces of a flow over UDP, are no further apart: Ariel's grain. */
  repeatedMs: minuteMs,
  /** Equal records of the same ports closer than this are one line stored twice. */
  duplicateMs: 2_000,
  /**
   * What comes as soon after the end of a TCP connection on its ports still speaks of it: a second line about the end, or
   * progress that was held up. Nobody connects from the same port again so soon (RFC 9293, 3.6.1: TIME-WAIT).
   */
  lingerMs: 10_000,
  /** Clocks of two log sources may differ by this: what Kerberos tolerates by default (RFC 4120, 1.3). */
  skewMs: 5 * minuteMs,
  /**
   * Firewalls drop a TCP connection that is idle for an hour by default (Cisco ASA `timeout conn 1:00:00`, PAN-OS
   * 3,600 s). So counters that go on growing within it are those of one connection, flows with a pause are, and a
   * record of the same ports that another log source delivers as late as this is: ports are not reused so soon.
   */
  idleMs: 60 * minuteMs,
} as const;
