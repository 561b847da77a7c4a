import type { PortPack, Settings } from '../../contract/session.ts';
import type { Format } from '../format.ts';
import { settingsFields } from './settings-fields.ts';
import { trail } from './trail.ts';

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

const logLevels: Record<Settings['logLevel'], string> = {
  debug: 'Requests and every call to the console',
  info: 'Requests',
  warn: 'Warnings and errors',
  error: 'Errors',
};

/** Words of the settings. */
export const settings = ({ count, many, time }: Format) => ({
  title: 'Settings',
  scope: 'These hold for everybody who uses this app.',
  openAdmin: 'Open the configuration page, which shows who changed them, too',
  sections: 'Sections',
  save: 'Save',
  saving: 'Saving',
  saved: 'Saved. It holds from now on.',
  noChanges: 'No changes',
  /** Settings that differ from what is stored. */
  changes: (value: number) =>
    `${many(value, { one: 'change is', other: 'changes are' })} not saved`,
  discard: 'Discard changes',
  /** Where going on would lose them. */
  unsaved: 'What you have changed is lost when you go on.',
  stay: 'Keep editing',
  close: 'Close',
  loading: 'Reading the settings',
  readOnly: {
    title: 'Only an administrator can change these',
    text: (user: string) =>
      `The role of ${user} lacks the permission “System Administrator”. You see what is set. Users whose role has it can change it here, and on the console’s Admin tab.`,
  },
  fields: settingsFields,
  portPacks,
  logLevels,
  /** A setting that is switched on or off. */
  on: 'on',
  off: 'off',
  /** Where own public blocks hide much of what is seen. */
  saveAnyway: 'Save anyway',
  conflict: {
    title: (value: number) =>
      `${many(value, { one: 'setting differs', other: 'settings differ' })} from what somebody else has saved`,
    same: 'What somebody else has saved is what stands here.',
    theirs: (value: string) => `Saved by somebody else: ${value}`,
    mine: (value: string) => `Set here: ${value}`,
  },
  groups: {
    detection: 'Detection',
    properties: 'Byte and packet properties',
    ftp: 'Properties of FTP logs (Zeek, Suricata)',
    network: 'Network',
    limits: 'Limits',
    signal: 'Signal to QRadar',
    keeping: 'Log and changes',
  },
  trail: trail({ count, time }),
  admin: {
    title: 'Transfer Watch: configuration',
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
    category: (line: number | null) =>
      line === null
        ? 'At most 50 categories.'
        : `Line ${count(line)} is not the id of a low-level category, a whole number such as 4002.`,
    block: (line: number) => `Block ${count(line)} is not a CIDR block such as 198.51.100.0/24.`,
    wideBlock: (line: number, shortest: { readonly ipv4: number; readonly ipv6: number }) =>
      `Block ${count(line)} is wider than anybody’s own: at least /${count(shortest.ipv4)} of IPv4 or /${count(shortest.ipv6)} of IPv6. It would hide most of the Internet.`,
    receiver: 'Enter a host name or an IP address, without a port.',
    noReceiver: 'Say where events are sent, or switch both off.',
    order: 'High has to be above Medium.',
    number: (from: number, to: number) =>
      `Enter a whole number from ${count(from)} to ${count(to)}.`,
    count: (value: number) =>
      many(value, { one: 'field needs correction', other: 'fields need correction' }),
    summary: (value: number) =>
      `${many(value, { one: 'field needs', other: 'fields need' })} correction before this can be saved.`,
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
});

export type SettingsWords = ReturnType<typeof settings>;
