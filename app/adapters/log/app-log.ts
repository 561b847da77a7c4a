import path from 'node:path';
import type { Settings } from '../../../contract/session.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { RotatingFile } from './rotating-file.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { createLog } from './log.ts';

/** The log of the process, first on standard output only. */
export type AppLog = {
  readonly log: Log;
  /** From now on lines go to `log/app.log` below the folder as well. */
  readonly writeTo: (store: string) => void;
  /** From now on the level and the number of files are those of the settings. */
  readonly follow: (settings: Settings) => void;
};

/** As large as the log of IBM's own library for apps is before it rotates (qpylib, 2 MB). */
const maxBytes = 2 * 2 ** 20;

/**
 * Everything of the level set goes to the file; starting, stopping, warnings and errors to standard output,
 * too, which QRadar's supervisor keeps in a file of its own. Where the file cannot be written, lines go to
 * standard output instead, and the reason once.
 */
export function createAppLog(clock: Clock): AppLog {
  let { logLevel, logFiles } = defaultSettings;
  let file: RotatingFile | null = null;
  let isFailing = false;
  const standard = (line: string) => void process.stdout.write(line);

  const toFile = (line: string) => {
    if (file === null) return;
    try {
      file.write(line);
      isFailing = false;
    } catch (error) {
      const isFirst = !isFailing;
      // Before the warning, which comes here again.
      isFailing = true;
      if (isFirst) log.warn('the log file cannot be written', error);
      standard(line);
    }
  };
  const log = createLog(
    [
      { write: standard, level: () => 'notice' },
      { write: toFile, level: () => logLevel },
    ],
    clock,
  );
  return {
    log,
    writeTo: (store) => {
      const name = path.join(store, 'log', 'app.log');
      // The newest one is a file, too.
      file = new RotatingFile({ file: name, maxBytes, keep: () => logFiles - 1 });
    },
    follow: (settings) => {
      ({ logLevel, logFiles } = settings);
    },
  };
}
