import type { NamesRead } from '../../contract/finding.ts';
import type { Words } from '../words/WordsContext.tsx';

/** Names that a sensor read, with how often, at most so many; then how many more there are. */
export function namesRead(
  { names, distinct, isComplete }: NamesRead,
  most: number,
  words: Words,
): string[] {
  const text = words.channels;
  const shown = names.slice(0, most).map(({ name, times }) => text.timesRead(name, times));
  const more = distinct - shown.length;
  return more > 0 ? [...shown, text.moreRead(more, isComplete)] : shown;
}
