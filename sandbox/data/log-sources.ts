/** A kind of device, as QRadar's log source types are. Ids below 4000 are IBM's own, above are custom. */
export type LogSourceTypeRow = { readonly id: number; readonly name: string };

/**
 * Types of the devices of the company. 11 and 12 are IBM's (docs/qradar-facts.md#sysmon-properties); the other ids are those
 * commonly seen on consoles and carry no meaning here beyond being distinct.
 */
export const logSourceTypes = {
  checkPoint: { id: 3, name: 'Check Point' },
  linux: { id: 11, name: 'Linux OS' },
  windows: { id: 12, name: 'Microsoft Windows Security Event Log' },
  asa: { id: 41, name: 'Cisco Adaptive Security Appliance (ASA)' },
  blueCoat: { id: 46, name: 'Symantec SGOS (formerly known as Blue Coat SG Appliance)' },
  fortigate: { id: 73, name: 'Fortinet FortiGate Security Gateway' },
  paloAlto: { id: 206, name: 'Palo Alto PA Series' },
  imported: { id: 4000, name: 'Imported records' },
  zeek: { id: 4001, name: 'Zeek' },
  ftpProxy: { id: 4002, name: 'FTP Proxy' },
  suricata: { id: 4003, name: 'Suricata' },
} as const satisfies Record<string, LogSourceTypeRow>;

/** One device that sends logs; `address` is where its records come from. */
export type LogSourceRow = {
  readonly id: number;
  readonly name: string;
  readonly typeId: number;
  readonly address: string;
  readonly domainId: number;
  readonly coalesces: boolean;
};

/** The devices of the company. Domain 0 is the default domain, domain 1 the branch. */
export const logSources = {
  asaEdge: logSource(101, 'asa-edge-01', logSourceTypes.asa.id, '10.20.0.1', 0, true),
  paEdge: logSource(102, 'pa-edge-01', logSourceTypes.paloAlto.id, '10.20.0.2', 0, true),
  cpCore: logSource(103, 'cp-core-01', logSourceTypes.checkPoint.id, '10.20.0.3', 0, true),
  zeekDmz: logSource(104, 'zeek-dmz-01', logSourceTypes.zeek.id, '10.40.0.9', 0, false),
  ftpProxy: logSource(105, 'ftp-proxy-01', logSourceTypes.ftpProxy.id, '10.20.1.21', 0, true),
  proxy: logSource(106, 'proxy-01', logSourceTypes.blueCoat.id, '10.20.1.20', 0, true),
  cpPermit: logSource(107, 'cp-lab-01', logSourceTypes.checkPoint.id, '10.20.0.4', 0, true),
  domainController: logSource(110, 'DC-01', logSourceTypes.windows.id, '10.20.1.10', 0, true),
  sysmonWindows: logSource(111, 'WS-0408', logSourceTypes.windows.id, '10.30.4.8', 0, false),
  sysmonLinux: logSource(112, 'lx-build-07', logSourceTypes.linux.id, '10.20.2.9', 0, false),
  fortiBranch: logSource(201, 'fg-branch-01', logSourceTypes.fortigate.id, '10.30.0.1', 1, true),
} as const satisfies Record<string, LogSourceRow>;

function logSource(
  id: number,
  name: string,
  typeId: number,
  address: string,
  domainId: number,
  coalesces: boolean,
): LogSourceRow {
  return { id, name, typeId, address, domainId, coalesces };
}

/**
 * An entry of the QID map: the event name that `QIDNAME(qid)` gives, and its usual category. `eventId` is what `qideventid` says of its events: the log source's own
 * number of them, here only where queries go by it (docs/qradar-facts.md#native-event-id).
 */
export type QidRow = {
  readonly qid: number;
  readonly name: string;
  readonly category: number;
  readonly eventId?: string;
};

/** Events the devices log. The numbers are invented (above 2,000,000, as custom QIDs are). */
export const qids = {
  asaBuilt: { qid: 2_000_101, name: 'Built outbound TCP connection', category: 4007 },
  asaTeardown: { qid: 2_000_102, name: 'Teardown TCP connection', category: 4008 },
  asaDeny: { qid: 2_000_103, name: 'Deny by access-group', category: 4003 },
  paloAltoEnd: { qid: 2_000_201, name: 'Traffic end', category: 4008 },
  checkPointAccept: { qid: 2_000_301, name: 'Accept', category: 4002 },
  zeekConnection: { qid: 2_000_401, name: 'Connection', category: 4008 },
  zeekAttempt: { qid: 2_000_402, name: 'Connection attempt', category: 4007 },
  zeekFtp: { qid: 2_000_403, name: 'FTP command', category: 18015 },
  suricataFlow: { qid: 2_000_411, name: 'Flow ended', category: 4008 },
  suricataAttempt: { qid: 2_000_412, name: 'Flow attempt', category: 4007 },
  suricataFtp: { qid: 2_000_413, name: 'FTP command', category: 18015 },
  suricataFtpData: { qid: 2_000_414, name: 'FTP data', category: 4021 },
  suricataSmb: { qid: 2_000_415, name: 'SMB command', category: 18220 },
  suricataTftp: { qid: 2_000_416, name: 'TFTP request', category: 18188 },
  ftpOpened: { qid: 2_000_501, name: 'FTP session opened', category: 18010 },
  ftpClosed: { qid: 2_000_502, name: 'FTP session closed', category: 18011 },
  proxyAllowed: { qid: 2_000_601, name: 'Proxy request allowed', category: 4014 },
  loginSucceeded: { qid: 2_000_701, name: 'Success Audit: logon', category: 3002 },
  loginFailed: { qid: 2_000_702, name: 'Failure Audit: logon', category: 3003 },
  sysmonProcess: { qid: 2_000_801, name: 'Process creation', category: 8008, eventId: '1' },
  sysmonNetwork: {
    qid: 2_000_803,
    name: 'Network connection detected',
    category: 4005,
    eventId: '3',
  },
  sysmonFile: { qid: 2_000_811, name: 'File created', category: 8014, eventId: '11' },
  sysmonPipeCreated: { qid: 2_000_817, name: 'Pipe created', category: 8008, eventId: '17' },
  sysmonPipeConnected: { qid: 2_000_818, name: 'Pipe connected', category: 8008, eventId: '18' },
  sysmonDns: { qid: 2_000_822, name: 'DNS query', category: 4005, eventId: '22' },
  sysmonOther: { qid: 2_000_899, name: 'Sysmon event', category: 8008 },
  fortigateStart: { qid: 2_000_901, name: 'Traffic start', category: 4016 },
  fortigateClose: { qid: 2_000_902, name: 'Traffic close', category: 4017 },
  flow: { qid: 2_001_001, name: 'Flow', category: 14033 },
  imported: { qid: 2_001_101, name: 'Imported record', category: 10001 },
} as const satisfies Record<string, QidRow>;
