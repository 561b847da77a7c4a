import type { AuditPage } from '../../contract/audit.ts';
import type { Settings, SettingsNotice } from '../../contract/session.ts';

/**
 * The app's settings and who changed them. `notice`: what the page has to say of them, `null` for nothing. Throws `store-newer` throughout, `settings-not-saved` from `write`.
 */
export type SettingsStore = {
  readonly read: () => Promise<{
    readonly settings: Settings;
    readonly notice: SettingsNotice | null;
  }>;
  readonly write: (settings: Settings, user: string) => Promise<void>;
  /** At most `limit` changes older than the entry `before`; `null` begins with the newest. */
  readonly audit: (page: {
    readonly before: number | null;
    readonly limit: number;
  }) => Promise<AuditPage>;
};
