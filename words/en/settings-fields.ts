type FieldWords = {
  readonly label: string;
  /** What it means and what it changes, in a sentence or two. */
  readonly meaning: string;
};

const names =
  'One property name a line, the preferred one first; the first that the console has is used.';

/** Each setting that can be changed. */
export const settingsFields = {
  profile: {
    label: 'Default profile',
    meaning: 'Used where a run does not choose a profile itself.',
  },
  connections: {
    label: 'Connections',
    meaning:
      'A source and a destination are a finding above this many connections. The default is the source rule’s; the source profile keeps it.',
  },
  mediumBytes: {
    label: 'Bytes sent for Medium',
    meaning:
      'Above this a finding is rated Medium, and few connections are enough. In bytes. The default, 1 MiB, is the source rule’s; the source profile keeps it.',
  },
  highBytes: {
    label: 'Bytes sent for High',
    meaning:
      'Above this a finding is rated High. In bytes. The default, 10 MiB, is the source rule’s; the source profile keeps it.',
  },
  portPacks: {
    label: 'Further ports',
    meaning:
      'Searched beside 20, 21, 69, 139, 445 and 990 of the source rule, by the corrected profile only.',
  },
  categories: {
    label: 'Further low-level categories',
    meaning:
      'One id a line, for example 4002. Records of these categories count as allowed connections, beside those that the rule knows, in the corrected profile only. The page Coverage names what this console uses.',
  },
  remoteSources: {
    label: 'Look at hosts that QRadar takes for remote, too',
    meaning:
      'For consoles whose network hierarchy does not hold all networks: a connection between two remote hosts (R2R) then counts as outbound. Better is to complete the hierarchy, which other rules need as well.',
  },
  stitching: {
    label: 'Rate data channels of FTP and TFTP',
    meaning:
      'Data connections that were joined to control sessions count as sent by them. Switched off, they are shown but not rated.',
  },
  hostSignals: {
    label: 'Look for signals of hosts',
    meaning:
      'One further search looks in records of Sysmon for ftp.exe with a script, for curl that uploads by FTP, and for pipes with names of known tools. Signals are shown beside the findings of the same source IP; they change no finding.',
  },
  sent: { label: 'Properties of bytes sent', meaning: `${names} They rate the risk.` },
  received: { label: 'Properties of bytes received', meaning: names },
  total: {
    label: 'Properties of bytes of both directions',
    meaning: `${names} A total is shown and never rates as sent.`,
  },
  packetsSent: {
    label: 'Properties of packets sent',
    meaning: `${names} Used to recognise byte counters that cannot be true.`,
  },
  packetsReceived: {
    label: 'Properties of packets received',
    meaning: `${names} Used to recognise byte counters that cannot be true.`,
  },
  dataPort: {
    label: 'Properties of the announced data port',
    meaning: `${names} It joins data connections.`,
  },
  dataHost: { label: 'Properties of the announced address', meaning: names },
  dataMode: {
    label: 'Properties of the announced mode',
    meaning: `${names} It holds passive or active, or true for passive.`,
  },
  command: { label: 'Properties of the FTP command', meaning: names },
  fileName: { label: 'Properties of the file name', meaning: names },
  ownPublicBlocks: {
    label: 'Own public blocks',
    meaning:
      'One CIDR block a line, for example 198.51.100.0/24. Connections to these addresses stay inside and are no findings.',
  },
  reuseMinutes: {
    label: 'Reuse of results, in minutes',
    meaning: 'A result this young is shown again instead of asking Ariel. 0 asks Ariel every time.',
  },
  maxFindings: {
    label: 'Most findings of a run',
    meaning: 'Reaching it is shown above the results. More need more memory in every browser.',
  },
  maxRows: {
    label: 'Most result rows of a run',
    meaning: 'Reading stops there, which is shown. More need more memory in the app.',
  },
  truePositives: {
    label: 'Tell QRadar of true positives',
    meaning:
      'Closing a finding as true positive sends an event by syslog, of which a rule of QRadar can make an offense. See docs/offenses.md for the log source and the rule.',
  },
  newHigh: {
    label: 'Tell QRadar of new High findings',
    meaning:
      'A finding that is High for the first time sends an event, whoever has run the detection.',
  },
  receiver: {
    label: 'Receiver',
    meaning: 'Host name or IP address of the QRadar appliance that takes syslog over TCP.',
  },
  receiverPort: {
    label: 'Port of the receiver',
    meaning: 'QRadar takes syslog over TCP on 514.',
  },
  logLevel: {
    label: 'Log level',
    meaning: 'What the app writes to its log, from the next line on. Default: Requests.',
  },
  logFiles: {
    label: 'Log files kept',
    meaning: 'Files of 2 MiB in the app’s store, the one in use among them. The oldest goes first.',
  },
  auditDays: {
    label: 'Days that changes are kept',
    meaning: 'Who changed which setting can be looked up this long.',
  },
} satisfies Record<string, FieldWords>;
