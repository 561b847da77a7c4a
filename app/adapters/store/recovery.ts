import type { Clock } from '../../ports/clock.ts';
import { openDatabase, setAside, type DatabaseOptions, type OpenedDatabase } from './database.ts';

export type RecoveryOptions = DatabaseOptions & {
  readonly clock: Clock;
  readonly report: (message: string, error: unknown) => void;
};

/** Suffix of a file that is kept for whoever wants to mend it; the time, in UTC, fits every file system. */
export function damagedSuffix(clock: Clock): string {
  const time = new Date(clock.nowMs()).toISOString().replaceAll(':', '-');
  return `damaged-${time}`;
}

/**
 * Opens the database whatever its state: a damaged file is kept aside under another name and a new one is
 * made (`wasDamaged`). Never throws; what is wrong is reported.
 */
export function openRecovered(options: RecoveryOptions): {
  readonly opened: OpenedDatabase;
  readonly wasDamaged: boolean;
} {
  try {
    return { opened: openReported(options), wasDamaged: false };
  } catch (error) {
    options.report('the store is damaged; it is kept aside, and the defaults hold', error);
  }
  try {
    setAside(options.folder, damagedSuffix(options.clock));
    return { opened: openReported(options), wasDamaged: true };
  } catch (cause) {
    options.report('the damaged store could not be kept aside', cause);
    return { opened: { kind: 'read-only', database: null, cause }, wasDamaged: true };
  }
}

/** Throws `DamagedDatabase` only. */
function openReported(options: RecoveryOptions): OpenedDatabase {
  const opened = openDatabase(options);
  if (opened.kind === 'read-only') options.report('the store cannot be written', opened.cause);
  if (opened.kind === 'newer') {
    const detail = `its version is ${opened.version}`;
    options.report('the store is of a newer version of the app', new Error(detail));
  }
  return opened;
}
