import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Owner } from './app-process.ts';

/** Where and as whom the scripts of an archive run. */
export type StepContext = {
  /** Stands for `/opt/app-root`. */
  readonly root: string;
  readonly owner: Owner | null;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
};

/** QRadar names no limit for these; a script that hangs must not hold up the console. */
const stepTimeoutMs = 120_000;
/** As long as QRadar waits for a container to end before it kills it (docs/qradar-facts.md#container-folders). */
const cleanTimeoutMs = 10_000;

/**
 * `container/build`: the lines of `ordering.txt`, joined by `&&`, in one shell; without the file nothing. Gives
 * whether it went well. QRadar runs them as root in a container of their own; here they get no more rights than
 * the app, and a container's umask, so that the app can read what they made.
 */
export async function runBuild(context: StepContext): Promise<boolean> {
  const lines = await ordering(context.root, 'build');
  if (lines.length === 0) return true;
  // A temporary folder may have blanks in its name, and other characters that mean something to a shell.
  const root = context.root.replaceAll(/[^\w./-]/g, '\\$&');
  const script = ['umask 022', ...lines].join(' && ').replaceAll(appRoot, () => root);
  return runStep(['sh', '-c', script], context, stepTimeoutMs);
}

/**
 * `container/run`: at every start, one command per line of `ordering.txt`, split into words, without a shell. A
 * line that fails does not stop the start. There is no `as_root`; the validator refuses archives that ask for it.
 */
export async function runStart(context: StepContext): Promise<void> {
  for (const line of await ordering(context.root, 'run')) {
    const [program, ...words] = commandWords(line, context.root);
    if (program !== undefined) await runStep([program, ...words], context, stepTimeoutMs);
  }
}

/** `container/clean/cleanup.sh`, where there is one. */
export async function runClean(context: StepContext): Promise<void> {
  const script = path.join(context.root, 'container/clean/cleanup.sh');
  if ((await textOf(script)) === null) return;
  await runStep(['sh', script], context, cleanTimeoutMs);
}

/**
 * The words of a command that is run without a shell: split at blanks, quotes keep together, and the container's
 * `/opt/app-root` is the folder that stands for it.
 */
export function commandWords(command: string, root: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) =>
    (double ?? single ?? bare ?? '').replaceAll(appRoot, () => root),
  );
}

/** Where an app's files are in QRadar's container (docs/qradar-facts.md#directories). */
export const appRoot = '/opt/app-root';

async function ordering(root: string, folder: 'build' | 'run'): Promise<readonly string[]> {
  const text = await textOf(path.join(root, 'container', folder, 'ordering.txt'));
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // The archive has no such file, which is allowed.
    return null;
  }
}

/** Runs one command to its end; false where it fails, which is said. */
function runStep(
  [program, ...words]: readonly [string, ...string[]],
  { root, owner, environment, log }: StepContext,
  timeoutMs: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      ...(owner ?? {}),
    });
    createInterface({ input: child.stdout }).on('line', log);
    createInterface({ input: child.stderr }).on('line', log);
    child.once('error', (error) => log(`${program}: ${error.message}`));
    child.once('close', (code, signal) => {
      if (code !== 0)
        log(`${program} ${words.join(' ')} ended with ${signal ?? code ?? 'an error'}`);
      resolve(code === 0);
    });
  });
}
