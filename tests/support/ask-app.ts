import { routes } from '../../contract/routes.ts';
import {
  runFindingsSchema,
  runSchema,
  type Run,
  type RunFindings,
  type RunRequest,
} from '../../contract/run.ts';
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

/** A run that is over, and all that it found. */
export type RunAndFindings = { readonly run: Run } & RunFindings;

/** Runs the detection as the tab does: asks for it, looks until it is over, and reads what it found. */
export async function detectThroughApp(
  running: Pick<RunningConsole, 'console'>,
  session: Session,
  request: Partial<RunRequest> = {},
): Promise<RunAndFindings> {
  const ask = async (method: string, address: string, body?: unknown) =>
    (await askApp(running, session, method, address, body)).body;
  const wanted = { profile: 'corrected', range: { lastMinutes: 1440 }, fresh: true, ...request };
  let run = runSchema.parse(await ask('POST', routes.runs(), wanted));
  while (run.state === 'running')
    run = runSchema.parse(await ask('GET', `${routes.run(run.id)}?wait=10000`));
  return { run, ...runFindingsSchema.parse(await ask('GET', routes.findings(run.id))) };
}
