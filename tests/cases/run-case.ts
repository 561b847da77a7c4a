import { startConsole } from '../../sandbox/start.ts';
import { detectThroughApp, type RunAndFindings } from '../support/ask-app.ts';
import type { Case } from './expectation.ts';

/**
 * Runs the detection on a console with these files and nothing else, through the app as built and its API, asked through the
 * console's proxy. Each case has a console and an app of its own: properties and log sources that one brings would be there
 * for the next. Needs `npm run build` before.
 */
export async function outcomeOf(
  files: readonly string[],
  { shift = true, window, profile = 'corrected' }: NonNullable<Case['args']> = {},
): Promise<RunAndFindings> {
  const running = await startConsole({ imports: files, shiftToNow: shift });
  try {
    expect(running.imports.map(({ counts }) => counts.rejected)).toEqual(files.map(() => 0));
    const range = window && { window: { startMs: window[0], stopMs: window[1] } };
    const session = running.api.sessions.login('analyst');
    return await detectThroughApp(running, session, { profile, ...(range ? { range } : {}) });
  } finally {
    await running.close();
  }
}
