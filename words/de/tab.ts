import type { Words } from '../en/tab.ts';
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

/** The German words of the tab. QRadar's own names stand as its German console has them. */
export const tab = (format: Format): Words => ({
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
