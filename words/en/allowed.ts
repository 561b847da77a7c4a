import type { Format } from '../format.ts';

/** Words of the allowlist that findings are shown with; those of its entries are in `allowlist.ts`. */
export const allowed = ({ count, many }: Format) => ({
  /** Opens the findings of the run that are hidden. */
  open: (value: number) => `${count(value)} allowed`,
  openLabel: (value: number) => `${count(value)} allowed: show what is hidden`,
  expected: 'Expected',
  expectedOf: (finding: string) => `Expected: ${finding}`,
  /** On a card that an entry hid before. */
  back: 'back',
  backWhy: 'It is back: an entry that hid it, or a part of it, has expired or suspended itself.',
  backEntry: 'The entry',
  notices: {
    notReadable: {
      title: 'The allowlist could not be read, so nothing is hidden',
      text: 'It lives in reference sets of QRadar, which your role may not read. Colleagues with more rights may see fewer cards.',
    },
    suspended: {
      title: (value: number) =>
        `${many(value, { one: 'entry has suspended itself', other: 'entries have suspended themselves' })}: what was hidden is back`,
      text: 'It does not look any more like what was allowed.',
    },
    drift: {
      title: 'Reference sets of the allowlist were changed outside of this app',
      text: 'The page Tuning says which and how.',
    },
    toEntries: 'Open the allowlist',
  },
});

export type AllowedWords = ReturnType<typeof allowed>;
