import type { RunningConsole } from '../../sandbox/start.ts';
import { cookiesOf } from './console-fixture.ts';

/** A session of the stand-in, as logging in gives it. */
export type Session = { readonly sec: string; readonly csrf: string };
export type Answer = { readonly status: number; readonly body: unknown };

/** Asks a console at an address as a page of that session does; `null`: as nobody. Changes overwrite what was there. */
export async function askConsole(
  { console }: Pick<RunningConsole, 'console'>,
  session: Session | null,
  method: string,
  address: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${console.url}/${address}`, {
    method,
    headers: {
      ...(session ? { Cookie: cookiesOf(session), QRadarCSRF: session.csrf } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'PUT' ? { 'If-Match': '*' } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
}

/** Asks the app through the console's proxy. */
export function askApp(
  running: Pick<RunningConsole, 'console'>,
  session: Session | null,
  method: string,
  address: string,
  body?: unknown,
): Promise<Answer> {
  const behindProxy = `console/plugins/1001/app_proxy/${address}`;
  return askConsole(running, session, method, behindProxy, body);
}
