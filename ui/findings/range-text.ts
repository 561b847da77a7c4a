import type { Run } from '../../contract/run.ts';
import type { Words } from '../words/WordsContext.tsx';

/** The minutes of a run in the reader's time zone. */
export function rangeText(run: Run, words: Words): string {
  const { startMs, stopMs } = run.window;
  return words.page.run.window(words.format.timeRange(startMs, stopMs), words.format.timeZone());
}
