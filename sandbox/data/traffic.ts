import { applications } from './applications.ts';
import { logSources, qids, type LogSourceRow, type QidRow } from './log-sources.ts';

/**
 * One kind of ordinary event traffic, as DuckDB expressions over the numbers of a session: `i` its index and
 * `a`, `b`, `c`, `d` independent 64-bit hashes. `source` and `destination` are IPv4 numbers (UINTEGER),
 * `sent` and `received` bytes or NULL, `user` text or NULL. `opened` is there for devices that log a session
 * at opening too. None of it is a transfer to the outside on a file-transfer port: that is for the stories.
 */
export type EventTraffic = {
  readonly name: string;
  /** Sessions a day at scale 1. */
  readonly sessions: number;
  readonly logSource: LogSourceRow;
  readonly opened: QidRow | null;
  readonly closed: QidRow;
  readonly direction: 'L2L' | 'L2R' | 'R2L';
  readonly protocolId: number;
  readonly source: string;
  readonly destination: string;
  readonly port: string;
  readonly user: string;
  readonly sent: string;
  readonly received: string;
  /** Columns of `properties.ts` beyond the two byte counters, by name. */
  readonly properties: Readonly<Record<string, string>>;
  readonly text: string;
};

/** One kind of ordinary flow traffic; expressions as in `EventTraffic`. */
export type FlowTraffic = Pick<
  EventTraffic,
  | 'name'
  | 'sessions'
  | 'direction'
  | 'protocolId'
  | 'source'
  | 'destination'
  | 'port'
  | 'sent'
  | 'received'
> & { readonly domainId: number; readonly applicationId: string };

/** Number of an IPv4 address given by four expressions. */
function ip(first: string, second: string, third: string, fourth: string): string {
  return `((${first}) * 16777216 + (${second}) * 65536 + (${third}) * 256 + (${fourth}))`;
}

/** About 3,000 workstations. */
const client = ip('10', '30', '(a % 15)', '10 + ((a >> 8) % 200)');
const server = ip('10', '20', '1', '10 + (b % 40)');
/** Web servers; the cube makes a few of them popular and most of them rare. */
const webServer = ip(
  '28',
  '128',
  '((pow((b % 10000) / 10000.0, 3) * 40)::BIGINT)',
  '1 + ((b >> 16) % 250)',
);
const stranger = ip('24 + (a % 120)', '(a >> 8) % 256', '(a >> 16) % 256', '1 + ((a >> 24) % 254)');
const ownPublic = ip('28', '19', '64 + (b % 4)', '(b >> 8) % 256');
const user = `'CORP\\user' || lpad((a % 900)::VARCHAR, 3, '0')`;
const webBytes = { sent: '400 + (c % 6000)', received: '2000 + ((c >> 16) % 900000)' };
const mailBytes = { sent: '1500 + (c % 300000)', received: '400 + ((c >> 16) % 900)' };
const scannedPorts =
  'list_value(22, 23, 80, 443, 445, 3389, 21, 8080, 5900, 139)[1 + (c % 10)::INT]';

/** Packets that such bytes need: full segments of 1,460 bytes and those that open and close a connection. */
function packets(bytes: {
  readonly sent: string;
  readonly received: string;
}): Record<string, string> {
  return {
    'Packets Sent': `4 + (${bytes.sent}) // 1460`,
    'Packets Received': `4 + (${bytes.received}) // 1460`,
  };
}

/** What the devices log on an ordinary day, about 341,000 records at scale 1. */
export const eventTraffic: readonly EventTraffic[] = [
  events('web', 120_000, logSources.paEdge, null, qids.paloAltoEnd, {
    source: client,
    destination: webServer,
    port: 'CASE WHEN d % 10 = 0 THEN 80 ELSE 443 END',
    user,
    ...webBytes,
    properties: {
      ...packets(webBytes),
      Application: `CASE WHEN d % 10 = 0 THEN 'web-browsing' ELSE 'ssl' END`,
    },
    text: 'TRAFFIC,end,allow',
  }),
  events('proxy', 60_000, logSources.proxy, null, qids.proxyAllowed, {
    source: client,
    destination: webServer,
    port: '443',
    user,
    ...webBytes,
    properties: { URL: `'https://www' || (b % 400) || '.example/' || (d % 9000)` },
    text: 'TCP_TUNNELED CONNECT',
  }),
  events('guest-web', 20_000, logSources.asaEdge, qids.asaBuilt, qids.asaTeardown, {
    source: ip('10', '30', '240 + (a % 8)', '10 + ((a >> 8) % 200)'),
    destination: webServer,
    port: '443',
    properties: { Bytes: '2400 + (c % 900000)' },
    text: '%ASA-6: TCP connection',
  }),
  events('file-shares', 36_000, logSources.cpCore, null, qids.checkPointAccept, {
    direction: 'L2L',
    source: client,
    destination: server,
    port: '445',
    sent: '3000 + (c % 400000)',
    received: '3000 + ((c >> 16) % 4000000)',
    text: 'action="Accept" service="microsoft-ds"',
  }),
  events('dns', 24_000, logSources.cpCore, null, qids.checkPointAccept, {
    direction: 'L2L',
    protocolId: 17,
    source: client,
    destination: ip('10', '20', '1', '10 + (b % 2)'),
    port: '53',
    sent: '40 + (c % 60)',
    received: '90 + ((c >> 16) % 400)',
    text: 'action="Accept" service="domain-udp"',
  }),
  events('internet-scans', 22_000, logSources.asaEdge, null, qids.asaDeny, {
    direction: 'R2L',
    source: stranger,
    destination: ownPublic,
    port: scannedPorts,
    text: '%ASA-4-106023: Deny tcp by access-group "outside"',
  }),
  events('public-web-site', 5_000, logSources.asaEdge, qids.asaBuilt, qids.asaTeardown, {
    direction: 'R2L',
    source: stranger,
    destination: ip('28', '19', '64', '80'),
    port: '443',
    properties: { Bytes: '2400 + (c % 90000)' },
    text: '%ASA-6: inbound TCP connection',
  }),
  events('logins', 11_500, logSources.domainController, null, qids.loginSucceeded, {
    direction: 'L2L',
    source: client,
    destination: ip('10', '20', '1', '10'),
    port: '88',
    user,
    text: 'EventID=4624 An account was successfully logged on',
  }),
  events('failed-logins', 500, logSources.domainController, null, qids.loginFailed, {
    direction: 'L2L',
    source: client,
    destination: ip('10', '20', '1', '10'),
    port: '88',
    user,
    text: 'EventID=4625 An account failed to log on',
  }),
  events('mail', 3_000, logSources.paEdge, null, qids.paloAltoEnd, {
    source: ip('10', '40', '0', '25'),
    destination: webServer,
    port: '25',
    ...mailBytes,
    properties: { ...packets(mailBytes), Application: `'smtp'` },
    text: 'TRAFFIC,end,allow',
  }),
  events('branch-web', 4_000, logSources.fortiBranch, qids.fortigateStart, qids.fortigateClose, {
    source: ip('10', '30', '2', '10 + (a % 60)'),
    destination: webServer,
    port: '443',
    ...webBytes,
    properties: packets(webBytes),
    text: 'type="traffic" policy=12',
  }),
  events('processes', 6_000, logSources.sysmonWindows, null, qids.sysmonProcess, {
    direction: 'L2L',
    protocolId: 255,
    source: ip('10', '30', '4', '8'),
    destination: ip('10', '30', '4', '8'),
    port: 'NULL',
    user: `'CORP\\validation'`,
    properties: {
      'Event ID': '1',
      'Process Guid': `upper(regexp_replace(md5(i::VARCHAR), '(.{8})(.{4})(.{4})(.{4})(.{12})', '{\\1-\\2-\\3-\\4-\\5}'))`,
      'Process Path': `'C:\\Windows\\System32\\' || list_value('svchost', 'conhost', 'taskhostw', 'backgroundTaskHost')[1 + (b % 4)::INT] || '.exe'`,
      'Parent Process Path': `'C:\\Windows\\System32\\services.exe'`,
    },
    text: 'Sysmon 1 Process creation',
  }),
];

/** What the flow collectors report on an ordinary day, about 116,000 records at scale 1. */
export const flowTraffic: readonly FlowTraffic[] = [
  flows('web', 70_000, applications.secureWeb.id, {
    source: client,
    destination: webServer,
    port: '443',
    ...webBytes,
  }),
  flows('dns', 15_000, applications.dns.id, {
    direction: 'L2L',
    protocolId: 17,
    source: client,
    destination: ip('10', '20', '1', '10 + (b % 2)'),
    port: '53',
    sent: '40 + (c % 60)',
    received: '90 + ((c >> 16) % 400)',
  }),
  flows('file-shares', 15_000, applications.smb.id, {
    direction: 'L2L',
    source: client,
    destination: server,
    port: '445',
    sent: '3000 + (c % 400000)',
    received: '3000 + ((c >> 16) % 4000000)',
  }),
  flows('internet-scans', 10_000, applications.other.id, {
    direction: 'R2L',
    source: stranger,
    destination: ownPublic,
    port: scannedPorts,
    sent: '60',
    received: '0',
  }),
  flows('mail', 2_000, applications.mail.id, {
    source: ip('10', '40', '0', '25'),
    destination: webServer,
    port: '25',
    ...mailBytes,
  }),
  {
    ...flows('branch-web', 4_000, applications.secureWeb.id, {
      source: ip('10', '30', '2', '10 + (a % 60)'),
      destination: webServer,
      port: '443',
      ...webBytes,
    }),
    domainId: 1,
  },
];

type Ends = 'source' | 'destination' | 'port';

function events(
  name: string,
  sessions: number,
  logSource: LogSourceRow,
  opened: QidRow | null,
  closed: QidRow,
  rest: Pick<EventTraffic, Ends | 'text'> & Partial<EventTraffic>,
): EventTraffic {
  return {
    name,
    sessions,
    logSource,
    opened,
    closed,
    direction: 'L2R',
    protocolId: 6,
    user: 'NULL',
    sent: 'NULL',
    received: 'NULL',
    properties: {},
    ...rest,
  };
}

function flows(
  name: string,
  sessions: number,
  applicationId: number,
  rest: Pick<FlowTraffic, Ends | 'sent' | 'received'> & Partial<FlowTraffic>,
): FlowTraffic {
  return {
    name,
    sessions,
    direction: 'L2R',
    protocolId: 6,
    domainId: 0,
    applicationId: String(applicationId),
    ...rest,
  };
}
