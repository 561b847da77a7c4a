import {
  firstReleaseOfStream,
  isOlder,
  versionNumbers,
} from '../../qradar_app_package/validate/versions.ts';
import { appErrors, AppRefusal } from './app-errors.ts';
import type { Manifest } from './manifest.ts';

/** Refuses what this console's release does not take: 33704 by manifest.txt, 33403 by the base image. */
export function checkRelease(
  buildVersion: string,
  minimumVersion: string,
  { image }: Manifest,
): void {
  if (isBelow(buildVersion, minimumVersion)) {
    throw new AppRefusal(appErrors.releaseUnsupported, [
      `It needs ${minimumVersion} or later, this console is ${buildVersion}.`,
    ]);
  }
  const stream = /^qradar-app-base:(\d+)\./.exec(image)?.[1] ?? '';
  const first = firstReleaseOfStream[stream];
  if (first !== undefined && isBelow(buildVersion, first)) {
    throw new AppRefusal(appErrors.imageUnsupported, [
      `${image} needs ${first} or later, this console is ${buildVersion}.`,
    ]);
  }
}

/** Says whether a release comes before another; what is no release comes before nothing. */
function isBelow(version: string, other: string): boolean {
  const [left, right] = [versionNumbers(version), versionNumbers(other)];
  return left !== null && right !== null && isOlder(left, right);
}
