import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** Words of the cards and of the table. */
export function card(format: Format) {
  const { bytes, count, exactBytes, many, plural } = format;
  const { connections, destinations, findings, ports } = counted(format);
  return {
    list: 'Findings by source IP',
    table: 'Findings',
    heading: (sent: number | null, total: number | null, targets: number, isEstimate: boolean) => {
      const where = destinations(targets);
      const about = isEstimate ? 'an estimated ' : '';
      if (sent !== null) return `sent ${about}${bytes(sent)} to ${where}`;
      if (total !== null) return `exchanged ${about}${bytes(total)} with ${where}`;
      return `connected to ${where}`;
    },
    domain: (name: string) => `Domain: ${name}`,
    domainId: (id: number) => `Domain ${id}`,
    lastSeen: (when: string) => `last seen ${when}`,
    bytesKnown: (known: number, all: number) => `known for ${count(known)} of ${connections(all)}`,
    lowerBound: 'lower bound',
    /** Beside numbers that are counted from groups of records; beside sums in which there are such. */
    estimated: {
      tag: 'estimated',
      ofSum: 'estimates included',
      label: 'Estimated',
      why: 'Counted from groups of records, not from single connections: sessions over several firewalls may be missed, sessions reported more than once counted twice.',
      /** … where the search for them failed. */
      notRead: {
        label: 'Estimated: records not read',
        why: 'The search for single records failed. Run the detection again.',
      },
      /** On what may have a data channel, where the search for single records failed. */
      noChannels: {
        label: 'Data channels not looked for',
        why: 'FTP and TFTP move files on connections of their own, which are found in single records. The search for these failed, so bytes of data channels are missing here. Run the detection again.',
      },
    },
    notKnown: 'not known',
    totalOnly: (total: number) => `total of both directions: ${bytes(total)}`,
    coalesced: (value: number) => `${count(value)} of them coalesced`,
    denied: (value: number, ports: string) => `and ${count(value)} denied (${ports})`,
    moreDestinations: (value: number) => `+ ${count(value)} more`,
    morePorts: (value: number) => `+ ${many(value, { one: 'more port', other: 'more ports' })}`,
    moreUsers: (value: number) => `+ ${count(value)} more`,
    noUser: 'none on record',
    fanOut: (value: number) => `${destinations(value)} together`,
    overPorts: (value: number) => `${ports(value)} together`,
    users: (value: number) => plural(value, { one: 'User', other: 'Users' }),
    destinations: (value: number) =>
      plural(value, { one: 'Destination IP', other: 'Destination IPs' }),
    ports: (value: number) =>
      plural(value, { one: 'Destination port', other: 'Destination ports' }),
    protocols: (value: number) => plural(value, { one: 'Protocol', other: 'Protocols' }),
    state: 'State',
    reasons: 'Reasons',
    explain: (label: string) => `${label}: explanation`,
    corrections: (value: number) => many(value, { one: 'correction', other: 'corrections' }),
    correctionsTitle: 'What the corrected profile did here',
    details: 'Details',
    detailsOf: (what: string) => `Details of ${what}`,
    more: (value: number) => `+ ${findings(value)} more`,
    totals: 'All findings of this source IP together',
    numbers: 'How these numbers are counted',
    technique: 'ATT&CK technique',
    explanation: {
      connections: (value: number) =>
        `${count(value)} connections: allowed ones only. Event counts of coalesced records are added up; a session logged twice counts once.`,
      coalesced: (value: number, isLowerBound: boolean) =>
        `${count(value)} connections were folded into other records, whose bytes QRadar does not keep.${isLowerBound ? ' So the bytes are a lower bound.' : ' The bytes come from elsewhere.'}`,
      sent: (value: number, known: number, all: number) =>
        `${exactBytes(value)} sent, from the counters of ${count(known)} of ${count(all)} connections.`,
      channel: (value: number, on: number) =>
        `${exactBytes(value)} of them were sent on ${count(on)} likely data connections, which are not among the connections above.`,
      received: (value: number, known: number, all: number) =>
        `${exactBytes(value)} received, from the counters of ${count(known)} of ${count(all)} connections.`,
      total: (value: number) =>
        `${exactBytes(value)} in one counter for both directions. It says nothing about how much was sent.`,
      unknown: 'No record carries a counter of sent bytes.',
      denied: (value: number) =>
        `${count(value)} connections of this source were denied. They are counted apart and are never a finding.`,
      destinations: (value: number) => `${count(value)} different destination addresses.`,
    },
  };
}

export type CardWords = ReturnType<typeof card>;
