import { isSet, listRules, type Call, type Endpoint } from '../endpoint.ts';
import { ApiError, framework } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Shape } from '../list/shape.ts';
import type { AuthorizedService, Directory, Role, User } from './directory.ts';
import { accessErrors } from './errors.ts';
import type { Sessions } from './sessions.ts';

/**
 * Users, roles, profiles, authorized services and log-out
 * (QRadar REST API 26.0, pages config-access-* and auth-logout-POST).
 * ADMIN sees all; everybody else only what is their own.
 */
export function accessEndpoints(directory: Directory, sessions: Sessions): readonly Endpoint[] {
  return [
    ...userEndpoints(directory),
    ...roleEndpoints(directory),
    ...profileEndpoints(directory),
    {
      kind: 'value',
      method: 'POST',
      path: '/auth/logout',
      shape: null,
      handle: ({ caller }) => {
        sessions.logoutCaller(caller);
        return { status: 200, body: true };
      },
    },
  ];
}

function userEndpoints({ users }: Directory): readonly Endpoint[] {
  return [
    {
      kind: 'list',
      method: 'GET',
      path: '/config/access/users',
      parameters: { current_user: { type: 'boolean' } },
      element: { object: userShape },
      list: listRules(accessErrors.badFilter, {
        sort: {
          fields: null,
          errors: {
            malformed: accessErrors.sortUnknown,
            unknown: accessErrors.sortUnknown,
            unsupported: accessErrors.sortUnsupported,
            several: accessErrors.sortUnsupported,
          },
        },
      }),
      rows: (call) => {
        const mustBeOwn = isSet(call, 'current_user') || !isAdmin(call);
        return users.filter((user) => !mustBeOwn || isOwnUser(call, user)).map(userRow);
      },
    },
    {
      kind: 'value',
      method: 'GET',
      path: '/config/access/users/{id}',
      shape: userShape,
      handle: (call) => {
        const user = users.find((candidate) => String(candidate.id) === call.path['id']);
        if (!user || !(isAdmin(call) || isOwnUser(call, user))) {
          throw new ApiError(
            accessErrors.userMissing,
            `User ${call.path['id'] ?? ''} does not exist`,
          );
        }
        return { status: 200, body: userRow(user) };
      },
    },
  ];
}

/** From this version on roles show their capabilities and `current_user_role` exists (QRadar REST API 21.0, config-access-user_roles-GET). */
const roleVersion = 21;

function roleEndpoints({ roles }: Directory): readonly Endpoint[] {
  return [
    {
      kind: 'list',
      method: 'GET',
      path: '/config/access/user_roles',
      parameters: { current_user_role: { type: 'boolean' }, contains: { type: 'string' } },
      element: { object: roleShape },
      list: listRules(accessErrors.badFilter),
      rows: (call) => {
        if (call.version < roleVersion) assertAdmin(call);
        const mustBeOwn =
          (call.version >= roleVersion && isSet(call, 'current_user_role')) || !isAdmin(call);
        const contains = call.query.get('contains');
        return roles
          .filter((role) => !mustBeOwn || role.id === call.caller.roleId)
          .filter((role) => contains === undefined || has(role, contains))
          .map((role) => roleRow(role, call.version));
      },
    },
    {
      kind: 'value',
      method: 'GET',
      path: '/config/access/user_roles/{id}',
      capabilities: ['ADMIN'],
      shape: roleShape,
      handle: (call) => {
        const role = roles.find((candidate) => String(candidate.id) === call.path['id']);
        if (!role) {
          throw new ApiError(
            accessErrors.roleMissing,
            `Role ${call.path['id'] ?? ''} does not exist`,
          );
        }
        return { status: 200, body: roleRow(role, call.version) };
      },
    },
  ];
}

function profileEndpoints({ profiles, service }: Directory): readonly Endpoint[] {
  return [
    {
      kind: 'list',
      method: 'GET',
      path: '/config/access/security_profiles',
      parameters: { current_security_profile: { type: 'boolean' }, tenant_id: { type: 'integer' } },
      element: { object: profileShape },
      list: listRules(accessErrors.badFilter),
      rows: (call) => {
        const mustBeOwn = isSet(call, 'current_security_profile') || !isAdmin(call);
        return profiles
          .filter((profile) => !mustBeOwn || profile.id === call.caller.profileId)
          .map(({ id, name, domainIds }) => ({ id, name, domain_ids: domainIds ?? [] }));
      },
    },
    {
      kind: 'list',
      method: 'GET',
      path: '/config/access/authorized_services',
      parameters: { current_authorized_service: { type: 'boolean' } },
      element: { object: serviceShape },
      list: listRules(accessErrors.badFilter),
      rows: (call) => {
        const mustBeOwn = isSet(call, 'current_authorized_service') || !isAdmin(call);
        return !mustBeOwn || call.caller.kind === 'service' ? [serviceRow(service)] : [];
      },
    },
  ];
}

const userShape: Shape = {
  id: 'number',
  username: 'string',
  email: 'string',
  description: 'string',
  user_role_id: 'number',
  security_profile_id: 'number',
  locale_id: 'string',
  tenant_id: 'number',
  inactivity_timeout: 'number',
  enable_popup_notifications: 'boolean',
  password_creation_time: 'number',
  notification_flag: 'string',
  display_theme: 'string',
  local_only_account: 'boolean',
  allow_system_authentication_fallback: 'boolean',
  old_password: 'string',
  password: 'string',
  show_awf_default_dashboard: 'boolean',
};

const roleShape: Shape = {
  id: 'number',
  name: 'string',
  capabilities: { objects: { application_id: 'number', name: 'string', description: 'string' } },
};

const profileShape: Shape = { id: 'number', name: 'string', domain_ids: { listOf: 'number' } };

const serviceShape: Shape = {
  id: 'number',
  label: 'string',
  created_by: 'string',
  user_role_id: 'number',
  security_profile_id: 'number',
  tenant_id: 'number',
  creation_date: 'number',
  expiration_date: 'number',
  last_used_date: 'number',
  token: 'string',
};

function userRow(user: User): JsonObject {
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    description: user.description,
    user_role_id: user.roleId,
    security_profile_id: user.profileId,
    locale_id: user.locale,
    tenant_id: null,
    inactivity_timeout: 0,
    enable_popup_notifications: true,
    password_creation_time: 0,
    notification_flag: null,
    display_theme: 'light',
    local_only_account: false,
    allow_system_authentication_fallback: true,
    old_password: null,
    password: null,
    show_awf_default_dashboard: false,
  };
}

function roleRow(role: Role, version: number): JsonObject {
  const { id, name } = role;
  if (version < roleVersion) return { id, name };
  return {
    id,
    name,
    capabilities: role.capabilities.map((capability) => ({
      application_id: capability.applicationId,
      name: capability.name,
      description: capability.description,
    })),
  };
}

/** The token itself is only ever shown when a service is created. */
function serviceRow(service: AuthorizedService): JsonObject {
  return {
    id: service.id,
    label: service.label,
    created_by: service.createdBy,
    user_role_id: service.roleId,
    security_profile_id: service.profileId,
    tenant_id: null,
    creation_date: 0,
    expiration_date: null,
    last_used_date: null,
    token: null,
  };
}

function has(role: Role, capability: string): boolean {
  return role.capabilities.some(({ name }) => name === capability);
}

function isAdmin({ caller }: Call): boolean {
  return caller.capabilities.has('ADMIN');
}

function isOwnUser({ caller }: Call, user: User): boolean {
  return caller.kind === 'user' && caller.id === user.id;
}

function assertAdmin(call: Call): void {
  if (!isAdmin(call)) {
    throw new ApiError(
      framework.missingCapability,
      'Your role lacks the capability this needs: ADMIN',
    );
  }
}
