// Talks to Extensions Management and the app framework of a running console, as scripts do.
import * as z from 'zod';
import { startConsole, type RunningConsole, type StartOptions } from '../../../sandbox/start.ts';

/** Paths of the two areas of the API. */
export const management = '/api/config/extension_management';
export const framework = '/api/gui_app_framework';

/** An answer, its body parsed. */
export type Answer = { readonly status: number; readonly body: unknown };

/** A console without an app, and what a test asks of it. */
export type InstallConsole = {
  readonly running: RunningConsole;
  readonly log: readonly string[];
  readonly call: (method: string, path: string, body?: Buffer, as?: string) => Promise<Answer>;
  /** Uploads an archive that is taken; gives its id. */
  readonly upload: (archive: Buffer) => Promise<number>;
  /** The task that an answer 202 names, when it is over. */
  readonly ended: (body: unknown) => Promise<Task>;
  /** Orders something and waits for the end of its task. */
  readonly order: (method: string, path: string) => Promise<Task>;
  readonly install: (id: number, more?: string) => Promise<Task>;
  readonly statusOf: (id: number) => Promise<string>;
};

const taskOf = z.object({ status: z.string(), message: z.string() });
type Task = z.infer<typeof taskOf>;
const extensionOf = z.object({ id: z.number(), status: z.string() });

/** Starts one. Close `running` when done. */
export async function startInstallConsole(options: StartOptions = {}): Promise<InstallConsole> {
  const log: string[] = [];
  const running = await startConsole({
    app: 'none',
    log: (line) => log.push(line),
    timings: { backoffMs: 10, stopWaitMs: 500 },
    ...options,
  });
  const call: InstallConsole['call'] = async (method, path, body, as = 'admin') => {
    const { sec, csrf } = running.api.sessions.login(as);
    const response = await fetch(`${running.console.url}${path}`, {
      method,
      headers: { SEC: sec, QRadarCSRF: csrf, 'Content-Type': 'application/zip' },
      ...(body === undefined ? {} : { body: Uint8Array.from(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  };
  const ended: InstallConsole['ended'] = async (body) => {
    const { status_id } = z.object({ status_id: z.number() }).parse(body);
    for (;;) {
      const answer = await call('GET', `${management}/extensions_task_status/${status_id}`);
      const task = taskOf.parse(answer.body);
      if (task.status !== 'PROCESSING') return { status: task.status, message: task.message };
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  };
  const order: InstallConsole['order'] = async (method, path) => {
    const { status, body } = await call(method, path);
    expect(status).toBe(202);
    return ended(body);
  };
  return {
    ...{ running, log, call, ended, order },
    upload: async (archive) => {
      const answer = await call('POST', `${management}/extensions`, archive);
      expect(answer).toMatchObject({ status: 201, body: { status: 'UPLOADED' } });
      return extensionOf.parse(answer.body).id;
    },
    install: (id, more = '') =>
      order('POST', `${management}/extensions/${id}?action_type=INSTALL${more}`),
    statusOf: async (id) =>
      extensionOf.parse((await call('GET', `${management}/extensions/${id}`)).body).status,
  };
}

/** The answer of a refusal, as far as tests compare it. */
export function refused(status: number, code: number): object {
  return { status, body: { code, http_response: { code: status } } };
}
