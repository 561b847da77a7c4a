import type { Format } from '../format.ts';
import { channels } from './channels.ts';
import { detection } from './detection.ts';
import { flows } from './flows.ts';
import { hostSignals } from './host-signals.ts';
import { page } from './page.ts';
import { pivots } from './pivots.ts';
import { problemNotice } from './problem-notice.ts';
import { problems } from './problems.ts';
import { settingsNotices } from './settings-notices.ts';

/**
 * All words of the tab but those of the settings, and the format they are said with. A section belongs to the folder of
 * its name, `page` to `ui/findings`.
 */
export const tab = (format: Format) => ({
  format,
  page: page(format),
  detection: detection(format),
  channels: channels(format),
  problems: { codes: problems, ...problemNotice },
  flows: flows(format),
  hostSignals: hostSignals(format),
  pivots: pivots(format),
  settingsNotices,
});

/** A second language has the same shape, so it cannot forget a sentence. */
export type Words = ReturnType<typeof tab>;
