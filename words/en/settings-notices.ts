import type { SettingsNotice } from '../../contract/session.ts';

type NoticeWords = {
  readonly title: string;
  /** What is the matter, and what holds meanwhile. */
  readonly meaning: string;
  /** What to do: on the page of findings, on that of the settings, and for those who may not change the settings. */
  readonly remedies: Readonly<Record<'findings' | 'settings' | 'others', string>>;
};

/** What is wrong with the stored settings, said on the pages of findings and settings. */
export const settingsNotices: Record<SettingsNotice, NoticeWords> = {
  'settings-invalid': {
    title: 'The stored settings could not be read',
    meaning:
      'The defaults are in force for everybody. What could not be read is kept in the app’s storage, under a name with “damaged” in it.',
    remedies: {
      findings: 'Open “Tuning”, check the settings and save: what you save takes its place.',
      settings: 'Below are the defaults. Check them and save: what you save takes its place.',
      others: 'Tell an administrator, who can check and save them.',
    },
  },
  'store-read-only': {
    title: 'The app’s storage cannot be written',
    meaning: 'The settings are in force as they were stored, and a change cannot be saved.',
    remedies: {
      findings: 'Look for a full disk or missing write permission on the app host.',
      settings:
        'Look for a full disk or missing write permission on the app host, then save again.',
      others: 'Tell an administrator, who can look at the app host.',
    },
  },
};
