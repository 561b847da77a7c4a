// The app under the memory of its manifest, with a console of very many rows: what every part of the bench `steady` measures.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod/mini';
import { nodeFlags, readManifest } from '../sandbox/extensions/manifest.ts';
import { watchMemory } from '../sandbox/extensions/memory-limit.ts';
import { root } from '../sandbox/start.ts';
import { startAppServer, type AppServer } from '../tests/support/app-server.ts';
import { startConsoleOfRows, type ConsoleOfRows } from '../tests/support/many-rows.ts';

export type SteadyApp = {
  readonly app: AppServer;
  readonly console: ConsoleOfRows;
  readonly pid: number;
  readonly limitMb: number;
  /** What the app's main thread worked for at once, processor time, since the last call. */
  readonly ownWork: () => Promise<OwnWork>;
  /** Ends the app as a supervisor does, then the console. Answers how many searches it was asked to make and not to delete. */
  readonly close: () => Promise<number>;
};

const ownWorkSchema = z.object({
  message: z.literal('own work'),
  longestMs: z.number(),
  long: z.number(),
});
/** `longestMs`: the longest stretch; `long`: how many were above 50 ms. */
export type OwnWork = Pick<z.infer<typeof ownWorkSchema>, 'longestMs' | 'long'>;

/** Starts it; killed as the kernel would where it takes more memory than its manifest says. */
export async function startSteadyApp(): Promise<SteadyApp> {
  const manifest = await readManifest(path.join(root, 'manifest.json'));
  const console = await startConsoleOfRows();
  const store = await mkdtemp(path.join(tmpdir(), 'steady-bench-'));
  const limitMb = manifest.resources.memory;
  const own = manifest.environment_variables.filter(({ name }) => name.startsWith('MALLOC_'));
  const app = await startAppServer({
    console,
    store,
    flags: [...nodeFlags(manifest), '--import', path.join(import.meta.dirname, 'own-work.ts')],
    environment: {
      ...Object.fromEntries(own.map(({ name, value }) => [name, value])),
      TRANSFER_WATCH_MEMORY_MB: String(limitMb),
    },
  });
  const pid = app.child.pid ?? 0;
  const unwatch = watchMemory(pid, limitMb * 2 ** 20, () => app.child.kill('SIGKILL'));
  const searchesLeft = () => {
    const of = (asked: string) => console.asked.filter(({ route }) => route === asked);
    const deleted = new Set(of('DELETE /ariel/searches/{id}').map(({ id }) => id));
    return of('POST /ariel/searches').length - deleted.size;
  };
  return {
    app,
    console,
    pid,
    limitMb,
    ownWork: () => ownWorkOf(app),
    close: async () => {
      unwatch();
      app.child.kill('SIGTERM');
      await app.ended;
      const left = searchesLeft();
      await console.close();
      await rm(store, { recursive: true });
      return left;
    },
  };
}

async function ownWorkOf({ child, output }: AppServer): Promise<OwnWork> {
  const said = () =>
    output()
      .split('\n')
      .filter((line) => line.includes('"own work"'));
  const before = said().length;
  child.kill('SIGUSR2');
  while (said().length === before) await wait(20);
  return ownWorkSchema.parse(JSON.parse(said().at(-1) ?? ''));
}

/** Resident memory now, MB of 2^20 bytes: with files and garbage, as an operator sees it. */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
