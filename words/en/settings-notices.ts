import type { SettingsNotice } from '../../contract/session.ts';

type NoticeWords = {
  readonly title: string;
  /** What is the matter, and what holds meanwhile. */
  readonly meaning: string;
  /** What to do: on the page, in the panel, and for those who may not change the settings. */
  readonly remedies: Readonly<Record<'page' | 'panel' | 'others', string>>;
};

/** What is wrong with the stored settings, said on the page and in the panel. */
export const settingsNotices: Record<SettingsNotice, NoticeWords> = {
  'settings-invalid': {
    title: 'The stored settings could not be read',
    meaning:
      'The defaults are in force for everybody. What could not be read is kept in the app’s storage, under a name with “damaged” in it.',
    remedies: {
      page: 'Open the settings, check them and save: what you save takes its place.',
      panel: 'Below are the defaults. Check them and save: what you save takes its place.',
      others: 'Tell an administrator, who can check and save them.',
    },
  },
  'store-read-only': {
    title: 'The app’s storage cannot be written',
    meaning: 'The settings are in force as they were stored, and a change cannot be saved.',
    remedies: {
      page: 'Look for a full disk or missing write permission on the app host.',
      panel: 'Look for a full disk or missing write permission on the app host, then save again.',
      others: 'Tell an administrator, who can look at the app host.',
    },
  },
};
