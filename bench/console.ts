import type { AppInstance } from '../sandbox/extensions/app-instance.ts';
import { startConsole, type RunningConsole } from '../sandbox/start.ts';
import type { AppAddress } from './app-client.ts';
import { fillDay, type DayOfRows } from './rows.ts';

/** A console whose day the detection answers with a known number of rows, the app as built. */
export async function startDay(day: Omit<DayOfRows, 'endMs'>): Promise<RunningConsole> {
  const endMs = Date.now();
  const running = await startConsole({ scenario: 'none', endMs });
  try {
    if (appOf(running).status !== 'RUNNING') throw new Error('The app does not run.');
    await fillDay(running.store, { ...day, endMs });
    return running;
  } catch (error) {
    await running.close();
    throw error;
  }
}

/** Logs in, and says where the app is for that session. */
export function addressOf(running: RunningConsole): AppAddress {
  const { console, api } = running;
  const url = `${console.url}/console/plugins/${appOf(running).id}/app_proxy/`;
  return { url, ...api.sessions.login('analyst') };
}

/** The one app of the console. */
export function appOf({ applications }: RunningConsole): AppInstance {
  const [app] = applications.instances;
  if (app === undefined) throw new Error('There is no app.');
  return app;
}
