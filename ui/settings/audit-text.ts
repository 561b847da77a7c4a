import * as z from 'zod/mini';
import { profileSchema } from '../../contract/finding.ts';
import { guideNameSchema } from '../../contract/guides.ts';
import { languages } from '../../contract/languages.ts';
import { portPackSchema, settingsSchema } from '../../contract/session.ts';
import type { Field } from './draft.ts';
import type { SettingsWords } from './settings-words.ts';
import type { Words } from '../words/WordsContext.tsx';

/** What the trail is told with. */
export type AuditWords = Words & SettingsWords;

/** The label of a setting, a guide or a rehearsal by its dotted name; the name itself where this version has no such setting. */
export function settingName(setting: string, { fields, flows, trail }: AuditWords): string {
  if (setting === 'rehearsal') return trail.rehearsal;
  const guide = guideIn(setting);
  if (guide) return trail.guide(guide.name, guide.language);
  const last = setting.split('.').at(-1) ?? setting;
  if (last === 'flows') return flows.setting.label;
  const known = Object.entries(fields).find(([name]) => name === last);
  return known?.[1].label ?? setting;
}

/** What a setting means and changes. */
export function settingMeaning(field: Field, { fields, flows }: AuditWords): string {
  return (field === 'flows' ? flows.setting : fields[field]).meaning;
}

/** An entry of a list: a name, or the id of a category. */
const text = z.pipe(z.union([z.string(), z.number()]), z.transform(String));

/** A value of the trail as the form shows it. `json` is JSON text; anything else is shown as it is. */
export function valueText(setting: string, json: string, words: AuditWords): string {
  const value = parsed(json);
  const told = besideSettings(setting, value, words);
  if (told !== null) return told;
  if (typeof value === 'boolean') return value ? words.on : words.off;
  if (typeof value === 'number') return words.format.count(value);
  const texts = z.safeParse(z.array(text), Array.isArray(value) ? value : [value]);
  if (!texts.success) return json;
  return texts.data.map((text) => wordOf(setting, text, words)).join(', ') || words.defaultEmpty;
}

/** Of `guides.investigation.en`. */
const guideSchema = z.tuple([z.literal('guides'), guideNameSchema, z.enum(languages)]);

function guideIn(setting: string) {
  const { data } = z.safeParse(guideSchema, setting.split('.'));
  return data ? { name: data[1], language: data[2] } : null;
}

const rehearsalSchema = z.object({ address: z.string(), endsMs: z.number() });

/** What became of a guide or of a rehearsal; `null` where it is neither. */
function besideSettings(setting: string, value: unknown, words: AuditWords): string | null {
  const { trail, defaultEmpty } = words;
  if (setting === 'rehearsal') {
    const { data } = z.safeParse(rehearsalSchema, value);
    return data
      ? trail.rehearsalOf(data.address, data.endsMs)
      : value === null
        ? defaultEmpty
        : null;
  }
  if (guideIn(setting) === null) return null;
  if (value === null) return trail.guideAsShipped;
  return typeof value === 'number' ? trail.guideOf(value) : null;
}

function wordOf(setting: string, text: string, words: AuditWords): string {
  const profile = z.safeParse(profileSchema, text);
  if (setting === 'profile' && profile.success) return words.detection.profiles[profile.data].label;
  const pack = z.safeParse(portPackSchema, text);
  if (setting === 'portPacks' && pack.success) return words.portPacks[pack.data].label;
  const level = z.safeParse(settingsSchema.shape.logLevel, text);
  if (setting === 'logLevel' && level.success) return words.logLevels[level.data];
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
