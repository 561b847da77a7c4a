import { consoleDimensions } from '../company.ts';
import type { CustomProperty } from '../../sql/custom-property.ts';
import type { Dimensions } from '../../sql/dimensions.ts';
import { localNetworks } from '../direction.ts';
import { logSourceTypes, type LogSourceRow, type QidRow } from '../log-sources.ts';

/** The network hierarchy of the second day's site; public blocks stand for nobody, as on the first day. */
const networks = [
  { name: 'Offices', group: 'Site', cidr: '172.22.0.0/16' },
  { name: 'Halls', group: 'Site', cidr: '172.24.0.0/16' },
  { name: 'Site_Public', group: 'Perimeter', cidr: '29.40.0.0/22' },
] as const;

/** Tells local from remote at the site. */
export const site = localNetworks(networks.map(({ cidr }) => cidr));

/** Types of devices that the first day has none of; ids above 4000 are custom. */
const types = {
  ...logSourceTypes,
  junos: { id: 64, name: 'Juniper Junos OS Platform' },
  other: { id: 4101, name: 'Site devices' },
} as const;

/** The log sources of the site. What each does wrong is written down in docs/bench.md. */
export const sources = {
  interim: logSource(301, 'fg-hq-01', types.fortigate.id),
  upliftA: logSource(302, 'srx-a', types.junos.id),
  upliftB: logSource(303, 'srx-b', types.junos.id),
  progress: logSource(304, 'utm-hall-03', types.other.id),
  delta: logSource(305, 'gw-delta-04', types.other.id),
  total: logSource(306, 'asa-dc-05', types.asa.id),
  opening: logSource(307, 'acl-router-06', types.other.id),
  late: logSource(308, 'relay-late-07', types.other.id),
  portless: logSource(309, 'proxy-noport-08', types.other.id),
  protocol: logSource(310, 'legacy-proto-09', types.other.id),
  mapped: logSource(311, 'dual-stack-10', types.other.id),
  doubled: logSource(312, 'two-relays-11', types.other.id),
  coalescing: { ...logSource(313, 'cp-coalesce-12', types.checkPoint.id), coalesces: true },
} as const;

/** What these devices log. Numbers are invented, above 2,000,000 as those of custom QIDs are. */
export const events = {
  opened: { qid: 2_100_001, name: 'Session created', category: 4007 },
  closed: { qid: 2_100_002, name: 'Session closed', category: 4008 },
  permitted: { qid: 2_100_003, name: 'Traffic permitted', category: 4002 },
  accepted: { qid: 2_100_004, name: 'Access list permit', category: 4012 },
  begun: { qid: 2_100_005, name: 'Connection begun', category: 4016 },
  inProgress: { qid: 2_100_006, name: 'Connection in progress', category: 4021 },
  ended: { qid: 2_100_007, name: 'Connection ended', category: 4017 },
  reset: { qid: 2_100_008, name: 'Connection reset by server', category: 4018 },
  denied: { qid: 2_100_009, name: 'Traffic denied', category: 4003 },
  flow: { qid: 2_100_010, name: 'Flow', category: 4001 },
} as const satisfies Record<string, QidRow>;

/** The byte properties of the site: two spellings of the same, and one for both directions together. */
export const properties: readonly CustomProperty[] = [
  'BytesSent',
  'BytesReceived',
  'Bytes Sent',
  'Bytes Received',
  'Bytes',
].map((name) => ({ name, type: 'numeric', enabled: true, useForRuleEngine: true }));

/** What the site's console knows besides its records, at `endMs` (epoch ms). */
export function siteDimensions(endMs: number): Dimensions {
  const bare = consoleDimensions(endMs);
  const dayMs = 86_400_000;
  return {
    ...bare,
    logSources: Object.values(sources).map((row) => ({
      id: row.id,
      name: row.name,
      description: '',
      typeId: row.typeId,
      groupIds: [],
      enabled: true,
      status: 'SUCCESS',
      statusMessages: [],
      lastEventTimeMs: endMs,
      averageEps: 1,
      coalesceEvents: row.coalesces,
      credibility: 5,
      sendingIp: row.address,
      autoDiscovered: true,
      creationMs: endMs - 200 * dayMs,
      modifiedMs: endMs - 20 * dayMs,
    })),
    logSourceTypes: Object.values(types).map((row) => ({
      ...row,
      custom: row.id >= 4000,
      internal: false,
    })),
    qidRecords: Object.values(events).map(({ qid, name, category }, index) => ({
      id: 81_000 + index,
      qid,
      name,
      description: '',
      severity: 3,
      lowLevelCategoryId: category,
    })),
    networks: networks.map((row, index) => ({
      id: index + 1,
      ...row,
      description: '',
      domainId: 0,
      countryCode: null,
    })),
  };
}

function logSource(id: number, name: string, typeId: number): LogSourceRow {
  return { id, name, typeId, address: `172.24.0.${id - 300}`, domainId: 0, coalesces: false };
}
