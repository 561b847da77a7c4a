import type { Protocol } from '../../../contract/finding.ts';
import { portPacks, type PortMeaning } from '../../../cards/port-packs.ts';
import { checkedRule } from './rule-check.ts';
import type { Rule } from './rule-type.ts';

/**
 * The rule of Transfer Watch. Ports and the three figures marked `source-rule` are those of the analysts'
 * query; docs/detection.md explains every other value.
 */
export const rule: Rule = checkedRule({
  ports: [
    { port: 20, protocolId: 6, protocol: 'FTP' },
    { port: 21, protocolId: 6, protocol: 'FTP' },
    { port: 69, protocolId: 17, protocol: 'TFTP' },
    { port: 139, protocolId: 6, protocol: 'SMB' },
    { port: 445, protocolId: 6, protocol: 'SMB' },
    { port: 990, protocolId: 6, protocol: 'FTPS' },
  ],
  // Low-level category ids (docs/qradar-facts.md#categories): of those for access every one that allows, refuses or
  // follows a connection; of those for applications the families that these ports carry, SSL (FTPS) and SSH (port packs) too.
  categories: {
    permit: [4002, 4012, 4014, 4027, 4029, 4031, 4037, 4039],
    opened: [4007, 4016, 4024, 4025, 18010, 18037, 18067, 18183, 18205, 18215, 18279],
    progress: [
      4021, 4022, 4023, 18015, 18016, 18042, 18072, 18073, 18074, 18075, 18188, 18210, 18220, 18284,
    ],
    closed: [
      4008, 4017, 4018, 4019, 18011, 18012, 18013, 18038, 18039, 18040, 18068, 18069, 18070, 18184,
      18185, 18186, 18206, 18207, 18208, 18216, 18217, 18218, 18280, 18281, 18282,
    ],
    denied: [
      4003, 4006, 4013, 4015, 4020, 4026, 4028, 4030, 4032, 4038, 18014, 18041, 18071, 18187, 18209,
      18219, 18283,
    ],
  },
  thresholds: {
    connections: { value: 3, source: 'source-rule' },
    mediumBytes: { value: 1_048_576, source: 'source-rule' },
    highBytes: { value: 10_485_760, source: 'source-rule' },
    // No peer publishes a cut for fan-out; 5 is the smallest count we call "many".
    fanOutDestinations: { value: 5, source: 'choice' },
    // Says what stands out among the site's own sources; decides about none.
    fanOutPercentile: { value: 95, source: 'choice' },
    // 90th percentile of 77 real FTP control sessions, log-in included.
    overheadSentBytes: { value: 223, source: 'measured' },
    overheadReceivedBytes: { value: 649, source: 'measured' },
    // RFC 6928, section 2: the initial window, in bytes of payload.
    unansweredBytes: { value: 14_600, source: 'standard' },
    // RFC 791, section 3.1, and RFC 9293, section 3.1: headers of at most 60 bytes each.
    headerBytes: { value: 120, source: 'standard' },
    // RFC 791, section 3.1: total length is 16 bits.
    bytesPerPacket: { value: 65_535, source: 'standard' },
    // "Nearly all": what is left would not change the reading of the volume.
    singleRecordShare: { value: 0.9, source: 'choice' },
    // Between the bands of RITA (medium from 70, high from 90): docs/decisions/0017-regularity.md has what chance reaches.
    regularScore: { value: 80, source: 'choice' },
    // RITA before version 5: one an hour, because fewer bring false positives.
    regularConnections: { value: 23, source: 'choice' },
    // RITA's least duration (`duration_min_hours_seen`): a batch of uploads is even too, but soon over.
    regularHours: { value: 6, source: 'choice' },
  },
  // IANA special-purpose address registries. `::ffff:0:0/96` is absent on purpose: an embedded IPv4 address
  // is judged as the IPv4 address it is (addresses.ts).
  specialRanges: {
    ipv4: [
      '0.0.0.0/8',
      '10.0.0.0/8',
      '100.64.0.0/10',
      '127.0.0.0/8',
      '169.254.0.0/16',
      '172.16.0.0/12',
      '192.0.0.0/24',
      '192.0.2.0/24',
      '192.168.0.0/16',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '224.0.0.0/4',
      '240.0.0.0/4',
    ],
    ipv6: [
      '::/128',
      '::1/128',
      '64:ff9b:1::/48',
      '2001:2::/48',
      '2001:db8::/32',
      '3fff::/20',
      'fc00::/7',
      'fe80::/10',
      'ff00::/8',
    ],
  },
  // The longest range that a run request accepts (contract/run.ts).
  window: { maxMinutes: 60 * 24 * 31 },
  switches: { ipv6Addresses: true, packetBound: true, severalNames: true },
});

/**
 * What the analysts' query filters by, kept apart because the `source` profile must not move when the rule
 * does: its six IPv4 blocks, its four category names and its two properties are quoted from that query.
 */
export const sourceRule = {
  categoryNames: [
    'Access Permitted',
    'Connection Accepted',
    'Session Opened',
    'Network Connection',
  ],
  byteProperties: { sent: 'BytesSent', received: 'BytesReceived' },
  privateRanges: [
    '10.0.0.0/8',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '100.64.0.0/10',
  ],
} as const;

/** Port numbers of the rule, ascending, each once. */
export function portsOf(from: Rule): number[] {
  return [...new Set(from.ports.map((meaning) => meaning.port))].sort((a, b) => a - b);
}

/** Transport by IANA protocol number: `tcp`, `udp`, or the number as text. */
export function transportOf(protocolId: number): string {
  return protocolId === 6 ? 'tcp' : protocolId === 17 ? 'udp' : String(protocolId);
}

/** Reverse of `transportOf`; `null` for a text that it never returns. */
export function protocolIdOf(transport: string): number | null {
  if (transport === 'tcp') return 6;
  if (transport === 'udp') return 17;
  return /^\d{1,3}$/.test(transport) ? Number(transport) : null;
}

/**
 * Protocol numbers of records that do not tell their transport: neither 0 (a header of IPv6) nor 255 (reserved; IANA)
 * has ports.
 */
const transportless: readonly number[] = [0, 255];

/** Whether a protocol number tells a transport. */
export function isTransportTold(protocolId: number): boolean {
  return !transportless.includes(protocolId);
}

/** The transport of a record: as it says, or what its port means where it says none (IANA protocol numbers). */
export function transportFor(port: number | null, protocolId: number): number {
  if (isTransportTold(protocolId)) return protocolId;
  return meaningOf(port)?.protocolId ?? protocolId;
}

/** The protocol numbers that records on a port may have which are of this transport. */
export function protocolIdsFor(port: number, protocolId: number): number[] {
  return meaningOf(port)?.protocolId === protocolId ? [protocolId, ...transportless] : [protocolId];
}

function meaningOf(port: number | null): PortMeaning | undefined {
  return knownPorts.find((known) => known.port === port);
}

/** Every port that has a meaning: those of the rule, and of the packs whether they are on or not. */
export const knownPorts: readonly PortMeaning[] = [
  ...rule.ports,
  ...Object.values(portPacks).flat(),
];

/** Protocol of a port on a transport; a known port on another transport is `OTHER`. */
export function protocolOf(port: number, protocolId: number): Protocol {
  const meaning = knownPorts.find(
    (known) => known.port === port && known.protocolId === protocolId,
  );
  return meaning?.protocol ?? 'OTHER';
}

/** Protocol by port alone, as the source query names it (`OTHER` for a port it does not list). */
export function protocolByPort(port: number): Protocol {
  return rule.ports.find((known) => known.port === port)?.protocol ?? 'OTHER';
}
