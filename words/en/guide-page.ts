import type { GuideName, GuideQuery } from '../../contract/guides.ts';
import type { Language } from '../../contract/languages.ts';
import type { Format } from '../format.ts';

const lacking: Readonly<Record<NonNullable<GuideQuery['lacks']>, string>> = {
  destination: 'No query: this finding has no single destination IP.',
  user: 'No query: no record of this finding names a user.',
  sent: 'No query: this run reads no property of bytes sent.',
};

/** The guides by name. */
export const guideTitles: Readonly<Record<GuideName, string>> = {
  investigation: 'Investigation guide',
  response: 'Response playbook',
};

/** The languages that guides are written in. */
export const guideLanguages: Readonly<Record<Language, string>> = { en: 'English', de: 'German' };

/** Words of the guides: beside a finding, and where administrators write them. */
export const guidePage = ({ count, time }: Format) => ({
  names: guideTitles,
  lacking,
  choose: 'Guide',
  loading: 'Loading the guides',
  progress: (done: number, all: number) => `${count(done)} of ${count(all)} steps done`,
  own: 'Written by an administrator of this console.',
  doneBy: (user: string, atMs: number) => `Done by ${user}, ${time(atMs)}`,
  query: (step: number, query: number) => `Query ${count(query)} of step ${count(step)}`,
  snippet: {
    copy: (name: string) => `Copy query: ${name}`,
    copied: 'Copied',
    more: 'Show more',
    less: 'Show less',
  },
  inLogActivity: 'Open in Log Activity',
  write: {
    title: 'Guides',
    note: 'What analysts find beside a finding, as Markdown. Placeholders in braces become the finding’s own values.',
    language: guideLanguages,
    label: (name: string, language: string) => `${name}, ${language}`,
    choose: 'Text',
    markdown: 'Markdown',
    file: 'Take from a file',
    save: 'Save guide',
    back: 'Back to the app’s guide',
    saved: 'The guide is saved.',
    isBack: 'The app’s guide holds again.',
    changed: (user: string, atMs: number) => `Changed by ${user}, ${time(atMs)}`,
    isApps: 'The app’s own.',
    tooLong: (most: number) => `At most ${count(most)} characters.`,
  },
});

/** Words of the guides. */
export type GuidePageWords = ReturnType<typeof guidePage>;
