import type { GuideName } from '../contract/guides.ts';
import type { Language } from '../contract/languages.ts';
import type { ProblemCode } from '../contract/problem.ts';
import { consoleParts as germanParts } from './de/console-parts.ts';
import { guides as germanGuides } from './de/guides.ts';
import { problems as germanProblems } from './de/problems.ts';
import { consoleParts as englishParts, type ConsoleWords } from './en/console-parts.ts';
import { guides as englishGuides } from './en/guides.ts';
import { problems as englishProblems, type ProblemWords } from './en/problems.ts';
import { formatFor } from './format.ts';

const parts = { en: englishParts, de: germanParts } as const;
const problems = { en: englishProblems, de: germanProblems } as const;

const guides = { en: englishGuides, de: germanGuides } as const;

/** The app's guides for a finding, as Markdown. */
export function guideTexts(language: Language): Readonly<Record<GuideName, string>> {
  return guides[language];
}

/** What the server writes into pages of the console. */
export function consoleWords(language: Language): ConsoleWords {
  return parts[language](formatFor(language));
}

/** Title and remedy of everything that can go wrong. */
export function problemWords(language: Language): Readonly<Record<ProblemCode, ProblemWords>> {
  return problems[language];
}
