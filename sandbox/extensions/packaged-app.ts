import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { ZipFile } from '../../qradar_app_package/zip/read.ts';
import { appErrors, AppRefusal } from './app-errors.ts';
import type { AppImage, ImageMaker } from './app-image.ts';
import type { Owner } from './app-process.ts';
import { giveTo, makeReadOnly, removeAll, unpack } from './container-files.ts';
import { appRoot, commandWords, runBuild, runClean, runStart } from './container-steps.ts';
import type { Manifest } from './manifest.ts';
import { readBundles } from './resource-bundles.ts';

/**
 * Who `appuser` is here: "nobody" of every Linux, which owns nothing. Only a console that runs as root can
 * become another user.
 */
const nobody: Owner = { uid: 65_534, gid: 65_534 };

/** What a container's shell would find; nothing of the developer's own. */
const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * The app of an archive, made into what QRadar makes a container of: unpacked, built, everything but `store/`
 * read-only, its service run by whatever its command names. There is no container around it: it sees this
 * machine's files and network, with the rights of nobody. Rejects with an `AppRefusal` where it cannot be built.
 */
export function packagedApp(
  manifest: Manifest,
  files: readonly ZipFile[],
  log: (line: string) => void,
): ImageMaker {
  return async ({ folder, store }) => {
    const owner = process.getuid?.() === 0 ? nobody : null;
    const started = service(manifest, folder);
    const environment = containerEnvironment(folder, owner);
    try {
      await unpack(files, folder);
      await build(files, { root: folder, owner, environment, log });
      await mkdir(path.join(store, 'log'), { recursive: true });
      // QRadar mounts a volume there.
      await symlink(store, path.join(folder, 'store'));
      if (owner !== null) await giveTo(owner, store);
      await makeReadOnly(folder);
    } catch (error) {
      await removeAll(folder);
      throw error;
    }
    const stepsWith = (given: Readonly<Record<string, string>>) => ({
      ...{ root: folder, owner, log },
      environment: given,
    });
    return {
      ...{ manifest, owner, environment },
      bundles: await readBundles(manifest, path.join(folder, 'app/static')),
      ...started,
      beforeStart: (given) => runStart(stepsWith(given)),
      beforeStop: (given) => runClean(stepsWith(given)),
      remove: () => removeAll(folder),
    };
  };
}

/** QRadar builds as root; here the folder belongs to the app's user for as long as it takes. */
async function build(
  files: readonly ZipFile[],
  context: Parameters<typeof runBuild>[0],
): Promise<void> {
  const dependency = files.find(({ name }) => /^container\/(rpm|pip)\//.test(name));
  if (dependency !== undefined) {
    throw new AppRefusal(appErrors.badDependencies, [
      `${dependency.name}: the stand-in has no image to install RPM or Python packages in.`,
    ]);
  }
  const { root, owner } = context;
  if (owner !== null) await giveTo(owner, root);
  const isBuilt = await runBuild(context);
  if (owner !== null) await giveTo({ uid: 0, gid: 0 }, root);
  if (!isBuilt) {
    throw new AppRefusal(appErrors.buildFailed, [
      'A line of container/build/ordering.txt failed; the log says which.',
    ]);
  }
}

function service(manifest: Manifest, root: string): Pick<AppImage, 'command' | 'folder'> {
  if (manifest.load_flask === 'true') {
    throw new AppRefusal(appErrors.badDependencies, [
      'It runs in Flask, which comes with the base image: the stand-in has none.',
    ]);
  }
  const { command = '', directory = appRoot } =
    manifest.services.find(({ port }) => port === 5000) ?? {};
  // supervisord expands %; a manifest doubles those that are meant.
  const [program, ...words] = commandWords(command.replaceAll('%%', '%'), root);
  if (program === undefined) {
    throw new AppRefusal(appErrors.badManifest, ['The service on port 5000 has no command.']);
  }
  return { command: [program, ...words], folder: directory.replaceAll(appRoot, () => root) };
}

/** What is set in a container besides the variables of `appEnvironment`. */
function containerEnvironment(root: string, owner: Owner | null): Record<string, string> {
  return {
    PATH: systemPath,
    LANG: process.env['LANG'] ?? 'en_US.UTF-8',
    TZ: Intl.DateTimeFormat().resolvedOptions().timeZone,
    APP_ROOT: path.join(root, 'app'),
    APP_USER_ID: String(owner?.uid ?? process.getuid?.() ?? 0),
    APP_GROUP_ID: String(owner?.gid ?? process.getgid?.() ?? 0),
  };
}
