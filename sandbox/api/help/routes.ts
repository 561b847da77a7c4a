import type { Endpoint } from '../endpoint.ts';
import { ApiError, type ErrorEntry } from '../errors.ts';
import { listRules } from '../endpoint.ts';
import type { Shape } from '../list/shape.ts';
import { listVersions, type ConsoleProfile } from '../versions.ts';

/** Codes: QRadar REST API 26.0, help-versions-version_id-GET; the list page names none for a bad filter. */
const helpErrors = {
  versionMissing: {
    status: 404,
    code: 1002,
    description: 'No version documentation object was found for the provided version id.',
  },
  badFilter: { status: 422, code: 1010, description: 'The filter parameter is not valid.' },
} as const satisfies Record<string, ErrorEntry>;

const versionShape: Shape = {
  id: 'number',
  version: 'string',
  deprecated: 'boolean',
  removed: 'boolean',
  root_resource_ids: { listOf: 'number' },
};

/** What console this is (QRadar REST API 26.0, pages help-versions-* and system-about-GET). */
export function helpEndpoints(profile: ConsoleProfile): readonly Endpoint[] {
  return [
    {
      kind: 'list',
      method: 'GET',
      path: '/help/versions',
      element: { object: versionShape },
      list: listRules(helpErrors.badFilter),
      rows: () => listVersions(profile),
    },
    {
      kind: 'value',
      method: 'GET',
      path: '/help/versions/{version_id}',
      shape: versionShape,
      handle: (call) => {
        const id = call.path['version_id'] ?? '';
        const version = listVersions(profile).find((candidate) => String(candidate.id) === id);
        if (!version) throw new ApiError(helpErrors.versionMissing, `Version ${id} does not exist`);
        return { status: 200, body: version };
      },
    },
    {
      kind: 'value',
      method: 'GET',
      path: '/system/about',
      shape: {
        release_name: 'string',
        build_version: 'string',
        external_version: 'string',
        fips_enabled: 'boolean',
      },
      handle: () => ({
        status: 200,
        body: {
          release_name: profile.releaseName,
          build_version: profile.buildVersion,
          external_version: profile.externalVersion,
          fips_enabled: false,
        },
      }),
    },
  ];
}
