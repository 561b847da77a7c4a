import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** Words of what leaves the page: the menu and the headings of a file. Numbers in files are digits, times ISO 8601 in UTC. */
export function exportWords(format: Format) {
  const { findings } = counted(format);
  return {
    label: 'Export',
    csv: (value: number) => `CSV, for spreadsheets: ${findings(value)}`,
    json: (value: number) => `JSON, with run and queries: ${findings(value)}`,
    failed: 'The file could not be made',
    columns: {
      risk: 'Exfiltration risk',
      state: 'State',
      domain: 'Domain',
      source: 'Source IP',
      destination: 'Destination IP',
      destinations: 'Destinations',
      port: 'Destination port',
      protocol: 'Protocol',
      users: 'User',
      logSources: 'Log source',
      flowSources: 'Flow source',
      connections: 'Connections',
      sent: 'Bytes sent',
      ownSent: 'Bytes sent in sessions',
      channelSent: 'Bytes sent on data connections',
      received: 'Bytes received',
      total: 'Bytes of both directions',
      lowerBound: 'Lower bound',
      estimated: 'Estimated',
      firstSeen: 'First seen (UTC)',
      lastSeen: 'Last seen (UTC)',
      reasons: 'Reasons',
      id: 'Finding',
    },
    yes: 'yes',
    no: 'no',
  };
}

export type ExportWords = ReturnType<typeof exportWords>;
