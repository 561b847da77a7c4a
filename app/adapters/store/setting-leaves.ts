import * as z from 'zod/mini';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { settingsSchema, type Settings } from '../../../contract/session.ts';

/** Settings one by one: dotted name (`properties.sent`) → value as JSON text. Lists are one value. */
export type SettingLeaves = ReadonlyMap<string, string>;

/** Takes settings, or anything shaped like them, apart. */
export function leavesOf(value: unknown, prefix = ''): SettingLeaves {
  if (!isGroup(value)) return new Map([[prefix, JSON.stringify(value)]]);
  const parts = Object.entries(value).flatMap(([name, member]) => [
    ...leavesOf(member, prefix === '' ? name : `${prefix}.${name}`),
  ]);
  return new Map(parts);
}

/** The settings that nobody has changed. */
export const defaultLeaves: SettingLeaves = leavesOf(defaultSettings);

/**
 * Puts settings together from stored values over the defaults; names that the app does not know are left
 * out. `null` when the whole does not fit the contract.
 */
export function settingsOf(stored: SettingLeaves): Settings | null {
  try {
    const result = z.safeParse(settingsSchema, withLeaves(defaultSettings, stored, ''));
    return result.success ? result.data : null;
  } catch {
    // A stored value that is no JSON.
    return null;
  }
}

function withLeaves(value: unknown, stored: SettingLeaves, prefix: string): unknown {
  if (!isGroup(value)) {
    const text = stored.get(prefix);
    return text === undefined ? value : JSON.parse(text);
  }
  const members = Object.entries(value).map(([name, member]) => [
    name,
    withLeaves(member, stored, prefix === '' ? name : `${prefix}.${name}`),
  ]);
  return Object.fromEntries(members);
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
