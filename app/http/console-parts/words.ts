import type { Risk } from '../../../contract/finding.ts';
import type { Language } from '../../../contract/languages.ts';
import type { Format } from './format.ts';
import { de } from './words-de.ts';
import { en } from './words-en.ts';

/** Everything the app says in pages of the console outside its tab, in one language. Plain text, never markup. */
export type PlacesWords = {
  readonly format: Format;
  readonly product: string;
  readonly risks: Readonly<Record<Risk, string>>;
  readonly asSource: (risk: string) => string;
  readonly asDestination: (risk: string) => string;
  readonly inDomain: (name: string) => string;
  readonly findings: (value: number) => string;
  readonly destinations: (value: number) => string;
  readonly sources: (value: number) => string;
  readonly connections: (value: number) => string;
  readonly sent: (of: {
    readonly sentBytes: number | null;
    readonly lowerBound: boolean;
  }) => string;
  readonly known: (known: number, all: number) => string;
  readonly lastSeen: (moment: string, ago: string) => string;
  readonly run: (span: string, stop: string, ago: string) => string;
  readonly sourceProfile: string;
  readonly incomplete: string;
  readonly nothing: string;
  readonly unavailable: string;
  readonly open: string;
  readonly dashboardTitle: string;
  readonly nobodyRan: string;
  readonly byRisk: string;
  readonly topSources: string;
  readonly source: string;
  readonly risk: string;
  readonly bytesSent: string;
  readonly lastSeenHead: string;
  readonly bytesOrUnknown: PlacesWords['sent'];
  /** What an uninstallation removed outside the app, and what stays. */
  readonly uninstall: {
    readonly detections: (value: number) => string;
    readonly searches: (value: number) => string;
    readonly searchesLeft: (value: number) => string;
    readonly notAllowed: string;
    readonly ownStore: string;
    readonly analystsOwn: string;
  };
};

const catalogues: Readonly<Record<Language, PlacesWords>> = { en, de };

/** The catalogue of a language. */
export function wordsFor(language: Language): PlacesWords {
  return catalogues[language];
}
