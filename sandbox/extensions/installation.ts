import { isOlder } from '../../qradar_app_package/validate/versions.ts';
import { appErrors, AppRefusal } from './app-errors.ts';
import type { AppInstance } from './app-instance.ts';
import type { Applications } from './applications.ts';
import type { Archive } from './archive.ts';
import { extensionErrors, ExtensionRefusal } from './extension-errors.ts';
import { packagedApp } from './packaged-app.ts';
import { checkRelease } from './release.ts';
import type { TaskContent } from './tasks.ts';
import { callUninstallHooks } from './uninstall-hooks.ts';

/** What an installation works on. */
export type InstallationParts = {
  readonly applications: Applications;
  /** SEC value that uninstall hooks are called with. */
  readonly hookToken: string;
};

/** An archive to be installed. */
export type InstallationOrder = {
  readonly archive: Archive;
  readonly installedBy: string;
  /** Whether an instance is made and started at once. */
  readonly withInstance: boolean;
};

type Contents = Pick<Archive, 'facts' | 'manifest'>;

/**
 * What an installation would do, where it may be done. `installed` is the version of the same extension that is
 * there. Throws what speaks against it: the release (33704, 33403), an app with the same UUID from elsewhere (33300),
 * an older version in the place of a newer one (22612; whether QRadar refuses that is not published).
 */
export function planOf(
  applications: Applications,
  { facts, manifest }: Contents,
  installed: Contents | null,
): TaskContent {
  checkRelease(applications.buildVersion, facts.minimumVersion, manifest);
  if (installed === null) {
    if (applications.definitions.some((other) => other.manifest.uuid === manifest.uuid)) {
      throw new AppRefusal(appErrors.uuidTaken, [
        `${manifest.uuid} is installed, but not from this extension.`,
      ]);
    }
    return { name: manifest.name, action: 'ADD' };
  }
  if (isOlder(numbers(facts.version), numbers(installed.facts.version))) {
    throw new ExtensionRefusal(extensionErrors.installed, [
      `Installed is ${installed.facts.version}, which is newer than ${facts.version}.`,
    ]);
  }
  return { name: manifest.name, action: 'REPLACE' };
}

/** Of an extension MAJOR.MINOR.PATCH; of an app that goes without one, whatever its manifest says. */
function numbers(version: string): readonly number[] {
  return version.split('.').map(Number);
}

/**
 * Installs an archive, in the place of `replaced` where that is given. Rejects with the reason where the app cannot
 * be built or does not come up; what was there before is there then, and runs.
 */
export async function putIn(
  { applications }: InstallationParts,
  { archive, installedBy, withInstance }: InstallationOrder,
  replaced: number | null,
): Promise<{ readonly definitionId: number; readonly message: string }> {
  const { manifest, files } = archive;
  const image = packagedApp(manifest, files, applications.log);
  const head = `${manifest.name} ${manifest.version} is installed`;
  if (replaced !== null) {
    const [instance] = applications.instances.filter((one) => one.definitionId === replaced);
    if (!(await applications.upgrade(replaced, manifest, image))) {
      throw doesNotStart(instance, 'The version before runs again.');
    }
    return { definitionId: replaced, message: `${head} in the place of the version before.` };
  }
  const { id: definitionId } = applications.define(manifest, image, installedBy);
  if (!withInstance) return { definitionId, message: `${head}, without an instance.` };
  try {
    const instance = await applications.createInstance(definitionId, installedBy);
    if (instance.status !== 'RUNNING') throw doesNotStart(instance, 'It is removed again.');
    return { definitionId, message: `${head} and runs as number ${instance.id}.` };
  } catch (error) {
    await applications.removeDefinition(definitionId);
    throw error;
  }
}

/** Uninstalls an app after its hooks; gives what was done, in words. Rejects where a hook fails. */
export async function takeOut(
  { applications, hookToken }: InstallationParts,
  definitionId: number,
): Promise<string> {
  const said: string[] = [];
  const instances = applications.instances.filter((one) => one.definitionId === definitionId);
  for (const [place, instance] of instances.entries()) {
    const isLast = place === instances.length - 1;
    said.push(...(await callUninstallHooks(instance, { hookToken, isLast })));
  }
  for (const line of said) applications.log(line);
  await applications.removeDefinition(definitionId);
  return ['It is uninstalled.', ...said].join(' ');
}

function doesNotStart(instance: AppInstance | undefined, then: string): AppRefusal {
  const lines = instance?.lastLines ?? [];
  return new AppRefusal(appErrors.doesNotStart, [
    `Its service never answered GET /debug with 200. ${then}`,
    ...(lines.length === 0 ? [] : ['It said last:', ...lines]),
  ]);
}
