import { localNetworks, type LocalNetworks } from './direction.ts';

/** One network of the hierarchy; `group` is dotted, as config-network_hierarchy-networks-GET gives it. */
export type NetworkRow = {
  readonly name: string;
  readonly group: string;
  readonly cidr: string;
  readonly domainId: number;
};

/** The domains of the console; 0 is QRadar's default domain. */
export const domains = [
  { id: 0, name: 'Default Domain' },
  { id: 1, name: 'Branch' },
] as const;

/**
 * The network hierarchy. The public block and the IPv6 prefix are the company's own, so that what counts as
 * outside is not just "not private"; addresses outside the special-purpose ranges are needed for that, since
 * the documentation ranges are excluded from the detection. They stand for nobody.
 */
export const networks: readonly NetworkRow[] = [
  { name: 'Servers', group: 'Internal', cidr: '10.20.0.0/16', domainId: 0 },
  { name: 'Domain_Services', group: 'Internal.Servers', cidr: '10.20.1.8/30', domainId: 0 },
  { name: 'File_Storage', group: 'Internal.Servers', cidr: '10.20.1.12/30', domainId: 0 },
  { name: 'Backup', group: 'Internal.Servers', cidr: '10.20.1.28/30', domainId: 0 },
  { name: 'Network_Devices', group: 'Internal.Servers', cidr: '10.20.250.0/24', domainId: 0 },
  { name: 'Clients', group: 'Internal', cidr: '10.30.0.0/16', domainId: 0 },
  { name: 'Finance', group: 'Internal.Clients', cidr: '10.30.4.0/24', domainId: 0 },
  { name: 'Engineering', group: 'Internal.Clients', cidr: '10.30.6.0/24', domainId: 0 },
  { name: 'Sales', group: 'Internal.Clients', cidr: '10.30.8.0/24', domainId: 0 },
  { name: 'Guest_Wireless', group: 'Internal.Clients', cidr: '10.30.240.0/21', domainId: 0 },
  { name: 'DMZ', group: 'Perimeter', cidr: '10.40.0.0/16', domainId: 0 },
  { name: 'Build', group: 'Internal', cidr: '10.50.0.0/16', domainId: 0 },
  { name: 'Clients_IPv6', group: 'Internal', cidr: '2d00:c0de:10::/48', domainId: 0 },
  { name: 'Own_Public', group: 'Perimeter', cidr: '28.19.64.0/22', domainId: 0 },
  { name: 'Branch_Clients', group: 'Branch', cidr: '10.30.0.0/16', domainId: 1 },
  { name: 'Loopback', group: 'Internal', cidr: '127.0.0.0/8', domainId: 0 },
];

/**
 * Countries of outside addresses, as the console's geographic data has them; of some it has none. The addresses stand
 * for nobody, and so do the countries.
 */
export const locations = [
  { cidr: '28.230.0.0/16', countryCode: 'NL', country: 'Netherlands' },
  { cidr: '28.77.0.0/16', countryCode: 'DE', country: 'Germany' },
  { cidr: '28.91.0.0/16', countryCode: 'SE', country: 'Sweden' },
  { cidr: '28.14.0.0/16', countryCode: 'CA', country: 'Canada' },
  { cidr: '29.133.0.0/16', countryCode: 'CH', country: 'Switzerland' },
  { cidr: '29.8.0.0/16', countryCode: 'BR', country: 'Brazil' },
  { cidr: '20.33.145.0/24', countryCode: 'NL', country: 'Netherlands' },
  { cidr: '2d00:51c0:7::/48', countryCode: 'JP', country: 'Japan' },
] as const;

const hierarchies = domains.map((domain) =>
  localNetworks(networks.filter((row) => row.domainId === domain.id).map((row) => row.cidr)),
);

/** The hierarchy of a domain, which decides the direction of its records. Throws for an unknown domain. */
export function hierarchyOf(domainId: number): LocalNetworks {
  const hierarchy = hierarchies[domainId];
  if (!hierarchy) throw new RangeError(`There is no domain ${domainId} in the network hierarchy.`);
  return hierarchy;
}

/** A host that the asset database knows. */
export type AssetRow = {
  readonly id: number;
  readonly hostname: string;
  readonly address: string;
  readonly domainId: number;
  readonly purpose: string;
  readonly user: string | null;
};

/** Assets: the hosts of the stories, and a few more that are only there. */
export const assets: readonly AssetRow[] = [
  asset(1001, 'ws-0417', '10.30.4.17', 'Workstation', 'CORP\\m.keller'),
  asset(1002, 'ws-0452', '10.30.4.52', 'Workstation', 'CORP\\s.okoye'),
  asset(1003, 'ws-0461', '10.30.4.61', 'Workstation', 'CORP\\l.novak'),
  asset(1004, 'ws-0588', '10.30.5.88', 'Workstation', null),
  asset(1005, 'ws-0623', '10.30.6.23', 'Workstation', 'CORP\\j.brandt'),
  asset(1006, 'ws-0677', '10.30.6.77', 'Workstation', 'CORP\\a.silva'),
  asset(1007, 'ws-0714', '10.30.7.14', 'Workstation', null),
  asset(1008, 'ws-0831', '10.30.8.31', 'Workstation', 'CORP\\p.duval'),
  asset(1009, 'ws-0909', '10.30.9.9', 'Workstation', null),
  asset(1010, 'ws-0408', '10.30.4.8', 'Workstation, validation', 'CORP\\validation'),
  asset(1011, 'ws-0499', '10.30.4.99', 'Workstation', 'CORP\\r.hart'),
  asset(1012, 'ws-0340', '10.30.3.40', 'Workstation', null),
  asset(1013, 'ws-0377', '10.30.3.77', 'Workstation', null),
  asset(1014, 'fs-01', '10.20.1.15', 'File server', null),
  asset(1015, 'nas-01', '10.20.1.30', 'Backup storage', null),
  asset(1016, 'ts-01', '10.20.3.5', 'Terminal server', null),
  asset(1017, 'lx-build-07', '10.20.2.9', 'Linux server, validation', null),
  asset(1018, 'ci-runner-02', '10.50.0.12', 'Build host', 'svc-build'),
  asset(1019, 'core-sw-03', '10.20.250.3', 'Network device', null),
  asset(1020, 'dc-01', '10.20.1.10', 'Domain controller', null),
  asset(1021, 'ws-v6-51', '2d00:c0de:10:30::51', 'Workstation', null),
  asset(1022, 'ws-0505', '10.30.5.5', 'Workstation', 'CORP\\t.lindqvist'),
  asset(1023, 'ws-0202', '10.30.2.2', 'Workstation', null),
  asset(1024, 'nat-gw-03', '10.30.11.1', 'NAT gateway', null),
  asset(1025, 'ws-1121', '10.30.11.21', 'Workstation', 'CORP\\k.berg'),
  asset(1026, 'ws-1122', '10.30.11.22', 'Workstation', 'CORP\\n.haddad'),
  asset(1027, 'ws-1123', '10.30.11.23', 'Workstation', 'CORP\\o.reyes'),
  asset(1028, 'ws-1124', '10.30.11.24', 'Workstation', 'CORP\\e.fontaine'),
  asset(1029, 'ws-1131', '10.30.11.31', 'Workstation', 'CORP\\i.moreau'),
  asset(1030, 'ts-02', '10.30.11.32', 'Terminal server', null),
  asset(1031, 'ws-1133', '10.30.11.33', 'Workstation', 'CORP\\w.osei'),
  asset(1032, 'ws-1141', '10.30.11.41', 'Workstation', 'CORP\\v.marin'),
  asset(1033, 'ws-1151', '10.30.11.51', 'Workstation', 'CORP\\z.nagy'),
  asset(1034, 'lab-61', '10.30.11.61', 'Laboratory host', null),
  asset(1035, 'lab-62', '10.30.11.62', 'Laboratory host', null),
  asset(1036, 'lab-63', '10.30.11.63', 'Laboratory host', null),
  asset(1037, 'lab-64', '10.30.11.64', 'Laboratory host', null),
  asset(1038, 'dmz-backup-31', '10.40.0.31', 'Backup host', null),
  asset(1039, 'ws-1142', '10.30.11.42', 'Workstation', 'CORP\\h.aubert'),
  asset(1040, 'ws-1207', '10.30.12.7', 'Workstation', 'CORP\\d.ferrer'),
  asset(1041, 'ws-0877', '10.30.8.77', 'Workstation', 'CORP\\b.nowak'),
  asset(1042, 'ws-2099', '10.30.20.99', 'Workstation', null),
  asset(1043, 'mx-01', '10.40.0.25', 'Mail relay', null),
  asset(1044, 'www-01', '28.19.64.80', 'Public web server', null),
  asset(1045, 'proxy-01', '10.20.1.20', 'Web proxy', null),
  asset(1046, 'ftp-proxy-01', '10.20.1.21', 'FTP proxy', null),
  asset(1047, 'asa-edge-01', '10.20.0.1', 'Firewall', null),
  asset(1048, 'pa-edge-01', '10.20.0.2', 'Firewall', null),
  { ...asset(2001, 'br-pc-02', '10.30.2.2', 'Branch workstation', null), domainId: 1 },
];

function asset(
  id: number,
  hostname: string,
  address: string,
  purpose: string,
  user: string | null,
): AssetRow {
  return { id, hostname, address, domainId: 0, purpose, user };
}
