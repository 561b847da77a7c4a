import {
  ftpFields,
  keepingFields,
  limitFields,
  propertyFields,
  signalFields,
  thresholdFields,
  type Field,
} from './draft.ts';
import type { SettingsWords } from './settings-words.ts';

/** Settings that belong together. */
export type SettingsSection = {
  readonly name: keyof SettingsWords['groups'];
  readonly fields: readonly Field[];
};

/** Every setting in the order of the page, each in one section. */
export const sections: readonly SettingsSection[] = [
  {
    name: 'detection',
    fields: [
      'profile',
      'flows',
      ...thresholdFields,
      'portPacks',
      'categories',
      'stitching',
      'hostSignals',
    ],
  },
  { name: 'properties', fields: propertyFields },
  { name: 'ftp', fields: ftpFields },
  { name: 'network', fields: ['ownPublicBlocks', 'remoteSources'] },
  { name: 'limits', fields: limitFields },
  { name: 'signal', fields: signalFields },
  { name: 'keeping', fields: ['logLevel', ...keepingFields] },
];

/** The id of the element that a link to a section leads to. */
export function sectionId(name: SettingsSection['name']): string {
  return `settings-${name}`;
}

/** The id of the element that takes the value of a setting. */
export function fieldId(field: Field): string {
  return `setting-${field}`;
}
