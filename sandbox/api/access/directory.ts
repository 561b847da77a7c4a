/**
 * Who exists on the stand-in: users, their roles, their security profiles and the authorized service for scripts.
 * Capability names: docs/qradar-facts.md#capabilities. Which role holds which is the stand-in's choice.
 */

/** A right of a role; `applicationId` is the number the API shows beside it. */
export type Capability = {
  readonly applicationId: number;
  readonly name: string;
  readonly description: string;
};

/** A user role. */
export type Role = {
  readonly id: number;
  readonly name: string;
  readonly capabilities: readonly Capability[];
};

/** A security profile; `domainIds` `null` stands for every domain. */
export type SecurityProfile = {
  readonly id: number;
  readonly name: string;
  readonly domainIds: readonly number[] | null;
};

/** A user of the console. */
export type User = {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly description: string;
  /** Language and country of what the console and apps show this user. */
  readonly locale: 'en_US' | 'de_DE';
  readonly roleId: number;
  readonly profileId: number;
};

/** An authorized service, which scripts call as. */
export type AuthorizedService = {
  readonly id: number;
  readonly label: string;
  readonly createdBy: string;
  readonly roleId: number;
  readonly profileId: number;
};

/** All of them. Entries are replaced, never changed: by `directory-control.ts`, and by the user who chooses a language. */
export type Directory = {
  readonly users: User[];
  readonly roles: Role[];
  readonly profiles: SecurityProfile[];
  readonly service: AuthorizedService;
};

/** Every right there is, by a short name. */
export const capabilities = {
  ADMIN: { applicationId: 1, name: 'ADMIN', description: 'System Administrator' },
  SEM: { applicationId: 3, name: 'SEM', description: 'Offenses' },
  SURVEILLANCE: { applicationId: 4, name: 'SURVEILLANCE', description: 'Network Activity' },
  ASSETS: { applicationId: 8, name: 'ASSETS', description: 'Assets' },
  REPORTING: { applicationId: 9, name: 'REPORTING', description: 'Reports' },
  EventViewer: { applicationId: 25, name: 'EventViewer', description: 'Log Activity' },
  LOGSOURCES: {
    applicationId: 61,
    name: 'READONLYCONFIGURATION.LOGSOURCES.VIEW',
    description: 'View Log Sources',
  },
} as const satisfies Record<string, Capability>;

const roles: readonly Role[] = [
  { id: 1, name: 'Admin', capabilities: Object.values(capabilities) },
  {
    id: 5,
    name: 'SOC Analyst',
    capabilities: [
      capabilities.EventViewer,
      capabilities.SEM,
      capabilities.ASSETS,
      capabilities.SURVEILLANCE,
      capabilities.LOGSOURCES,
    ],
  },
  { id: 6, name: 'Report Reader', capabilities: [capabilities.REPORTING] },
];

const users: readonly User[] = [
  {
    id: 1,
    username: 'admin',
    email: 'admin@console.example',
    description: 'Administrator of the console',
    locale: 'en_US',
    roleId: 1,
    profileId: 1,
  },
  {
    id: 21,
    username: 'analyst',
    email: 'analyst@console.example',
    description: 'Analyst of all domains',
    locale: 'en_US',
    roleId: 5,
    profileId: 1,
  },
  {
    id: 22,
    username: 'branch',
    email: 'branch@console.example',
    description: 'Analyst of one domain',
    locale: 'en_US',
    roleId: 5,
    profileId: 3,
  },
  {
    id: 24,
    username: 'deutsch',
    email: 'deutsch@console.example',
    description: 'Analyst of all domains, reads German',
    locale: 'de_DE',
    roleId: 5,
    profileId: 1,
  },
  {
    id: 23,
    username: 'reporter',
    email: 'reporter@console.example',
    description: 'Reads reports, has no right to events',
    locale: 'en_US',
    roleId: 6,
    profileId: 1,
  },
];

/** The users of the stand-in; `branch` sees the domains given and nothing else. */
export function directoryFor(branchDomainIds: readonly number[]): Directory {
  return {
    users: [...users],
    roles: [...roles],
    profiles: [
      { id: 1, name: 'Admin', domainIds: null },
      { id: 3, name: 'Branch office', domainIds: branchDomainIds },
    ],
    service: {
      id: 101,
      label: 'Scripts and curl',
      createdBy: 'admin',
      roleId: 1,
      profileId: 1,
    },
  };
}
