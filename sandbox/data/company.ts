import type { Asset, Dimensions, LogSource, Offense } from '../sql/dimensions.ts';
import { applications } from './applications.ts';
import { highLevelCategories, highLevelOf, lowLevelCategories } from './categories.ts';
import { logSources, logSourceTypes, qids, type LogSourceRow, type QidRow } from './log-sources.ts';
import { assets, domains, networks, type AssetRow } from './networks.ts';

const dayMs = 86_400_000;

/**
 * What the console of the company knows besides its records, at `endMs` (epoch ms). Offenses concern two sources
 * of stories, one of them twice, so that pivots to offenses find one, several and none.
 */
export function companyDimensions(endMs: number): Dimensions {
  return {
    ...consoleDimensions(endMs),
    logSources: Object.values(logSources).map((row) => logSourceOf(row, endMs)),
    logSourceGroups: [
      { id: 100001, name: 'Perimeter', description: 'Firewalls and proxies', parentId: null },
      { id: 100002, name: 'Hosts', description: 'Servers and workstations', parentId: null },
    ],
    domains: domains.map((row) => ({ ...row, description: '', tenantId: null, deleted: false })),
    networks: networks.map((row, index) => ({
      id: index + 1,
      group: row.group,
      name: row.name,
      cidr: row.cidr,
      description: '',
      domainId: row.domainId,
      countryCode: null,
    })),
    assets: assets.map(assetOf),
    offenses: offensesAt(endMs),
    offenseTypes: [
      offenseType(0, 'Source IP', 'sourceIP'),
      offenseType(1, 'Destination IP', 'destinationIP'),
      offenseType(3, 'Username', 'userName'),
    ],
    rules: [
      rule(100_451, 'Outbound SMB from a workstation', 'EVENT', endMs),
      rule(100_452, 'Large outbound transfer', 'FLOW', endMs),
      rule(100_453, 'Remote: regular connections to a rare destination', 'COMMON', endMs),
    ],
    referenceSets: [watchlist(endMs)],
  };
}

/**
 * What every console has, whatever its data: categories, QIDs, log source types, protocols, applications, the
 * default domain. The start for imports into an empty console.
 */
export function consoleDimensions(endMs: number): Dimensions {
  return {
    logSources: [],
    logSourceTypes: Object.values(logSourceTypes).map((row) => ({
      ...row,
      custom: row.id >= 4000,
      internal: false,
    })),
    logSourceGroups: [],
    highLevelCategories: highLevelCategories.map(({ id, name }) => ({
      id,
      name,
      description: '',
    })),
    lowLevelCategories: lowLevelCategories.map(({ id, name, severity }) => ({
      id,
      name,
      description: '',
      severity,
      highLevelCategoryId: highLevelOf(id),
    })),
    qidRecords: Object.values(qids).map((row: QidRow, index) => ({
      id: 71_000 + index,
      qid: row.qid,
      name: row.name,
      description: '',
      severity: lowLevelCategories.find((category) => category.id === row.category)?.severity ?? 3,
      lowLevelCategoryId: row.category,
    })),
    domains: [{ id: 0, name: domains[0].name, description: '', tenantId: null, deleted: false }],
    networks: [],
    assets: [],
    offenses: [],
    offenseTypes: [offenseType(0, 'Source IP', 'sourceIP')],
    rules: [],
    applications: Object.values(applications),
    protocols: [
      { id: 1, name: 'icmp_ip' },
      { id: 6, name: 'tcp_ip' },
      { id: 17, name: 'udp_ip' },
      { id: 58, name: 'ipv6_icmp' },
      { id: 255, name: 'Reserved' },
    ],
    referenceSets: [{ ...watchlist(endMs), entries: [] }],
  };
}

function logSourceOf(row: LogSourceRow, endMs: number): LogSource {
  return {
    id: row.id,
    name: row.name,
    description: '',
    typeId: row.typeId,
    groupIds: [
      row.typeId === logSourceTypes.windows.id || row.typeId === logSourceTypes.linux.id
        ? 100002
        : 100001,
    ],
    enabled: true,
    status: 'SUCCESS',
    statusMessages: [],
    lastEventTimeMs: endMs,
    averageEps: 1,
    coalesceEvents: row.coalesces,
    credibility: 5,
    sendingIp: row.address,
    autoDiscovered: true,
    creationMs: endMs - 400 * dayMs,
    modifiedMs: endMs - 30 * dayMs,
  };
}

function assetOf(row: AssetRow): Asset {
  return {
    id: row.id,
    domainId: row.domainId,
    hostnames: [row.hostname],
    ips: [row.address],
    macAddress: null,
    users: row.user === null ? [] : [row.user],
    operatingSystem: row.hostname.startsWith('lx-')
      ? 'Linux'
      : row.hostname.startsWith('ws-')
        ? 'Windows 11'
        : null,
    riskScore: row.id % 7,
    vulnerabilityCount: row.id % 4,
  };
}

function offensesAt(endMs: number): Offense[] {
  const exfiltration = offense(endMs, {
    id: 1204,
    description: 'Outbound SMB from a workstation\n containing Large outbound transfer\n',
    offenseSource: '10.30.6.23',
    startMs: endMs - 5 * 3_600_000,
    lastUpdatedMs: endMs - 4 * 3_600_000,
    magnitude: 6,
    ruleIds: [100_451, 100_452],
  });
  const beacon = offense(endMs, {
    id: 1205,
    description: 'Remote: regular connections to a rare destination\n',
    offenseSource: '10.30.4.17',
    startMs: endMs - 19 * 3_600_000,
    lastUpdatedMs: endMs - 2 * 3_600_000,
    magnitude: 4,
    ruleIds: [100_453],
  });
  return [
    exfiltration,
    beacon,
    {
      ...beacon,
      id: 1188,
      status: 'CLOSED',
      startMs: endMs - 9 * dayMs,
      lastUpdatedMs: endMs - 8 * dayMs,
      inactive: true,
    },
  ];
}

function offense(
  endMs: number,
  known: Pick<
    Offense,
    'id' | 'description' | 'offenseSource' | 'startMs' | 'lastUpdatedMs' | 'magnitude' | 'ruleIds'
  >,
): Offense {
  return {
    status: 'OPEN',
    offenseTypeId: 0,
    sourceIps: [known.offenseSource],
    localDestinationIps: [],
    sourceNetwork: 'Internal.Clients',
    destinationNetworks: ['other'],
    domainId: 0,
    severity: 5,
    credibility: 4,
    relevance: 6,
    eventCount: 5,
    flowCount: 40,
    usernameCount: 1,
    remoteDestinationCount: 1,
    categories: ['Firewall Session Closed'],
    logSourceIds: [logSources.paEdge.id],
    assignedTo: null,
    inactive: endMs - known.lastUpdatedMs > 5 * dayMs,
    protected: false,
    followUp: false,
    ...known,
  };
}

function offenseType(
  id: number,
  name: string,
  propertyName: string,
): Dimensions['offenseTypes'][number] {
  return { id, name, propertyName, databaseType: 'COMMON', custom: false };
}

function rule(
  id: number,
  name: string,
  type: 'EVENT' | 'FLOW' | 'COMMON',
  endMs: number,
): Dimensions['rules'][number] {
  return {
    id,
    name,
    type,
    enabled: true,
    owner: 'admin',
    origin: 'USER',
    creationMs: endMs - 300 * dayMs,
    modifiedMs: endMs - 60 * dayMs,
  };
}

function watchlist(endMs: number): Dimensions['referenceSets'][number] {
  return {
    id: 61,
    name: 'Suspicious destinations',
    entryType: 'IP',
    namespace: 'SHARED',
    description: 'Addresses analysts want to see again',
    expiryType: 'NO_EXPIRY',
    timeToLiveSeconds: null,
    creationMs: endMs - 200 * dayMs,
    entries: [
      {
        id: 9001,
        value: '28.14.7.201',
        source: 'reference data api',
        notes: null,
        domainId: null,
        firstSeenMs: endMs - 3 * dayMs,
        lastSeenMs: endMs - 3 * dayMs,
      },
    ],
  };
}
