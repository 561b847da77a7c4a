import type { Run } from '../../contract/run.ts';
import * as format from '../format.ts';
import { messages } from '../messages/messages.ts';

/**
 * What a screen reader is told of a run: its start, each quarter and its end. Every tick would drown the
 * rest of the page. Empty before the first run.
 */
export function announcementOf(isUnderWay: boolean, run: Run | null): string {
  const words = messages.page.run;
  if (isUnderWay) {
    const quarter = run?.state === 'running' ? Math.floor(run.percent / 25) / 4 : 0;
    return quarter === 0 ? words.started : words.quarter(format.percent(quarter));
  }
  return run?.state === 'done' ? words.finished(run.findings) : '';
}
