import type { Messages } from './chosen.ts';
import { channels } from './de-channels.ts';
import { detail } from './de-detail.ts';
import { detection } from './de-detection.ts';
import { page } from './de-findings.ts';
import { flowWords as flows } from './de-flows.ts';
import { pivots } from './de-pivots.ts';
import { problems } from './de-problems.ts';
import { settingsNotices } from './de-settings-notices.ts';

/** The German catalogue. QRadar's own names stand as its German console has them. */
export const de: Messages = {
  page,
  detection,
  channels,
  problems,
  detail,
  flows,
  pivots,
  settingsNotices,
};
