import type { Asset, Dimensions, LogSource } from '../sql/dimensions.ts';
import { applications } from './applications.ts';
import { highLevelCategories, highLevelOf, lowLevelCategories } from './categories.ts';
import { logSources, logSourceTypes, qids, type LogSourceRow, type QidRow } from './log-sources.ts';
import { assets, domains, locations, networks, type AssetRow } from './networks.ts';
import { offensesAt, offenseTypes, rulesAt } from './offenses.ts';

const dayMs = 86_400_000;

/** What the console of the company knows besides its records, at `endMs` (epoch ms). */
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
    locations,
    assets: assets.map(assetOf),
    offenses: offensesAt(endMs),
    offenseTypes,
    rules: rulesAt(endMs),
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
      ...(row.eventId === undefined ? {} : { eventId: row.eventId }),
    })),
    domains: [{ id: 0, name: domains[0].name, description: '', tenantId: null, deleted: false }],
    networks: [],
    locations: [],
    assets: [],
    offenses: [],
    offenseTypes: offenseTypes.slice(0, 1),
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
