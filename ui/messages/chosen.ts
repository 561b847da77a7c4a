import { locale } from '../platform/locale.ts';
import { en } from './en.ts';

/** What every catalogue holds. A second language has the same shape, so it cannot forget a sentence. */
export type Messages = typeof en;

let chosen: Messages = en;

/** The catalogue in use; English until `speak` has loaded another. */
export function catalogue(): Messages {
  return chosen;
}

/**
 * Loads the words of the page's language, each language a file of its own. To be awaited before anything
 * that has words is imported. Rejects when the file cannot be fetched.
 */
export async function speak(): Promise<void> {
  if (locale === 'de') chosen = (await import('./de.ts')).de;
}
