import type { PortPack, Settings } from '../../contract/session.ts';
import { count } from '../format.ts';
import { plural } from './plural.ts';

type FieldWords = {
  readonly label: string;
  /** What it means and what it changes, in a sentence or two. */
  readonly meaning: string;
};

const names =
  'One property name a line, the preferred one first; the first that the console has is used.';

const portPacks: Record<PortPack, { readonly label: string; readonly consequence: string }> = {
  'ftps-data': {
    label: 'FTPS data: 989/tcp',
    consequence: 'Rare and safe to add: little else uses this port.',
  },
  'alternative-ftp': {
    label: 'FTP on other ports: 2121/tcp and 2811/tcp',
    consequence:
      'Port 2121 is used by appliances, too, and is scanned often: expect findings that are no FTP.',
  },
  ssh: {
    label: 'SSH: 22/tcp, with SFTP and SCP',
    consequence:
      'Not part of T1071.002 by MITRE’s list, and every log-in counts: in measured traffic every sixth record was SSH, which drowns the rest.',
  },
};

const fields = {
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
  stitching: {
    label: 'Rate data channels of FTP and TFTP',
    meaning:
      'Data connections that were joined to control sessions count as sent by them. Switched off, they are shown but not rated.',
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
  logLevel: {
    label: 'Log level',
    meaning: 'What the app writes to its log, from the next line on. Default: Requests.',
  },
  logFiles: {
    label: 'Log files kept',
    meaning: 'Files of 2 MB in the app’s store, the one in use among them. The oldest goes first.',
  },
  auditDays: {
    label: 'Days that changes are kept',
    meaning: 'Who changed which setting can be looked up this long.',
  },
} satisfies Record<string, FieldWords>;

const logLevels: Record<Settings['logLevel'], string> = {
  debug: 'Requests and every call to the console',
  info: 'Requests',
  warn: 'Warnings and errors',
  error: 'Errors',
};

/** Words of the settings. */
export const settings = {
  title: 'Settings',
  scope: 'These hold for everybody who uses this app.',
  openAdmin: 'Open the configuration page, which shows who changed them, too',
  close: 'Close settings',
  save: 'Save',
  saving: 'Saving',
  cancel: 'Cancel',
  loading: 'Reading the settings',
  readOnly: {
    title: 'Only an administrator can change these',
    text: (user: string) =>
      `The role of ${user} lacks the permission “System Administrator”. You see what is set.`,
  },
  fields,
  portPacks,
  logLevels,
  groups: {
    detection: 'Detection',
    properties: 'Byte and packet properties',
    ftp: 'Properties of FTP logs (Zeek, Suricata)',
    network: 'Network',
    limits: 'Limits',
    keeping: 'Log and changes',
  },
  admin: {
    title: 'Transfer Watch: configuration',
    saved: 'Saved. It holds from now on.',
    audit: 'Changes',
    noAudit: 'Nobody has changed a setting yet.',
    olderAudit: 'Show older changes',
    loadingAudit: 'Reading the changes',
    columns: { when: 'When', who: 'Who', setting: 'Setting', from: 'From', to: 'To' },
  },
  reset: 'Reset to default',
  resetOf: (label: string) => `Reset to default: ${label}`,
  defaultIs: (value: string) => `Default: ${value}.`,
  defaultEmpty: 'none',
  range: (from: number, to: number) => `A whole number from ${count(from)} to ${count(to)}.`,
  errors: {
    name: (line: number) =>
      `Name ${count(line)}: 1 to 100 characters, without quotation marks, backslashes and control characters.`,
    block: (line: number) => `Block ${count(line)} is not a CIDR block such as 198.51.100.0/24.`,
    order: 'High has to be above Medium.',
    number: (from: number, to: number) =>
      `Enter a whole number from ${count(from)} to ${count(to)}.`,
    summary: (value: number) =>
      `${count(value)} ${plural(value, { one: 'field needs', other: 'fields need' })} correction before this can be saved.`,
  },
  proposals: {
    properties: 'The console has these; add',
    add: (name: string) => `Add ${name}`,
    blocks: 'Public blocks of the network hierarchy',
    block: (cidr: string, name: string) => `${cidr} (${name})`,
    noBlocks: 'The network hierarchy has no public block.',
    blocksNotAllowed: 'You may not read the network hierarchy, so nothing is proposed.',
    loading: 'Asking the console what it has',
    failed: (title: string) => `No proposals: ${title}.`,
  },
};
