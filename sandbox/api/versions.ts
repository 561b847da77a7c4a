import { ApiError, framework } from './errors.ts';

/** One console release, as far as the API tells it: which versions it answers, and what it calls itself. */
export type ConsoleProfile = {
  readonly newest: number;
  /** Oldest version that is fully supported. */
  readonly oldestSupported: number;
  /** Oldest version that still answers, marked deprecated. */
  readonly oldestDeprecated: number;
  readonly releaseName: string;
  readonly buildVersion: string;
  readonly externalVersion: string;
};

/**
 * Consoles to stand in for: newest three versions supported, the one below deprecated
 * (docs/qradar-facts.md#api-versions). `future` is a 7.6.0 with a version above all we test against.
 */
export const profiles = {
  UP2: {
    newest: 18,
    oldestSupported: 16,
    oldestDeprecated: 15,
    releaseName: '7.5.0 UpdatePackage 2',
    buildVersion: '2021.6.2.20220527130137',
    externalVersion: '7.5.0',
  },
  UP7: {
    newest: 21,
    oldestSupported: 19,
    oldestDeprecated: 18,
    releaseName: '7.5.0 UpdatePackage 7',
    buildVersion: '2021.6.7.20231113160045',
    externalVersion: '7.5.0',
  },
  UP10: {
    newest: 24,
    oldestSupported: 22,
    oldestDeprecated: 21,
    releaseName: '7.5.0 UpdatePackage 10',
    buildVersion: '2021.6.10.20241101120000',
    externalVersion: '7.5.0',
  },
  UP13: {
    newest: 26,
    oldestSupported: 24,
    oldestDeprecated: 23,
    releaseName: '7.5.0 UpdatePackage 13',
    buildVersion: '2021.6.13.20250715120000',
    externalVersion: '7.5.0',
  },
  future: {
    newest: 29,
    oldestSupported: 27,
    oldestDeprecated: 26,
    releaseName: '7.6.0 FixPack 1',
    buildVersion: '2026.1.1.20260301120000',
    externalVersion: '7.6.0',
  },
} as const satisfies Record<string, ConsoleProfile>;

/** Name of a profile. */
export type ProfileName = keyof typeof profiles;

/** Versions before 16.0 are not in the material the stand-in was made from, so none is listed below it. */
const oldestListed = 15;

/**
 * The version a call is answered in.
 * No header, or one above the newest → the newest; a removed version, or no version number → 422
 * (docs/qradar-facts.md#api-versions). Every version here has the one minor `.0`.
 */
export function versionOf(header: string | undefined, profile: ConsoleProfile): number {
  if (header === undefined) return profile.newest;
  const match = /^\s*(\d{1,4})(?:\.(\d{1,4}))?\s*$/.exec(header);
  const [major, minor] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
  if (!match || (minor !== 0 && major < profile.newest) || major < profile.oldestDeprecated) {
    throw new ApiError(framework.versionRemoved, `Version ${header} of the API is not supported`);
  }
  return Math.min(major, profile.newest);
}

/** Says whether a version still answers but will be removed. */
export function isDeprecated(version: number, profile: ConsoleProfile): boolean {
  return version < profile.oldestSupported;
}

/** The versions a console lists, newest first; ids are made up anew for each profile, as after a restart. */
export function listVersions(profile: ConsoleProfile): readonly VersionRow[] {
  const count = profile.newest - oldestListed + 1;
  return Array.from({ length: count }, (_, index) => {
    const version = profile.newest - index;
    return {
      id: profile.newest * 10 + index,
      version: `${version}.0`,
      deprecated: version < profile.oldestSupported,
      removed: version < profile.oldestDeprecated,
      root_resource_ids: [1, 2, 3],
    };
  });
}

/** One row of GET /help/versions (QRadar REST API 26.0, help-versions-GET). */
export type VersionRow = {
  readonly id: number;
  readonly version: string;
  readonly deprecated: boolean;
  readonly removed: boolean;
  readonly root_resource_ids: readonly number[];
};
