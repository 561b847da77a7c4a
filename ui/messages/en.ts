import { channels } from './en-channels.ts';
import { detail } from './en-detail.ts';
import { detection } from './en-detection.ts';
import { page } from './en-findings.ts';
import { flowWords as flows } from './en-flows.ts';
import { pivots } from './en-pivots.ts';
import { problems } from './en-problems.ts';
import { settingsNotices } from './en-settings-notices.ts';

/** The English catalogue; a section belongs to the folder of its name, `page` to `ui/findings`. */
export const en = { page, detection, channels, problems, detail, flows, pivots, settingsNotices };
