import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** Words of the filters above the findings. */
export function filter(format: Format) {
  const { findings } = counted(format);
  return {
    label: 'Filters',
    text: 'Search addresses, ports, users, log sources',
    textPlaceholder: 'Address, port, user, log source',
    clearText: 'Clear the search text',
    bytes: 'Bytes sent',
    bytesOptions: { any: 'Known or not', known: 'Known', unknown: 'Not known' },
    range: 'Time range',
    ranges: {
      '1h': 'Last hour',
      '6h': 'Last 6 hours',
      '24h': 'Last 24 hours',
      '7d': 'Last 7 days',
      custom: 'Custom range',
    },
    profile: 'Profile',
    aboutProfiles: 'Compare profiles',
    sort: 'Sort by',
    sorts: {
      risk: 'Risk',
      sent: 'Bytes sent',
      received: 'Bytes received',
      connections: 'Connections',
      lastSeen: 'Last seen',
      firstSeen: 'First seen',
      source: 'Source IP',
      destination: 'Destination IP',
      port: 'Destination port',
      user: 'User',
      protocol: 'Protocol',
      logSource: 'Log source',
    },
    view: 'View',
    views: { cards: 'Cards', table: 'Table' },
    clear: 'Clear filters',
    active: 'Active filters',
    remove: (what: string) => `Remove filter ${what}`,
    tags: {
      text: (value: string) => `Text: ${value}`,
      risk: (value: string) => `Risk: ${value}`,
      protocol: (value: string) => `Protocol: ${value}`,
      bytes: (value: string) => `Bytes sent: ${value}`,
      time: (range: string) => `Active: ${range}`,
      address: (value: string) => `Address: ${value}`,
      only: {
        source: (value: string) => `Only source IP ${value}`,
        destination: (value: string) => `Only destination IP ${value}`,
        user: (value: string) => `Only user ${value}`,
      },
      exclude: {
        source: (value: string) => `Without source IP ${value}`,
        destination: (value: string) => `Without destination IP ${value}`,
        user: (value: string) => `Without user ${value}`,
      },
    },
    custom: {
      from: 'From',
      to: 'To (not included)',
      apply: 'Apply range',
      order: 'The end has to be after the beginning.',
      missing: 'Enter a date and a time.',
      tooLong: 'A range can be 31 days at most.',
      zone: (zone: string) => `Times are in your time zone, ${zone}.`,
    },
    resultsOf: (shown: number, all: number) =>
      shown === all ? findings(all) : `${format.count(shown)} of ${findings(all)} shown`,
  };
}

export type FilterWords = ReturnType<typeof filter>;
