import type { AuditPage } from '../../../contract/audit.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { settingsNotice, type Settings } from '../../../contract/session.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SettingsInForce, SettingsStore } from '../../ports/settings-store.ts';
import {
  addAudit,
  deleteAuditBefore,
  deleteAuditBeyond,
  hasAudit,
  readAudit,
} from './audit-rows.ts';
import { readLegacySettings } from './legacy-settings.ts';
import { deleteNotice, hasNotice, writeNotice } from './notice-rows.ts';
import { damagedSuffix, type Store } from './open-store.ts';
import { leavesOf } from './setting-leaves.ts';
import { readSettings, writeSettings } from './setting-rows.ts';

export type SettingsStoreOptions = {
  readonly store: Store;
  readonly clock: Clock;
  readonly report: (message: string, error: unknown) => void;
  /** Called with the settings in force: once when they were read, and after each save. */
  readonly onChange?: (settings: Settings) => void;
};

/** The settings of a store. Reads them at once, and takes over the file of an earlier version. Never throws. */
export function createSettingsStore(options: SettingsStoreOptions): SettingsStore {
  const { onChange = () => undefined } = options;
  const held = new HeldSettings(options);
  onChange(held.settings);
  // Promises, so that a refusal reaches the asker like that of any other port.
  return {
    read: () => promised(() => held.current()),
    write: (settings, user, isExpected = () => true) =>
      promised(() => {
        // Nothing comes between this and the save: both are of one turn.
        if (!isExpected(held.current().settings)) throw new AppError('settings-changed');
        held.write(settings, user);
        onChange(settings);
      }),
    audit: (page) => promised(() => held.audit(page)),
  };
}

function promised<T>(answer: () => T): Promise<T> {
  return new Promise((resolve) => resolve(answer()));
}

const dayMs = 24 * 60 * 60_000;

/**
 * Text of the trail. A choice: little of what the store may grow to, so that a trail never stands in the way of a save; a usual
 * change is some fifty bytes, the largest 128 kB.
 */
const mostAuditBytes = 4 * 1024 * 1024;

/** The settings as they were last read or saved; `#isInvalid`: not those once saved, and nobody has saved since. */
class HeldSettings {
  readonly #options: SettingsStoreOptions;
  readonly #store: Store;
  #settings: Settings = defaultSettings;
  #isInvalid: boolean;

  constructor(options: SettingsStoreOptions) {
    const { store } = options;
    this.#options = options;
    this.#store = store;
    this.#isInvalid = store.wasDamaged;
    if (store.state() === 'newer') return;
    if (store.wasDamaged && store.state() === 'ready') this.#remember();
    this.#load();
    if (store.state() === 'ready') this.#takeOver();
  }

  get settings(): Settings {
    return this.#settings;
  }

  current(): SettingsInForce {
    this.#store.refuseNewer();
    const readOnly = this.#store.state() === 'read-only' ? settingsNotice.readOnly : null;
    const notice = this.#isInvalid ? settingsNotice.invalid : readOnly;
    return { settings: this.#settings, notice };
  }

  write(settings: Settings, user: string): void {
    this.#store.refuseNewer();
    const atMs = this.#options.clock.nowMs();
    const [before, after] = [leavesOf(this.#settings), leavesOf(settings)];
    let dropped = 0;
    try {
      this.#store.write((database) => {
        // First, so that a store that is full has room for the rest.
        deleteAuditBefore(database, atMs - settings.auditDays * dayMs);
        dropped = deleteAuditBeyond(database, mostAuditBytes);
        writeSettings(database, after);
        addAudit(database, { before, after, user, atMs });
        deleteNotice(database, settingsNotice.invalid);
      });
    } catch (error) {
      throw new AppError('settings-not-saved', { cause: error });
    }
    this.#settings = settings;
    this.#isInvalid = false;
    if (dropped === 0) return;
    const error = new Error(`${dropped} of them were deleted`);
    this.#options.report('changes of settings are more than the trail has room for', error);
  }

  audit(page: { readonly before: number | null; readonly limit: number }): AuditPage {
    const empty = { entries: [], more: false };
    return this.#store.read((database) => readAudit(database, page), empty);
  }

  #load(): void {
    try {
      const settings = this.#store.read(readSettings, defaultSettings);
      this.#settings = settings ?? defaultSettings;
      this.#isInvalid ||= settings === null || this.#isInvalidNoted();
      if (settings !== null) return;
      const error = new AppError('settings-invalid', { detail: 'a stored value does not fit' });
      this.#options.report('the settings cannot be used; the defaults hold', error);
    } catch (error) {
      this.#isInvalid = true;
      this.#options.report('the settings cannot be read; the defaults hold', error);
    }
  }

  #isInvalidNoted(): boolean {
    return this.#store.read((database) => hasNotice(database, settingsNotice.invalid), false);
  }

  /** So that it is said after a restart, too, until the next save. */
  #remember(): void {
    const atMs = this.#options.clock.nowMs();
    try {
      this.#store.write((database) => writeNotice(database, settingsNotice.invalid, atMs));
    } catch (error) {
      this.#options.report('the damage of the store could not be noted', error);
    }
  }

  /** Versions before the database kept a file: it is taken over once, by the name of the file. */
  #takeOver(): void {
    const { store, clock, report } = this.#options;
    try {
      const legacy = readLegacySettings(store.folder);
      if (legacy === null) return;
      if (legacy.settings === null) {
        report('the settings file cannot be used; the defaults hold', new Error('does not fit'));
        this.#isInvalid = true;
        this.#remember();
        legacy.finish(damagedSuffix(clock.nowMs()));
        return;
      }
      if (!store.read(hasAudit, true)) this.write(legacy.settings, 'settings.json');
      legacy.finish('imported');
    } catch (error) {
      report('the settings file could not be taken over', error);
    }
  }
}
