import type { EventRow } from '../sql/store.ts';
import { logSources, qids, type LogSourceRow, type QidRow } from './log-sources.ts';
import { hierarchyOf } from './networks.ts';
import { endOf, packetsOf, protocolNumbers, type Session } from './session.ts';

/** How a device writes about a session that it let through: its records, in order of time. */
export type Device = {
  readonly logSource: LogSourceRow;
  readonly allowed: (session: Session) => EventRow[];
};

/** A device that also refuses sessions; the record of a refused one never carries bytes. */
export type Firewall = Device & { readonly denied: (session: Session) => EventRow };

type Counters = Readonly<Record<string, number | string | null>>;
type Moment = { readonly atMs: number; readonly event: QidRow; readonly text: string };

/**
 * Cisco ASA: 302013 when a connection is built, without bytes, and 302014 at teardown with one total of both
 * directions (Cisco 116149). 106023 for a denied one.
 */
export const asaEdge: Firewall = {
  logSource: logSources.asaEdge,
  allowed: (session) => [
    record(logSources.asaEdge, session, {
      atMs: session.startMs,
      event: qids.asaBuilt,
      text: `%ASA-6-302013: Built outbound ${session.transport.toUpperCase()} connection for ${ends(session)}`,
    }),
    record(
      logSources.asaEdge,
      session,
      {
        atMs: endOf(session),
        event: qids.asaTeardown,
        text: `%ASA-6-302014: Teardown ${session.transport.toUpperCase()} connection for ${ends(session)} bytes ${session.sent + session.received}`,
      },
      { Bytes: session.sent + session.received },
    ),
  ],
  denied: (session) =>
    record(logSources.asaEdge, session, {
      atMs: session.startMs,
      event: qids.asaDeny,
      text: `%ASA-4-106023: Deny ${session.transport} src ${ends(session)} by access-group "outside"`,
    }),
};

/** Palo Alto: one record at the end of a session, with both counters and packets. */
export const paEdge: Device = {
  logSource: logSources.paEdge,
  allowed: (session) => [
    record(
      logSources.paEdge,
      session,
      {
        atMs: endOf(session),
        event: qids.paloAltoEnd,
        text: `TRAFFIC,end,${ends(session)},allow,${session.sent},${session.received}`,
      },
      { ...bothDirections(session), ...packetCounters(session), Application: application(session) },
    ),
  ],
};

/** Check Point with accounting: one accept record that says nothing of the session but its bytes. */
export const cpCore: Device = {
  logSource: logSources.cpCore,
  allowed: (session) => [
    record(
      logSources.cpCore,
      session,
      {
        atMs: endOf(session),
        event: qids.checkPointAccept,
        text: `action="Accept" ${ends(session)} sent_bytes="${session.sent}" received_bytes="${session.received}"`,
      },
      bothDirections(session),
    ),
  ],
};

/** Check Point without accounting: the accept record alone, when the connection begins, and no bytes. */
export const cpPermit: Device = {
  logSource: logSources.cpPermit,
  allowed: (session) => [
    record(logSources.cpPermit, session, {
      atMs: session.startMs,
      event: qids.checkPointAccept,
      text: `action="Accept" ${ends(session)}`,
    }),
  ],
};

/** Zeek `conn.log`: one record for each connection, with bytes by sequence number and packets on the wire. */
export const zeekDmz: Device = {
  logSource: logSources.zeekDmz,
  allowed: (session) => [
    record(
      logSources.zeekDmz,
      session,
      {
        atMs: endOf(session),
        event: qids.zeekConnection,
        text: `conn ${ends(session)} SF ${session.sent} ${session.received}`,
      },
      { ...bothDirections(session), ...packetCounters(session) },
    ),
  ],
};

/** What a record of Zeek's `ftp.log` says of one command: the data connection agreed on, or the file moved. */
export type FtpCommand = {
  readonly command: string;
  /** The end that waits for the data connection, and its port. */
  readonly dataHost?: string;
  readonly dataPort?: number;
  readonly fileName?: string;
  readonly fileSize?: number;
};

/** Zeek `ftp.log`: one record for a command of a control session, at the given time (epoch ms). */
export function zeekFtp(control: Session, atMs: number, what: FtpCommand): EventRow {
  const text = `ftp ${ends(control)} ${what.command} ${what.fileName ?? '-'} ${what.dataHost ?? '-'}:${what.dataPort ?? '-'}`;
  return record(
    logSources.zeekDmz,
    control,
    { atMs, event: qids.zeekFtp, text },
    {
      'FTP Command': what.command,
      'FTP Data Host': what.dataHost ?? null,
      'FTP Data Port': what.dataPort ?? null,
      Filename: what.fileName ?? null,
      'File Size': what.fileSize ?? null,
    },
  );
}

/** An FTP proxy: knows the user, logs FTP sessions at opening and closing. */
export const ftpProxy: Device = {
  logSource: logSources.ftpProxy,
  allowed: (session) => [
    record(logSources.ftpProxy, session, {
      atMs: session.startMs,
      event: qids.ftpOpened,
      text: `ftp-proxy: session opened user=${session.user ?? '-'} ${ends(session)}`,
    }),
    record(
      logSources.ftpProxy,
      session,
      {
        atMs: endOf(session),
        event: qids.ftpClosed,
        text: `ftp-proxy: session closed user=${session.user ?? '-'} ${ends(session)} up=${session.sent} down=${session.received}`,
      },
      bothDirections(session),
    ),
  ],
};

/** A web proxy that speaks FTP for its clients: one record for a request, with the file's bytes in it. */
export const webProxy: Device = {
  logSource: logSources.proxy,
  allowed: (session) => [
    record(
      logSources.proxy,
      session,
      {
        atMs: endOf(session),
        event: qids.proxyAllowed,
        text: `TCP_MISS PUT ftp ${ends(session)} ${session.sent} ${session.received}`,
      },
      bothDirections(session),
    ),
  ],
};

/** The branch firewall, in domain 1: start without bytes, close with both counters and packets. */
export const fortiBranch: Device = {
  logSource: logSources.fortiBranch,
  allowed: (session) => [
    record(logSources.fortiBranch, session, {
      atMs: session.startMs,
      event: qids.fortigateStart,
      text: `type="traffic" action="start" ${ends(session)}`,
    }),
    record(
      logSources.fortiBranch,
      session,
      {
        atMs: endOf(session),
        event: qids.fortigateClose,
        text: `type="traffic" action="close" ${ends(session)} sentbyte=${session.sent} rcvdbyte=${session.received}`,
      },
      { ...bothDirections(session), ...packetCounters(session) },
    ),
  ],
};

function record(
  logSource: LogSourceRow,
  session: Session,
  moment: Moment,
  properties: Counters = {},
): EventRow {
  return {
    startMs: moment.atMs,
    deviceMs: moment.atMs,
    source: session.source,
    sourcePort: session.sourcePort,
    destination: session.destination,
    destinationPort: session.destinationPort,
    protocolId: protocolNumbers[session.transport],
    username: session.user,
    logSourceId: logSource.id,
    category: moment.event.category,
    qid: moment.event.qid,
    eventCount: 1,
    direction: hierarchyOf(logSource.domainId).direction(session.source, session.destination),
    domainId: logSource.domainId,
    payload: `${new Date(moment.atMs).toISOString()} ${logSource.name} ${moment.text}`,
    properties,
  };
}

function bothDirections(session: Session): Counters {
  return { 'Bytes Sent': session.sent, 'Bytes Received': session.received };
}

function packetCounters(session: Session): Counters {
  const packets = packetsOf(session);
  return { 'Packets Sent': packets.sent, 'Packets Received': packets.received };
}

/** Palo Alto names the application once the far side has answered, before that it says "incomplete". */
function application(session: Session): string {
  if (session.received === 0 && session.transport === 'tcp') return 'incomplete';
  return applicationByPort[session.destinationPort] ?? 'unknown-tcp';
}

const applicationByPort: Readonly<Record<number, string>> = {
  21: 'ftp',
  69: 'tftp',
  80: 'web-browsing',
  139: 'netbios-ss',
  443: 'ssl',
  445: 'ms-ds-smb',
  990: 'ftp',
};

function ends(session: Session): string {
  return `${bracket(session.source)}:${session.sourcePort} -> ${bracket(session.destination)}:${session.destinationPort}`;
}

function bracket(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
