import type { AllowedWords } from '../en/allowed.ts';
import type { Format } from '../format.ts';

/** Words of the allowlist that findings are shown with, in German. */
export const allowed = ({ count, many }: Format): AllowedWords => ({
  open: (value) => `${count(value)} erlaubt`,
  openLabel: (value) => `${count(value)} erlaubt: zeigen, was verborgen ist`,
  expected: 'Erwartet',
  expectedOf: (finding) => `Erwartet: ${finding}`,
  back: 'wieder da',
  backWhy:
    'Wieder da: Ein Eintrag, der das oder einen Teil davon verbarg, ist abgelaufen oder hat sich ausgesetzt.',
  backEntry: 'Der Eintrag',
  notices: {
    notReadable: {
      title: 'Die Allowlist war nicht lesbar, deshalb ist nichts verborgen',
      text: 'Sie liegt in Referenzsets von QRadar, die Ihre Rolle nicht lesen darf. Wer mehr Rechte hat, sieht vielleicht weniger Karten.',
    },
    suspended: {
      title: (value) =>
        `${many(value, { one: 'Eintrag hat', other: 'Einträge haben' })} sich ausgesetzt: Was verborgen war, ist wieder da`,
      text: 'Es sieht nicht mehr aus wie das, was erlaubt wurde.',
    },
    drift: {
      title: 'Referenzsets der Allowlist wurden außerhalb dieser App geändert',
      text: 'Die Seite „Optimierung“ sagt, welche und wie.',
    },
    toEntries: 'Zur Allowlist',
  },
});
