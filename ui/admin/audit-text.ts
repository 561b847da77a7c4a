import * as z from 'zod/mini';
import { profileSchema } from '../../contract/finding.ts';
import { portPackSchema, settingsSchema } from '../../contract/session.ts';
import { count } from '../format.ts';
import { messages } from '../messages/messages.ts';
import { settingsWords } from '../messages/settings.ts';

const { fields, portPacks, logLevels, defaultEmpty } = settingsWords;

/** The label of a setting by its dotted name; the name itself where this version has no such setting. */
export function settingName(setting: string): string {
  const last = setting.split('.').at(-1) ?? setting;
  const known = Object.entries(fields).find(([name]) => name === last);
  return known?.[1].label ?? setting;
}

/** A value of the trail as the form shows it. `json` is JSON text; anything else is shown as it is. */
export function valueText(setting: string, json: string): string {
  const value = parsed(json);
  if (typeof value === 'number') return count(value);
  const texts = z.safeParse(z.array(z.string()), Array.isArray(value) ? value : [value]);
  if (!texts.success) return json;
  return texts.data.map((text) => wordOf(setting, text)).join(', ') || defaultEmpty;
}

function wordOf(setting: string, text: string): string {
  const profile = z.safeParse(profileSchema, text);
  if (setting === 'profile' && profile.success)
    return messages.detection.profiles[profile.data].label;
  const pack = z.safeParse(portPackSchema, text);
  if (setting === 'portPacks' && pack.success) return portPacks[pack.data].label;
  const level = z.safeParse(settingsSchema.shape.logLevel, text);
  if (setting === 'logLevel' && level.success) return logLevels[level.data];
  return text;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Written by another version of the app; shown as it stands.
    return json;
  }
}
