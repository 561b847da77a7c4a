import { startConsole, type RunningConsole } from '../sandbox/start.ts';
import type { AppAddress } from './app-client.ts';
import { fillDay, type DayOfRows } from './rows.ts';

/** A console whose day the detection answers with a known number of rows, the app as built. */
export async function startDay(day: Omit<DayOfRows, 'endMs'>): Promise<RunningConsole> {
  const endMs = Date.now();
  const running = await startConsole({ scenario: 'none', endMs });
  try {
    if (running.console.app.state() !== 'running') throw new Error('The app does not run.');
    await fillDay(running.store, { ...day, endMs });
    return running;
  } catch (error) {
    await running.close();
    throw error;
  }
}

/** Logs in, and says where the app is for that session. */
export function addressOf({ console, api }: RunningConsole): AppAddress {
  const url = `${console.url}/console/plugins/${console.app.id}/app_proxy/`;
  return { url, ...api.sessions.login('analyst') };
}
