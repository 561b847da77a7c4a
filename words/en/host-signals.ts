import type { HostSignalKind, HostSignalsOfRun } from '../../contract/host-signal.ts';
import type { Format } from '../format.ts';

/** What a signal is, in one line. */
const kinds: Readonly<Record<HostSignalKind, string>> = {
  'ftp-script': 'ftp.exe with a script',
  'ftp-upload-by-curl': 'curl uploads by FTP',
  'c2-pipe': 'Pipe of a known tool',
};

/** What a run did about signals. */
const states: Readonly<Record<HostSignalsOfRun['state'], string>> = {
  used: 'looked for',
  off: 'not looked for, by the setting or the profile',
  'no-records':
    'not looked for: no log source of a host fills properties that tell (command line, pipe name)',
  'not-allowed': 'not allowed for your role',
  unavailable: 'asked, not answered',
};

const notices: Readonly<
  Record<Extract<HostSignalsOfRun['state'], 'not-allowed' | 'unavailable'>, string>
> = {
  'not-allowed': 'Your role may not search these records. The findings are complete without them.',
  unavailable:
    'QRadar did not answer the question about signals of hosts. The findings are complete without them.',
};

/** Words of signals of hosts, which are shown beside findings. */
export function hostSignals(format: Format) {
  const { many } = format;
  const signals = (value: number) => many(value, { one: 'host signal', other: 'host signals' });
  const hosts = (value: number) => many(value, { one: 'host', other: 'hosts' });
  return {
    kinds,
    signals,
    total: 'Host signals',
    ofRun: {
      name: 'Host signals',
      states,
      /** Which kinds the properties of the console can tell, where it is not all. */
      only: (names: readonly string[]) => `looked for ${names.join(', ')} only`,
    },
    notice: {
      title: 'Signals of hosts are missing',
      texts: notices,
      cut: 'Not all signals of hosts were read: the newest are there.',
    },
    bar: (found: number, apart: number) =>
      apart === 0
        ? `${signals(found)}, all on source IPs that have findings`
        : `${signals(found)}, ${hosts(apart)} without a finding`,
    note: 'A signal comes from the host’s own records and is no finding: it says which program ran, not what was sent. Those of source IPs with findings are on their cards. Filters of risk, protocol and bytes do not apply.',
    hidden: (value: number) => `${signals(value)} hidden by the filters.`,
    label: (host: string) => `Host signals of ${host}`,
    computer: (name: string) => `computer ${name}`,
    tool: (name: string, tool: string) => `${tool}, by the name ${name}`,
    listed: (licence: string, taken: string) => `list (${licence}, ${taken})`,
    program: 'Program',
    command: 'Command line',
    pipe: 'Pipe',
    entry: 'On the list as',
    count: 'Records',
    first: 'First seen',
    last: 'Last seen',
    logSources: 'Log source',
    unknown: 'not known',
    open: 'Open in Log Activity',
    openOf: (kind: string, host: string) => `Open in Log Activity: ${kind}, ${host}`,
    blocked: 'The browser stopped the window. Allow windows of this page, or copy the query.',
    copy: (kind: string, host: string) => `Copy the query: ${kind}, ${host}`,
    csv: (value: number) => `CSV of ${signals(value)}`,
    columns: {
      kind: 'Signal',
      domain: 'Domain',
      host: 'Source IP',
      computer: 'Computer',
      process: 'Program',
      command: 'Command line',
      pipe: 'Pipe',
      tool: 'Tool',
      entry: 'On the list as',
      source: 'List',
      count: 'Records',
      firstSeen: 'First seen (UTC)',
      lastSeen: 'Last seen (UTC)',
      logSources: 'Log source',
      id: 'Host signal',
    },
  };
}

export type HostSignalWords = ReturnType<typeof hostSignals>;
