import type { Run } from '../../contract/run.ts';
import type { Words } from '../words/WordsContext.tsx';

/**
 * What a screen reader is told of a run: its start, each quarter, that it waits for a place or the console, and its
 * end. Every tick would drown the rest of the page. Empty before the first run.
 */
export function announcementOf(isUnderWay: boolean, run: Run | null, words: Words): string {
  const text = words.page.run;
  if (isUnderWay) {
    if (run?.queued) return text.queued.place(words.format.count(run.queued.place));
    if (run?.waiting) {
      return text.waiting.because[run.waiting.cause](words.format.time(run.waiting.sinceMs));
    }
    const quarter = run?.state === 'running' ? Math.floor(run.percent / 25) / 4 : 0;
    return quarter === 0 ? text.started : text.quarter(words.format.percent(quarter));
  }
  return run?.state === 'done' ? text.finished(run.findings) : '';
}
