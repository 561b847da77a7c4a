import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { settingsSchema, type Settings } from '../../../contract/session.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { AppError } from '../../detection/errors.ts';

/**
 * The settings of the app. `invalid` says that a stored file could not be used: the defaults hold until
 * somebody saves again. Throws `settings-not-saved` from `write`.
 */
export type SettingsFile = {
  readonly read: () => Promise<{ readonly settings: Settings; readonly invalid: boolean }>;
  readonly write: (settings: Settings) => Promise<void>;
};

const fileName = 'settings.json';
/** Where a file that cannot be used is kept for whoever wants to mend it; only the last one. */
const asideName = 'settings.invalid.json';

/**
 * Settings as one JSON file in `folder`, which survives an upgrade of the app. It is read once; the app is
 * its only writer. A save is written beside it, flushed and renamed, so a crash leaves the old or the new.
 */
export function createSettingsFile(
  folder: string,
  report: (message: string, error: unknown) => void,
): SettingsFile {
  let current: Promise<{ settings: Settings; invalid: boolean }> | null = null;
  let writing: Promise<void> = Promise.resolve();
  return {
    read: () => (current ??= load(folder, report)),
    write: (settings) => {
      // One after the other, so that the file holds what was saved last.
      const saved = writing.then(() => save(folder, settings));
      writing = saved.catch(() => undefined);
      return saved.then(() => {
        current = Promise.resolve({ settings, invalid: false });
      });
    },
  };
}

async function load(
  folder: string,
  report: (message: string, error: unknown) => void,
): Promise<{ settings: Settings; invalid: boolean }> {
  const file = path.join(folder, fileName);
  try {
    const settings = z.parse(settingsSchema, JSON.parse(await readFile(file, 'utf8')));
    return { settings, invalid: false };
  } catch (error) {
    if (isMissing(error)) return { settings: defaultSettings, invalid: false };
    report('the settings cannot be used; the defaults hold, the file is kept aside', error);
    await setAside(folder, report);
    return { settings: defaultSettings, invalid: true };
  }
}

async function setAside(folder: string, report: (message: string, error: unknown) => void) {
  try {
    await rename(path.join(folder, fileName), path.join(folder, asideName));
  } catch (error) {
    report('the unusable settings could not be kept aside', error);
  }
}

async function save(folder: string, settings: Settings): Promise<void> {
  const temporary = path.join(folder, `${fileName}.${randomUUID()}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(settings, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path.join(folder, fileName));
  } catch (error) {
    // What went wrong first is what is said.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new AppError('settings-not-saved', { cause: error });
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
