import { spawn } from 'node:child_process';
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const rooms = ['app', 'cards', 'contract', 'ui', 'words'];
/** What the build reads; a change in any of these makes it stale. */
const sources = [...rooms, 'webpack.config.js', 'package-lock.json'];
/** What the build must have written. */
const outputs = ['dist/app/server.mjs', 'dist/app/static/index.html'];
/** Remembers when the last build began: webpack leaves a file alone whose content did not change. */
const stamp = 'dist/.built';

/** The build ended with errors; the message is what webpack said. */
export class BuildError extends Error {}

/** Whether `dist/` under `root` holds a build of the present sources. */
export async function isBuilt(root: string): Promise<boolean> {
  const made = await Promise.all(outputs.map((name) => modifiedMs(path.join(root, name))));
  if (made.includes(0)) return false;
  const builtMs = Math.max(Math.min(...made), await modifiedMs(path.join(root, stamp)));
  const changed = await Promise.all(sources.map((name) => newestMs(path.join(root, name))));
  return Math.max(...changed) <= builtMs;
}

/** Builds app and tab with webpack, in a process of its own. Rejects with a `BuildError`. */
export async function build(root: string, signal: AbortSignal): Promise<void> {
  const began = new Date();
  const webpack = createRequire(import.meta.url).resolve('webpack/bin/webpack.js');
  const child = spawn(process.execPath, [webpack, '--config', 'webpack.config.js'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => (said += part));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new BuildError(said.trim());
  await mkdir(path.join(root, 'dist'), { recursive: true });
  await writeFile(path.join(root, stamp), '');
  await utimes(path.join(root, stamp), began, began);
}

/** Newest change at or below a path; folders count too, so that a deleted file is seen. */
async function newestMs(at: string): Promise<number> {
  const entry = await stat(at);
  if (!entry.isDirectory()) return entry.mtimeMs;
  const names = await readdir(at);
  const below = await Promise.all(names.map((name) => newestMs(path.join(at, name))));
  return Math.max(entry.mtimeMs, ...below);
}

/** 0 for what is not there. */
async function modifiedMs(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    // Not built yet.
    return 0;
  }
}
