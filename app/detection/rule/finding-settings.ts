import type { Settings } from '../../../contract/session.ts';

/**
 * Every setting, by whether it takes part in what a run finds (`finds`: its queries, its limits, its judgement) or
 * only in how the app works (`operates`). `profile` is what the tab proposes: each run says its own. A new setting
 * does not compile until it stands here; results are shared by this list (app/runs/sharing.ts).
 */
export const settingUses = {
  profile: 'operates',
  properties: 'finds',
  ownPublicBlocks: 'finds',
  thresholds: 'finds',
  portPacks: 'finds',
  categories: 'finds',
  remoteSources: 'finds',
  flows: 'finds',
  stitching: 'finds',
  hostSignals: 'finds',
  signal: 'operates',
  reuseMinutes: 'operates',
  maxFindings: 'finds',
  maxRows: 'finds',
  logLevel: 'operates',
  logFiles: 'operates',
  auditDays: 'operates',
} as const satisfies Readonly<Record<keyof Settings, 'finds' | 'operates'>>;

type Finds = {
  [Name in keyof Settings]: (typeof settingUses)[Name] extends 'finds' ? Name : never;
}[keyof Settings];

/** All that the core may read of the settings, so that a setting classified wrongly does not compile where it is read. */
export type FindingSettings = Pick<Settings, Finds>;
