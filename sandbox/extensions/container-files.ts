import { chmod, chown, lchown, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ZipFile } from '../../qradar_app_package/zip/read.ts';
import type { Owner } from './app-process.ts';

/** Folders in which QRadar's Dockerfile makes everything executable (docs/qradar-facts.md#container-folders). */
const executable = /^container\/(build|run|clean|service)\//;

/** Writes the files of an app zip below `root`, which is made. Their names were checked when the zip was read. */
export async function unpack(files: readonly ZipFile[], root: string): Promise<void> {
  await mkdir(root, { mode: 0o755 });
  for (const file of files) {
    const target = path.join(root, file.name);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o755 });
    await writeFile(target, file.read(), { flag: 'wx' });
    // Set apart, because the mode of a new file goes through the umask.
    await chmod(target, executable.test(file.name) ? 0o755 : 0o644);
  }
}

/** Gives a folder and all in it to a user; links are not followed. */
export async function giveTo(owner: Owner, at: string): Promise<void> {
  await chown(at, owner.uid, owner.gid);
  for (const entry of await readdir(at, { withFileTypes: true })) {
    const below = path.join(at, entry.name);
    if (entry.isDirectory()) await giveTo(owner, below);
    else await lchown(below, owner.uid, owner.gid);
  }
}

/**
 * Takes the right to write from everybody. Together with an owner other than the app's user this makes the files
 * read-only to the app; where both are the same user, writing takes a deliberate act.
 */
export async function makeReadOnly(at: string): Promise<void> {
  for (const entry of await readdir(at, { withFileTypes: true })) {
    const below = path.join(at, entry.name);
    if (entry.isDirectory()) await makeReadOnly(below);
    else if (entry.isFile()) await chmod(below, (await stat(below)).mode & 0o555);
  }
  await chmod(at, 0o555);
}

/** Deletes a folder, also one that `makeReadOnly` has been at. */
export async function removeAll(at: string): Promise<void> {
  await makeFoldersWritable(at);
  await rm(at, { recursive: true, force: true });
}

async function makeFoldersWritable(at: string): Promise<void> {
  await chmod(at, 0o755);
  for (const entry of await readdir(at, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeFoldersWritable(path.join(at, entry.name));
  }
}
