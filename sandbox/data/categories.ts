/** One row of QRadar's category table; `id` of a low-level category is what `events.category` holds. */
export type CategoryRow = { readonly id: number; readonly name: string; readonly severity: number };

/** High-level categories by id (docs/qradar-facts.md#categories). */
export const highLevelCategories: readonly CategoryRow[] = [
  { id: 1000, name: 'Recon', severity: 2 },
  { id: 3000, name: 'Authentication', severity: 1 },
  { id: 4000, name: 'Access', severity: 1 },
  { id: 8000, name: 'System', severity: 1 },
  { id: 10000, name: 'Unknown', severity: 3 },
  { id: 14000, name: 'Flow', severity: 1 },
  { id: 18000, name: 'Application', severity: 1 },
  { id: 22000, name: 'Control', severity: 1 },
];

/**
 * Low-level categories (docs/qradar-facts.md#categories): those of the rule, and those that background traffic needs.
 * Severities are IBM's where the tables give one (Access Permitted 0, Session Opened 1), else a choice.
 * The source query's "Connection Accepted" and "Network Connection" are in no list.
 */
export const lowLevelCategories: readonly CategoryRow[] = [
  { id: 1014, name: 'Network Sweep', severity: 5 },
  { id: 3001, name: 'Unknown Authentication', severity: 1 },
  { id: 3002, name: 'Host Login Succeeded', severity: 1 },
  { id: 3003, name: 'Host Login Failed', severity: 3 },
  { id: 3019, name: 'FTP Login Succeeded', severity: 1 },
  { id: 3020, name: 'FTP Login Failed', severity: 3 },
  { id: 3051, name: 'Samba Login Succeeded', severity: 1 },
  { id: 3052, name: 'Samba Login Failed', severity: 3 },
  { id: 3117, name: 'SFTP Login Succeeded', severity: 1 },
  { id: 3118, name: 'SFTP Login Failed', severity: 3 },
  { id: 4001, name: 'Unknown Network Communication Event', severity: 3 },
  { id: 4002, name: 'Firewall Permit', severity: 0 },
  { id: 4003, name: 'Firewall Deny', severity: 4 },
  { id: 4005, name: 'Misc Network Communication Event', severity: 3 },
  { id: 4006, name: 'IPS Deny', severity: 4 },
  { id: 4007, name: 'Firewall Session Opened', severity: 0 },
  { id: 4008, name: 'Firewall Session Closed', severity: 0 },
  { id: 4012, name: 'ACL Permit', severity: 0 },
  { id: 4013, name: 'ACL Deny', severity: 4 },
  { id: 4014, name: 'Access Permitted', severity: 0 },
  { id: 4015, name: 'Access Denied', severity: 4 },
  { id: 4016, name: 'Session Opened', severity: 1 },
  { id: 4017, name: 'Session Closed', severity: 1 },
  { id: 4018, name: 'Session Reset', severity: 3 },
  { id: 4019, name: 'Session Terminated', severity: 4 },
  { id: 4020, name: 'Session Denied', severity: 5 },
  { id: 4021, name: 'Session in Progress', severity: 1 },
  { id: 4022, name: 'Session Delayed', severity: 3 },
  { id: 4023, name: 'Session Queued', severity: 3 },
  { id: 4024, name: 'Session Inbound', severity: 1 },
  { id: 4025, name: 'Session Outbound', severity: 1 },
  { id: 4026, name: 'Unauthorized Access Attempt', severity: 6 },
  { id: 4027, name: 'Misc Application Action Allowed', severity: 1 },
  { id: 4028, name: 'Misc Application Action Denied', severity: 3 },
  { id: 4029, name: 'Database Action Allowed', severity: 1 },
  { id: 4030, name: 'Database Action Denied', severity: 4 },
  { id: 4031, name: 'FTP Action Allowed', severity: 1 },
  { id: 4032, name: 'FTP Action Denied', severity: 4 },
  { id: 4037, name: 'PII Access Permitted', severity: 3 },
  { id: 4038, name: 'PII Access Denied', severity: 4 },
  { id: 4039, name: 'IPS Permit', severity: 0 },
  { id: 8006, name: 'System Status', severity: 1 },
  { id: 8008, name: 'Misc System Event', severity: 1 },
  { id: 8014, name: 'Successful File Modification', severity: 1 },
  { id: 10001, name: 'Unknown', severity: 3 },
  { id: 14033, name: 'Large Data Transfer', severity: 1 },
  { id: 14034, name: 'Large Data Transfer outbound', severity: 1 },
  ...applicationFamily(18010, 'FTP', [
    'Opened',
    'Closed',
    'Reset',
    'Terminated',
    'Denied',
    'In Progress',
    'Redirected',
  ]),
  ...applicationFamily(18037, 'SSH', sessionStates()),
  ...applicationFamily(18067, 'FileTransfer', [
    'Opened',
    'Closed',
    'Reset',
    'Terminated',
    'Denied',
    'In Progress',
    'Delayed',
    'Queued',
    'Redirected',
  ]),
  ...applicationFamily(18183, 'TFTP Session', sessionStates()),
  ...applicationFamily(18205, 'SSL Session', sessionStates()),
  ...applicationFamily(18215, 'SMB Session', sessionStates()),
  ...applicationFamily(18279, 'NetBIOS Session', sessionStates()),
  { id: 22033, name: 'Remote Connection Event', severity: 1 },
];

/** The high-level category of a low-level one: its thousands (4007 → 4000). */
export function highLevelOf(category: number): number {
  return Math.floor(category / 1000) * 1000;
}

function sessionStates(): readonly string[] {
  return ['Opened', 'Closed', 'Reset', 'Terminated', 'Denied', 'In Progress'];
}

/** Consecutive ids, as IBM numbers the application families (docs/qradar-facts.md#categories). */
function applicationFamily(
  first: number,
  family: string,
  states: readonly string[],
): readonly CategoryRow[] {
  return states.map((state, index) => ({
    id: first + index,
    name: `${family} ${state}`,
    severity: state === 'Denied' ? 4 : 1,
  }));
}
