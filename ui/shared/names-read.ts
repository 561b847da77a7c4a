import type { NamesRead } from '../../contract/finding.ts';
import { messages } from '../messages/messages.ts';

/** Names that a sensor read, with how often, at most so many; then how many more there are. */
export function namesRead({ names, distinct, isComplete }: NamesRead, most: number): string[] {
  const words = messages.channels;
  const shown = names.slice(0, most).map(({ name, times }) => words.timesRead(name, times));
  const more = distinct - shown.length;
  return more > 0 ? [...shown, words.moreRead(more, isComplete)] : shown;
}
