import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Settings } from '../../../contract/session.ts';
import { leavesOf, settingsOf } from './setting-leaves.ts';

/** Where versions before the database kept the settings. */
const fileName = 'settings.json';

/** What the file of an earlier version holds; `settings` is `null` where it cannot be used. */
export type LegacySettings = {
  readonly settings: Settings | null;
  /** Gives the file another name, so that it is taken over once. */
  readonly finish: (suffix: string) => void;
};

/** The settings file of an earlier version, or `null` where there is none. Throws what reading it throws. */
export function readLegacySettings(folder: string): LegacySettings | null {
  const file = path.join(folder, fileName);
  const text = textOf(file);
  if (text === null) return null;
  return { settings: parse(text), finish: (suffix) => renameSync(file, `${file}.${suffix}`) };
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function parse(text: string): Settings | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? settingsOf(leavesOf(value)) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
