import type { Dimensions, Offense } from '../sql/dimensions.ts';
import { logSources } from './log-sources.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What an offense is indexed on (docs/qradar-facts.md#offense-types); the number of Destination IP is the stand-in's. */
const types = { sourceIp: 0, destinationIp: 1, username: 3 } as const;

/** Rules of the company, by a short name. */
const rules = {
  smb: { id: 100_451, name: 'Outbound SMB from a workstation', type: 'EVENT' },
  large: { id: 100_452, name: 'Large outbound transfer', type: 'FLOW' },
  regular: {
    id: 100_453,
    name: 'Remote: regular connections to a rare destination',
    type: 'COMMON',
  },
  ftp: { id: 100_454, name: 'FTP to the Internet outside the file gateway', type: 'EVENT' },
  mail: { id: 100_455, name: 'Mail server contacts many new destinations', type: 'FLOW' },
  probe: { id: 100_456, name: 'Public web site probed by many sources', type: 'EVENT' },
  logins: { id: 100_457, name: 'Repeated failed logins of one account', type: 'EVENT' },
  spread: { id: 100_458, name: 'One host contacts many remote hosts', type: 'COMMON' },
  denied: { id: 100_459, name: 'Denied SMB to the Internet', type: 'EVENT' },
  device: { id: 100_460, name: 'Network device speaks to the Internet', type: 'EVENT' },
  ipv6: { id: 100_461, name: 'SMB over IPv6 leaves the company', type: 'EVENT' },
  attack: { id: 100_462, name: 'Technique of a validation plan observed', type: 'EVENT' },
} as const satisfies Record<string, Pick<Dimensions['rules'][number], 'id' | 'name' | 'type'>>;

type RuleName = keyof typeof rules;
type Given = Pick<Offense, 'id' | 'offenseSource' | 'magnitude'> & {
  readonly rules: readonly [RuleName, ...RuleName[]];
  /** Since when and until when, hours before the end of the day. */
  readonly hours: readonly [number, number];
} & Partial<Offense>;

const closed = { status: 'CLOSED' } as const;
const branch = { domainId: 1, sourceNetwork: 'Branch.Branch_Clients' } as const;
const user = { offenseTypeId: types.username } as const;

/**
 * The offenses of the company: of sources of the stories and of others, open, closed and hidden, indexed on
 * addresses and on users. One concerns 10.30.6.23 and two 10.30.4.17, so that pivots find one, several and none.
 */
const given: readonly Given[] = [
  {
    id: 1188,
    offenseSource: '10.30.4.17',
    magnitude: 4,
    rules: ['regular'],
    hours: [216, 192],
    ...closed,
  },
  {
    id: 1190,
    offenseSource: '10.20.1.30',
    magnitude: 5,
    rules: ['large'],
    hours: [167, 141],
    ...closed,
  },
  {
    id: 1191,
    offenseSource: '10.30.4.8',
    magnitude: 7,
    rules: ['attack'],
    hours: [150, 149],
    ...closed,
  },
  {
    id: 1193,
    offenseSource: 'CORP\\user417',
    magnitude: 2,
    rules: ['logins'],
    hours: [22, 3],
    ...user,
  },
  {
    id: 1194,
    offenseSource: '10.20.1.15',
    magnitude: 3,
    rules: ['large'],
    hours: [20, 2],
    ...closed,
    assignedTo: 'analyst',
  },
  {
    id: 1195,
    offenseSource: '28.19.64.80',
    magnitude: 2,
    rules: ['probe'],
    hours: [16, 15.5],
    offenseTypeId: types.destinationIp,
    sourceNetwork: 'other',
    destinationNetworks: ['Perimeter.Own_Public'],
    localDestinationIps: ['28.19.64.80'],
    sourceIps: [],
  },
  {
    id: 1196,
    offenseSource: '10.20.250.3',
    magnitude: 4,
    rules: ['device'],
    hours: [16.2, 5],
    sourceNetwork: 'Internal.Servers',
  },
  {
    id: 1197,
    offenseSource: '10.30.8.77',
    magnitude: 3,
    rules: ['smb'],
    hours: [20, 1],
    status: 'HIDDEN',
  },
  {
    id: 1198,
    offenseSource: '10.40.0.25',
    magnitude: 3,
    rules: ['mail'],
    hours: [12, 11],
    sourceNetwork: 'Perimeter.DMZ',
  },
  {
    id: 1199,
    offenseSource: '10.30.5.88',
    magnitude: 6,
    rules: ['ftp', 'large'],
    hours: [20, 1.5],
  },
  {
    id: 1200,
    offenseSource: '10.30.9.9',
    magnitude: 8,
    rules: ['spread', 'smb'],
    hours: [20, 0.75],
    followUp: true,
  },
  { id: 1201, offenseSource: '10.30.2.2', magnitude: 4, rules: ['ftp'], hours: [17, 9], ...branch },
  {
    id: 1202,
    offenseSource: '2d00:c0de:10:30::51',
    magnitude: 5,
    rules: ['ipv6'],
    hours: [7.1, 5],
    sourceNetwork: 'Internal.Clients_IPv6',
  },
  {
    id: 1203,
    offenseSource: '10.30.4.52',
    magnitude: 8,
    rules: ['ftp', 'large'],
    hours: [6.1, 5],
    assignedTo: 'analyst',
  },
  { id: 1204, offenseSource: '10.30.6.23', magnitude: 9, rules: ['smb', 'large'], hours: [5.1, 4] },
  {
    id: 1205,
    offenseSource: '10.30.4.17',
    magnitude: 6,
    rules: ['regular'],
    hours: [19.1, 0.6],
    protected: true,
  },
  { id: 1206, offenseSource: '10.30.4.99', magnitude: 3, rules: ['denied'], hours: [2.1, 1.9] },
  { id: 1208, offenseSource: '10.30.12.7', magnitude: 8, rules: ['ftp', 'smb'], hours: [7.1, 1.1] },
  {
    id: 1207,
    offenseSource: 'CORP\\s.okoye',
    magnitude: 5,
    rules: ['ftp'],
    hours: [6.1, 5.1],
    ...user,
  },
];

/** Them at the end of the day, epoch ms. What their records tell is counted later (`offense-records.ts`). */
export function offensesAt(endMs: number): Offense[] {
  return given.map(({ rules: names, hours: [since, until], ...rest }) => {
    const [first, ...others] = names.map((name) => rules[name].name);
    const containing = others.map((name) => ` containing ${name}\n`).join('');
    const lastUpdatedMs = endMs - until * hourMs;
    return {
      description: `${first ?? ''}\n${containing}`,
      status: 'OPEN',
      offenseTypeId: types.sourceIp,
      sourceIps: rest.offenseTypeId === types.username ? [] : [rest.offenseSource],
      localDestinationIps: [],
      sourceNetwork: 'Internal.Clients',
      destinationNetworks: ['other'],
      domainId: 0,
      severity: Math.min(10, rest.magnitude + 1),
      credibility: 4,
      relevance: Math.max(1, rest.magnitude - 1),
      startMs: endMs - since * hourMs,
      lastUpdatedMs,
      eventCount: 60,
      flowCount: 40,
      usernameCount: 1,
      remoteDestinationCount: 1,
      categories: ['Firewall Session Closed'],
      logSourceIds: [logSources.paEdge.id],
      ruleIds: names.map((name) => rules[name].id),
      assignedTo: null,
      inactive: endMs - lastUpdatedMs > 5 * dayMs,
      protected: false,
      followUp: false,
      ...rest,
    };
  });
}

/** The rules that raised them. */
export function rulesAt(endMs: number): Dimensions['rules'] {
  return Object.values(rules).map(({ id, name, type }) => ({
    id,
    name,
    type,
    enabled: true,
    owner: 'admin',
    origin: 'USER',
    creationMs: endMs - 300 * dayMs,
    modifiedMs: endMs - 60 * dayMs,
  }));
}

/** The types they are of. */
export const offenseTypes: Dimensions['offenseTypes'] = [
  offenseType(types.sourceIp, 'Source IP', 'sourceIP'),
  offenseType(types.destinationIp, 'Destination IP', 'destinationIP'),
  offenseType(types.username, 'Username', 'userName'),
];

function offenseType(
  id: number,
  name: string,
  propertyName: string,
): Dimensions['offenseTypes'][number] {
  return { id, name, propertyName, databaseType: 'COMMON', custom: false };
}
