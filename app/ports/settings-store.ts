import type { AuditPage } from '../../contract/audit.ts';
import type { Settings, SettingsNotice } from '../../contract/session.ts';

/** The settings in force, and what the page has to say of them; `null`: nothing. */
export type SettingsInForce = {
  readonly settings: Settings;
  readonly notice: SettingsNotice | null;
};

/**
 * The settings and the trail of their changes. Everything throws `store-newer`; `write` throws
 * `settings-not-saved`, too, and `settings-changed` where what is in force is not what `isExpected` expects, and then has
 * changed nothing.
 */
export type SettingsStore = {
  readonly read: () => Promise<SettingsInForce>;
  readonly write: (
    settings: Settings,
    user: string,
    isExpected?: (inForce: Settings) => boolean,
  ) => Promise<void>;
  /** At most `limit` changes older than the entry `before`, newest first; `null` begins with the newest. */
  readonly audit: (page: {
    readonly before: number | null;
    readonly limit: number;
  }) => Promise<AuditPage>;
};
