import type { Risk } from '../../../contract/finding.ts';
import type { Format } from './format.ts';
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
};

/** By language. */
const catalogues: Readonly<Record<string, PlacesWords>> = { en };

/**
 * The catalogue for an `Accept-Language` header, which the console sets to the user's locale (app framework
 * digest 3.4): the first language there is one for, else English.
 */
export function wordsFor(acceptLanguage: string | undefined): PlacesWords {
  const wanted = (acceptLanguage ?? '').split(',').map((entry) => entry.trim().slice(0, 2));
  const found = wanted.find((language) => Object.hasOwn(catalogues, language));
  return catalogues[found ?? 'en'] ?? en;
}
