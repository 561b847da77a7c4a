import type { Run } from '../../contract/run.ts';
import * as format from '../format.ts';
import { messages } from '../messages/messages.ts';

/** The minutes of a run in the reader's time zone. */
export function rangeText(run: Run): string {
  const { startMs, stopMs } = run.window;
  return messages.page.run.window(format.timeRange(startMs, stopMs), format.timeZone());
}
